internal import CivilTime
internal import ICalendar

/// A time as a scenario writes it: an instant, a reading of a clock, or a date.
enum Moment {
  case instant(Instant)
  case civil(LocalDateTime)
  case date(LocalDate)

  static func read(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> Moment {
    let text = try Read.text(value, key)
    if let instant = Instant(text) { return .instant(instant) }
    if let reading = LocalDateTime(text) { return .civil(reading) }
    if let date = LocalDate(text) { return .date(date) }
    throw ScenarioRefusal(key, "must be a time such as 2026-11-23T10:00:00, not \(value.kind)")
  }

  /// An original start must be of the kind of its event's start, or an instant.
  func original(
    isAllDay: Bool, startsAtInstant: Bool, _ key: String
  ) throws(ScenarioRefusal) -> Recurrence.OriginalStart {
    switch self {
    case .instant(let instant): return .instant(instant)
    case .civil(let reading) where !isAllDay && !startsAtInstant: return .civil(reading)
    case .date(let date) where isAllDay: return .date(date)
    case .civil, .date:
      let kind = isAllDay ? "a date" : startsAtInstant ? nil : "a time without offset"
      let kinds = [kind, "an instant"].compactMap(\.self).joined(separator: " or ")
      throw ScenarioRefusal(key, "must be of the kind of the event's start: \(kinds)")
    }
  }
}

extension Timing {
  /// A timed event's, from how its ends are written: a reading is one of the zone's clock.
  init(
    _ start: Moment, _ end: Moment, in zone: Zone, _ endKey: String
  ) throws(ScenarioRefusal) {
    let backwards = ScenarioRefusal(endKey, "lies before the start")
    switch (start, end) {
    case (.civil(let from), .civil(let to)):
      guard from <= to else { throw backwards }
      self = .clock(from: from, to: to, in: zone)
    case (.civil(let from), .instant(let to)):
      guard let range = TimeRange(zone.instant(of: from), to) else { throw backwards }
      self = .clock(from, in: zone, lasting: range.microseconds)
    case (.instant(let from), .civil(let to)):
      guard let range = TimeRange(from, zone.instant(of: to)) else { throw backwards }
      self = .instants(range, in: zone)
    case (.instant(let from), .instant(let to)):
      guard let range = TimeRange(from, to) else { throw backwards }
      self = .instants(range, in: zone)
    case (.date, _), (_, .date):
      throw ScenarioRefusal(endKey, "dates are for events that are \"all_day\"")
    }
  }

  /// An all-day event's: dates, the last one included.
  init(dates start: Moment, _ end: Moment, _ startKey: String, _ endKey: String) throws(ScenarioRefusal) {
    guard case .date(let first) = start else { throw ScenarioRefusal(startKey, "must be a date: the event is all day") }
    guard case .date(let last) = end else { throw ScenarioRefusal(endKey, "must be a date: the event is all day") }
    guard first <= last else { throw ScenarioRefusal(endKey, "lies before the start") }
    self = .days(first...last)
  }
}
