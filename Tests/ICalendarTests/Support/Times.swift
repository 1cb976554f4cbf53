import CivilTime
import ICalendar
import Testing

/// `2026-11-23T09:00`, as a reading; the text is the test's own, so a wrong one fails the test.
func reading(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> LocalDateTime {
  try #require(LocalDateTime(text), "\(text) is not a reading", sourceLocation: location)
}

func date(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> LocalDate {
  try #require(LocalDate(text), "\(text) is not a date", sourceLocation: location)
}

func instant(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> Instant {
  try #require(Instant(text), "\(text) is not an instant", sourceLocation: location)
}

func range(_ start: String, _ end: String) throws -> TimeRange {
  TimeRange(from: try instant(start), to: try instant(end))
}

func minutes(_ count: Int) -> Int64 {
  Int64(count) * 60_000_000
}

extension Recurrence {
  /// An hour by a zone's clock, repeated by a rule.
  static func hour(_ start: String, in zone: String, rule: String?) throws -> Recurrence {
    Recurrence(
      .clock(try reading(start), in: try Zone.named(zone), lasting: minutes(60)),
      rule: try rule.map { text throws(RuleError) in try RecurrenceRule(text) })
  }

  /// The starts of the occurrences from one date's midnight in UTC to another's, as RFC 3339 in UTC.
  func starts(from: String, before: String, allDayIn zone: Zone = .utc) throws -> [String] {
    try occurrences(in: try range(from + "T00:00:00Z", before + "T00:00:00Z"), allDayIn: zone).map {
      $0.range.start.description
    }
  }
}
