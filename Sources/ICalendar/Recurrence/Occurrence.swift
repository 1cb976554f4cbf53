public import CivilTime

/// When an event takes place, the first time.
public enum Timing: Hashable, Sendable {
  /// All day long, on so many days, in whatever zone one looks from.
  case days(first: LocalDate, count: Int)

  /// By a zone's clock, for so many microseconds of elapsed time.
  case clock(LocalDateTime, in: Zone, lasting: Int64)

  /// At that very time. Where it repeats, it is read on the zone's clock first.
  case instants(TimeRange, in: Zone)

  /// From one reading of a clock to another. The length is the elapsed time between the two, so a night in which the
  /// clocks are changed counts as long as it was. If the start is a skipped reading that moves past the end, the length
  /// is what the readings say.
  public static func clock(from start: LocalDateTime, to end: LocalDateTime, in zone: Zone) -> Timing {
    let elapsed = zone.instant(of: end).microseconds(since: zone.instant(of: start))
    let read = Int64(end.wallSeconds - start.wallSeconds) * Instant.microsecondsPerSecond
    return .clock(start, in: zone, lasting: max(0, elapsed > 0 ? elapsed : read))
  }

  /// The whole days from the first date to the last one, both included.
  public static func days(_ dates: ClosedRange<LocalDate>) -> Timing {
    .days(first: dates.lowerBound, count: dates.upperBound.days(since: dates.lowerBound) + 1)
  }

  /// The stretch of time it takes; whole days take those of the zone given.
  public func range(allDayIn zone: Zone) -> TimeRange {
    switch self {
    case .days(let first, let count): zone.days(first...first.adding(days: max(1, count) - 1))
    case .clock(let start, let zone, let length): zone.range(from: start, lasting: length)
    case .instants(let range, _): range
    }
  }
}

/// One time at which an event takes place.
public struct Occurrence: Hashable, Sendable {
  /// The start the series itself gives it, whatever became of it: what its RECURRENCE-ID names.
  public let original: Instant

  /// When it takes place.
  public let range: TimeRange

  /// The whole days it takes, first and last, where it takes such.
  public let dates: ClosedRange<LocalDate>?

  /// Which of the series' instances put it here; nil for one that lies where the rule put it.
  public let instance: Int?
}

extension Occurrence {
  /// Of something that stands alone.
  init(_ timing: Timing, original: Instant?, allDayIn zone: Zone) {
    let range = timing.range(allDayIn: zone)
    let clock = SeriesClock(timing, allDayIn: zone)
    self.init(
      original: original ?? range.start, range: range,
      dates: clock.place(wall: clock.start.wallSeconds, start: range.start).dates, instance: nil)
  }

  func touches(_ window: TimeRange) -> Bool {
    range.overlaps(window) || range.isEmpty && window.contains(range.start)
  }
}

extension Zone {
  func range(from start: LocalDateTime, lasting length: Int64) -> TimeRange {
    let start = instant(of: start)
    return TimeRange(from: start, to: start.adding(microseconds: length))
  }
}
