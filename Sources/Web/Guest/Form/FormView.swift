internal import Mustache

/// The form of a time that was picked, and the same form when that time has gone.
struct FormView: View {
  let page: Frame
  let action: String
  let what: WhatView
  let moment: MomentView
  let strip: StripView
  let back: String
  let wrongs: WrongsView?
  let gone: GoneView?
  let hidden: [HiddenView]
  let fields: [FieldView]
  let companions: FieldView?
  let bringsCompanions: Bool
  let button: String
  let foot: String

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "action": .text(\.action),
    "what": .view(\.what),
    "moment": .view(\.moment),
    "strip": .view(\.strip),
    "back": .text(\.back),
    "wrongs": .view(\.wrongs),
    "gone": .view(\.gone),
    "hidden": .list(\.hidden),
    "fields": .list(\.fields),
    "companions": .view(\.companions),
    "brings_companions": .flag(\.bringsCompanions),
    "button": .text(\.button),
    "foot": .text(\.foot),
  ]
}

/// When: a day, from and to.
struct MomentView: View {
  let datetime: String
  let day: String
  let from: String
  let to: String

  static let keys: Keys<Self> = [
    "datetime": .text(\.datetime),
    "day": .text(\.day),
    "from": .text(\.from),
    "to": .text(\.to),
  ]
}

/// A time that is not to be had, and others close by that one press books.
struct GoneView: View {
  let heading: String
  let text: String
  let others: [OtherView]

  static let keys: Keys<Self> = [
    "heading": .text(\.heading),
    "text": .text(\.text),
    "others": .list(\.others),
  ]
}

struct OtherView: View {
  let start: String
  let text: String
  let day: String

  static let keys: Keys<Self> = ["start": .text(\.start), "text": .text(\.text), "day": .text(\.day)]
}
