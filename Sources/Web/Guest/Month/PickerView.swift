internal import Mustache

/// A month and the times of a day: what guests pick from, and owners who book or move for them.
struct PickerView: View {
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
  let day: String?
  let parts: [PartView]

  private var isSeveral: Bool { !lengths.isEmpty }
  private var hasNotices: Bool { !notices.isEmpty }

  static let keys: Keys<Self> = [
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
    "day": .text(\.day),
    "parts": .list(\.parts),
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
