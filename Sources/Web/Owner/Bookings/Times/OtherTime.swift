internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Scheduling

/// A day and a time an owner names themselves, whether it is free or not.
struct OtherTime {
  let date: String
  let time: String
  private let zone: Zone

  /// Nil where none was named.
  init?(_ query: Form, in zone: Zone) {
    guard query["on"] != nil || query["at"] != nil else { return nil }
    date = query["on"] ?? ""
    time = query["at"] ?? ""
    self.zone = zone
  }

  private var readDate: LocalDate? { LocalDate(date.trimmed) }

  /// A day ends where the next one begins.
  private var readTime: LocalTime? {
    LocalTime(typed: time).flatMap { $0.secondOfDay < LocalTime.secondsPerDay ? $0 : nil }
  }

  /// Nil where it can't be read.
  var start: Instant? {
    guard let readDate, let readTime else { return nil }
    return zone.instant(of: LocalDateTime(date: readDate, time: readTime))
  }

  /// What is wrong with it, a field each.
  fileprivate var wrong: (date: BookingsWord?, time: BookingsWord?) {
    (readDate == nil ? .wrongDate : nil, readTime == nil ? .wrongTime : nil)
  }
}

/// The form that asks for it.
struct OtherTimeView: View {
  let action: String
  let hidden: [HiddenView]
  let date: FieldView
  let time: FieldView
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
    var date = FieldView("on", visit.words.text(BookingsWord.fieldDate))
    date.type = "date"
    date.value = other?.date ?? ""
    date.wrong = other?.wrong.date.map { visit.words.text($0) }
    var time = FieldView("at", visit.words.text(BookingsWord.fieldTime))
    time.hint = visit.words.text(
      BookingsWord.fieldTimeHint,
      ["time": visit.lettering.tongue.time(LocalTime(hour: 14, minute: 30) ?? .midnight, visit.habit)])
    time.value = other?.time ?? ""
    time.wrong = other?.wrong.time.map { visit.words.text($0) }
    self.date = date
    self.time = time
    isOpen = other != nil
  }

  /// For the head of the page.
  func wrongs(_ visit: Visit) -> WrongsView? { WrongsView([date, time], visit.lettering) }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0.isWhitespace }.prefix { !$0.isWhitespace }) }
}
