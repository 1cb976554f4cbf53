internal import Mustache

/// What is booked, a month, and the times of a day. The same page shows where a booking can be moved to.
struct BookerView: View {
  let page: Frame
  let what: WhatView
  let moving: MovingView?
  let picker: PickerView
  let strip: StripView?
  let zones: ZonesView
  let clocks: [TabView]

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "what": .view(\.what),
    "moving": .view(\.moving),
    "picker": .view(\.picker),
    "strip": .view(\.strip),
    "zones": .view(\.zones),
    "clocks": .list(\.clocks),
  ]
}

/// The booking that another time is sought for.
struct MovingView: View {
  let text: String
  let back: String

  static let keys: Keys<Self> = ["text": .text(\.text), "back": .text(\.back)]
}

/// One of two or three to choose from.
struct TabView: View {
  let text: String
  let address: String
  let isCurrent: Bool

  static let keys: Keys<Self> = [
    "text": .text(\.text),
    "address": .text(\.address),
    "current": .flag(\.isCurrent),
  ]
}

/// The zone that times are shown in, and how to change it.
struct ZonesView: View {
  let action: String
  let fields: [HiddenView]
  /// Finished HTML.
  let options: String
  let all: String

  static let keys: Keys<Self> = [
    "action": .text(\.action),
    "fields": .list(\.fields),
    "options": .html(\.options),
    "all": .text(\.all),
  ]
}

struct HiddenView: View {
  let name: String
  let value: String

  static let keys: Keys<Self> = ["name": .text(\.name), "value": .text(\.value)]
}
