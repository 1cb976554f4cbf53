internal import Mustache

/// What is booked, a month, and the times of a day. The same page shows where a booking can be moved to.
struct BookerView: View {
  let page: Frame
  let what: WhatView
  let moving: MovingView?
  let lengths: [TabView]
  let notices: [String]
  let month: String
  let previous: StepView?
  let next: StepView?
  let weekdays: [WeekdayView]
  let weeks: [WeekView]
  /// Before a date and before a start, the addresses of that day and of that time's form; the tail stands behind both.
  let dayBefore: String
  let slotBefore: String
  let tail: String
  let nothing: NothingView?
  let strip: StripView?
  let zones: ZonesView
  let day: String?
  let clocks: [TabView]
  let parts: [PartView]

  private var isSeveral: Bool { !lengths.isEmpty }
  private var hasNotices: Bool { !notices.isEmpty }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "what": .view(\.what),
    "moving": .view(\.moving),
    "lengths": .list(\.lengths),
    "several": .flag(\.isSeveral),
    "notices": .list(\.notices),
    "has_notices": .flag(\.hasNotices),
    "month": .text(\.month),
    "previous": .view(\.previous),
    "next": .view(\.next),
    "weekdays": .list(\.weekdays),
    "weeks": .list(\.weeks),
    "day_before": .text(\.dayBefore),
    "slot_before": .text(\.slotBefore),
    "tail": .text(\.tail),
    "nothing": .view(\.nothing),
    "strip": .view(\.strip),
    "zones": .view(\.zones),
    "day": .text(\.day),
    "clocks": .list(\.clocks),
    "parts": .list(\.parts),
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

/// A step to another month.
struct StepView: View {
  let month: String
  let address: String

  static let keys: Keys<Self> = ["month": .text(\.month), "address": .text(\.address)]
}

struct WeekdayView: View {
  let short: String
  let long: String

  static let keys: Keys<Self> = ["short": .text(\.short), "long": .text(\.long)]
}

struct WeekView: View {
  let days: [DayView]

  static let keys: Keys<Self> = ["days": .list(\.days)]
}

/// A day of the month: free, or off; of another month it is an empty place.
struct DayView: View {
  let number: String
  let date: String
  let isFree: Bool
  let isOff: Bool
  let isChosen: Bool
  let isToday: Bool

  static let elsewhere = DayView(
    number: "", date: "", isFree: false, isOff: false, isChosen: false, isToday: false)

  static let keys: Keys<Self> = [
    "number": .text(\.number),
    "date": .text(\.date),
    "free": .flag(\.isFree),
    "off": .flag(\.isOff),
    "chosen": .flag(\.isChosen),
    "today": .flag(\.isToday),
  ]
}

/// No free time this month, and where there is one.
struct NothingView: View {
  let text: String
  let next: StepView?

  static let keys: Keys<Self> = ["text": .text(\.text), "next": .view(\.next)]
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

/// Morning, afternoon or evening; without a name all of a day that has few times.
struct PartView: View {
  let name: String?
  let slots: [SlotView]

  static let keys: Keys<Self> = ["name": .text(\.name), "slots": .list(\.slots)]
}

struct SlotView: View {
  /// In UTC, as addresses say it.
  let start: String
  /// With the guest's offset.
  let datetime: String
  let time: String
  /// Where the clocks read the same twice.
  let offset: String?
  let seats: String?
  /// Whether there is one of these two.
  let isNoted: Bool

  static let keys: Keys<Self> = [
    "start": .text(\.start),
    "datetime": .text(\.datetime),
    "time": .text(\.time),
    "offset": .text(\.offset),
    "seats": .text(\.seats),
    "noted": .flag(\.isNoted),
  ]
}
