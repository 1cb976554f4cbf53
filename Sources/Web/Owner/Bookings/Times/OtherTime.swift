internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Scheduling

/// A day and a time an owner names themselves, whether it is free or not.
struct OtherTime {
  let day: TypedDay
  let time: TypedTime
  private let zone: Zone

  /// Nil where none was named.
  init?(_ query: Form, in zone: Zone) {
    guard query["on"] != nil || query["at"] != nil else { return nil }
    day = TypedDay(query["on"])
    time = TypedTime(query["at"])
    self.zone = zone
  }

  /// What is to be said where clocks leave it out.
  func skipped(_ visit: Visit) -> String? { visit.skipped(day.date, time.time, in: zone) }

  /// Nil where it can't be read.
  var start: Instant? {
    guard let date = day.date, let time = time.time else { return nil }
    return zone.instant(of: LocalDateTime(date: date, time: time))
  }
}

/// The form that asks for it.
struct OtherTimeView: View {
  let action: String
  let hidden: [HiddenView]
  let date: EntryView
  let time: EntryView
  let isOpen: Bool

  static let keys: Keys<Self> = [
    "action": .text(\.action),
    "hidden": .list(\.hidden),
    "date": .view(\.date),
    "time": .view(\.time),
    "open": .flag(\.isOpen),
  ]

  /// `other` is what was typed and could not be read.
  init(_ other: OtherTime?, action: String, hidden: [HiddenView], _ visit: Visit) {
    self.action = action
    self.hidden = hidden
    var date = (other?.day ?? TypedDay(nil)).field(
      "on", visit.words.text(BookingsWord.fieldDate), isRequired: true, visit)
    var time = (other?.time ?? TypedTime(nil)).field(
      "at", visit.words.text(BookingsWord.fieldTime), isRequired: true, visit)
    time.hint = visit.words.text(BookingsWord.fieldTimeHint, ["time": TypedTime.example(visit)])
    // Nobody was asked yet.
    if other == nil { (date.wrong, time.wrong) = (nil, nil) }
    self.date = date
    self.time = time
    isOpen = other != nil
  }

  /// For the head of the page.
  func wrongs(_ visit: Visit) -> WrongsView? { WrongsView([date, time], visit.lettering) }
}
