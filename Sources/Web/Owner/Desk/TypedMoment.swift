internal import Almanac
internal import CivilTime

/// A day as an owner typed it.
struct TypedDay {
  let text: String

  init(_ text: String?) {
    self.text = TypedMoment.kept(text)
  }

  var date: LocalDate? { LocalDate(text) }

  /// Nil where it can be read. An empty one is wrong only where there must be one.
  func wrong(isRequired: Bool) -> HoursWord? {
    if text.isEmpty { return isRequired ? .wrongMissingDate : nil }
    return date == nil ? .wrongDate : nil
  }

  func field(_ name: String, _ label: String, isRequired: Bool, _ visit: Visit) -> EntryView {
    var field = EntryView(name, label, text)
    field.isRequired = isRequired
    field.wrong = wrong(isRequired: isRequired).map { visit.words.text($0) }
    // In a field for dates a browser shows nothing that is none.
    field.type = date == nil && !text.isEmpty ? "text" : "date"
    return field
  }
}

/// A time of day as an owner typed it.
struct TypedTime {
  let text: String

  init(_ text: String?) {
    self.text = TypedMoment.kept(text)
  }

  /// A day ends where the next one begins, so nothing starts at its end.
  var time: LocalTime? { LocalTime(typed: text).flatMap { $0 == .endOfDay ? nil : $0 } }

  /// Nil where it can be read. An empty one is wrong only where there must be one.
  func isWrong(isRequired: Bool) -> Bool { time == nil && (isRequired || !text.isEmpty) }

  func field(_ name: String, _ label: String, isRequired: Bool, _ visit: Visit) -> EntryView {
    var field = EntryView(name, label, text)
    (field.isRequired, field.isOptional) = (isRequired, !isRequired)
    field.wrong =
      isWrong(isRequired: isRequired)
      ? visit.words.text(HoursWord.wrongTime, ["example": TypedTime.example(visit)]) : nil
    return field
  }

  /// How times are written by whoever reads.
  static func example(_ visit: Visit) -> String {
    visit.lettering.tongue.time(LocalTime(hour: 14, minute: 30) ?? .midnight, visit.habit)
  }
}

extension Visit {
  /// That a time was asked for which no clock shows on its day, as clocks go forward; nil where one does.
  func skipped(_ date: LocalDate?, _ time: LocalTime?, in zone: Zone) -> String? {
    guard let date, let time else { return nil }
    let asked = LocalDateTime(date: date, time: time)
    let meant = zone.local(zone.instant(of: asked))
    guard meant != asked else { return nil }
    let tongue = lettering.tongue
    return words.text(
      HoursWord.skipped,
      ["day": tongue.day(date), "asked": tongue.time(time, habit), "meant": tongue.time(meant.time, habit)])
  }
}

/// What both have in common.
private enum TypedMoment {
  /// More than any day or time is long; the rest of what was typed is not sent back.
  static let longest = 40

  static func kept(_ text: String?) -> String {
    let bare = (text ?? "").drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    return String(String(bare).prefix(longest))
  }
}
