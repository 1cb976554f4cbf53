internal import Mustache

/// A booking as its guest sees it, in whatever state it is.
struct BookingView: View {
  let page: Frame
  /// That it was moved since it was looked at.
  let changed: String?
  let state: StateView
  let heading: String
  let paragraphs: [String]
  let strip: StripView?
  /// What was booked; its place and everything else come behind it.
  let what: PairView?
  let pairs: [PairView]
  let place: PlaceView?
  let title: String
  let owner: String
  /// For paper: where to change or cancel.
  let printed: String?
  let calendars: [TabView]
  let onward: TabView?
  let again: String?
  let change: ChangeView?
  /// With the word that was to go along.
  let wrongs: WrongsView?

  private var hasCalendars: Bool { !calendars.isEmpty }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "changed": .text(\.changed),
    "state": .view(\.state),
    "heading": .text(\.heading),
    "paragraphs": .list(\.paragraphs),
    "strip": .view(\.strip),
    "what": .view(\.what),
    "pairs": .list(\.pairs),
    "place": .view(\.place),
    "title": .text(\.title),
    "owner": .text(\.owner),
    "printed": .text(\.printed),
    "calendars": .list(\.calendars),
    "has_calendars": .flag(\.hasCalendars),
    "onward": .view(\.onward),
    "again": .text(\.again),
    "change": .view(\.change),
    "wrongs": .view(\.wrongs),
  ]
}

/// How a booking stands, in a word and a sign.
struct StateView: View {
  let text: String
  var isGood = false
  var isWaiting = false
  var isOff = false

  static let keys: Keys<Self> = [
    "text": .text(\.text),
    "good": .flag(\.isGood),
    "waiting": .flag(\.isWaiting),
    "off": .flag(\.isOff),
  ]
}

/// A name and what it is.
struct PairView: View {
  let name: String
  let value: String

  static let keys: Keys<Self> = ["name": .text(\.name), "value": .text(\.value)]
}

/// What can still be done about a booking.
struct ChangeView: View {
  /// Nil where its link takes no bookings any more.
  let move: String?
  let cancel: String
  let hidden: [HiddenView]
  let back: String
  let button: String
  /// What becomes of the reason.
  let foot: String
  let reason: FieldView

  static let keys: Keys<Self> = [
    "move": .text(\.move),
    "cancel": .text(\.cancel),
    "hidden": .list(\.hidden),
    "back": .text(\.back),
    "button": .text(\.button),
    "foot": .text(\.foot),
    "reason": .view(\.reason),
  ]
}

/// Whether to move a booking to a time that was picked.
struct MoveView: View {
  let page: Frame
  /// That it was moved since it was looked at.
  let changed: String?
  let what: WhatView
  let old: MomentView
  let moment: MomentView
  let strip: StripView
  let action: String
  let back: String
  let hidden: [HiddenView]
  let gone: GoneView?
  let button: String
  let foot: String

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "changed": .text(\.changed),
    "what": .view(\.what),
    "old": .view(\.old),
    "moment": .view(\.moment),
    "strip": .view(\.strip),
    "action": .text(\.action),
    "back": .text(\.back),
    "hidden": .list(\.hidden),
    "gone": .view(\.gone),
    "button": .text(\.button),
    "foot": .text(\.foot),
  ]
}
