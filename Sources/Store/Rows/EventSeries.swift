public import CivilTime
internal import ICalendar

/// A rule by which an event takes place again, read and counted, with what the database keeps of it.
public struct EventSeries: Hashable, Sendable {
  /// As RFC 5545 writes it.
  public let rule: String

  /// No occurrence lasts longer than until then; nil where there is no last one, or nobody knows which it is.
  public let end: Instant?

  public enum Refusal: Error, Hashable, Sendable {
    /// No rule, and why.
    case unreadable(String)
    /// It can't be counted to its end, or not through a year.
    case tooOften
  }

  /// `time` is when it takes place first.
  public init(_ typed: String, from time: OwnEvent.Time, in zone: Zone) throws(Refusal) {
    let rule: RecurrenceRule
    do { rule = try RecurrenceRule(typed) } catch { throw .unreadable("\(error)") }
    let timing: Timing =
      switch time {
      case .timed(let range): .instants(range, in: zone)
      case .days(let dates): .days(dates)
      }
    let series = Recurrence(timing, rule: rule)
    let first = time.range(in: zone)
    // What guests' times are found by looks as far ahead.
    let year = TimeRange(from: first.start, to: first.start.adding(seconds: EventSeries.longestLook))
    guard (try? series.busy(in: year, allDayIn: zone)) != nil else { throw .tooOften }
    self.rule = rule.description
    switch rule.end {
    case .never: end = nil
    case .until(let until):
      end = max(first.end, until.end(in: zone).adding(microseconds: first.end.microseconds - first.start.microseconds))
    case .count(let count): end = try EventSeries.end(of: series, after: count, from: first.start, in: zone)
    }
  }

  /// In seconds.
  private static let longestLook = 400 * LocalTime.secondsPerDay

  private static func end(
    of series: Recurrence, after count: Int, from start: Instant, in zone: Zone
  ) throws(Refusal) -> Instant? {
    guard count <= ExpansionLimits.occurrences else { throw .tooOften }
    let ever = TimeRange(from: start, to: Zone.utc.day(.last).start)
    guard let all = try? series.occurrences(in: ever, allDayIn: zone) else { throw .tooOften }
    // A rule may name days that never come.
    return all.count < count ? nil : all.map(\.range.end).max()
  }
}

extension RecurrenceRule.Until {
  /// No later than that, whichever zone it is read in.
  fileprivate func end(in zone: Zone) -> Instant {
    switch self {
    case .instant(let instant): instant
    case .civil(let reading): zone.day(reading.date).end
    case .date(let date): zone.day(date).end
    }
  }
}
