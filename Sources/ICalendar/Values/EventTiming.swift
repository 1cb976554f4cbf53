public import CivilTime

extension Event {
  /// When it takes place, as a series' first occurrence; nil without a start. Floating times are read in the zone given.
  public func timing(floatingIn zone: Zone) -> Timing? {
    guard let start else { return nil }
    if case .date(let first) = start { return .days(first: first, count: dayCount(from: first)) }
    let range = Self.range(from: start, to: end, allDayIn: zone)
    switch (start, end) {
    case (.utc, _): return .instants(range, in: .utc)
    case (.zoned(let from, let own), .at(.zoned(let to, let other))) where own == other:
      return .clock(from: from, to: to, in: own)
    case (.floating(let from), .at(.floating(let to))): return .clock(from: from, to: to, in: zone)
    default: return .clock(start.reading, in: start.zone ?? zone, lasting: range.microseconds)
    }
  }

  private func dayCount(from first: LocalDate) -> Int {
    switch end {
    case .none: 1
    case .at(let end): max(1, end.reading.date.days(since: first))
    case .after(let length): max(1, length.days + length.seconds / LocalTime.secondsPerDay)
    }
  }

  static func range(from start: Moment, to end: End, allDayIn zone: Zone) -> TimeRange {
    let from = start.instant(floatingIn: zone)
    switch end {
    case .none: return TimeRange(from: from, to: from)
    case .at(let end): return TimeRange(from: from, to: end.instant(floatingIn: zone))
    case .after(let length): return TimeRange(from: from, to: start.adding(length).instant(floatingIn: zone))
    }
  }
}
