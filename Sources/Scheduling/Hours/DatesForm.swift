public import CivilTime

/// Dates that differ from their weekdays, as they were typed: a holiday, a day with other hours.
public struct DatesForm: Hashable, Sendable {
  /// As browsers send dates: `2026-12-24`.
  public var first: String

  /// The same; nothing where it is one date.
  public var last: String

  /// None close the dates.
  public var rows: [TypedWindow]

  public init(first: String, last: String = "", rows: [TypedWindow] = []) {
    self.first = first
    self.last = last
    self.rows = rows
  }

  public enum Limit {
    /// At once: a year, a leap year's last day too.
    public static let dates = 366

    /// Ahead of today: nothing is booked further ahead than ten years.
    public static let daysAhead = 3_660
  }

  /// What is to hold on which dates from `today` on, or all that is not good. What lies behind today stays as it was.
  public func read(today: LocalDate) throws(HoursRefusals) -> DatesChange {
    var wrong: [HoursRefusal] = []
    let dates = readDates(today, &wrong)
    var hours = DayHours.closed
    do throws(HoursRefusals) {
      // Whoever asks for rows and leaves them empty has not said that nothing is open.
      if !rows.isEmpty, rows.allSatisfy(\.isEmpty) {
        throw HoursRefusals([HoursRefusal(.from(.dates, row: 0), .missing)])
      }
      hours = try rows.read(.dates)
    } catch {
      wrong += error.list
    }
    guard wrong.isEmpty, let dates else { throw HoursRefusals(wrong) }
    return DatesChange(dates: dates, hours: hours)
  }

  private func readDates(_ today: LocalDate, _ wrong: inout [HoursRefusal]) -> ClosedRange<LocalDate>? {
    let start = Self.read(first, .firstDate, &wrong)
    let end = last.isBlank ? start : Self.read(last, .lastDate, &wrong)
    guard let start, let end else { return nil }
    let ending: HoursField = last.isBlank ? .firstDate : .lastDate
    let furthest = today.adding(days: Limit.daysAhead)
    if end < start {
      wrong.append(HoursRefusal(.lastDate, .endsBeforeItBegins))
    } else if end < today {
      wrong.append(HoursRefusal(ending, .isOver))
    } else if end > furthest {
      wrong.append(HoursRefusal(ending, .tooFar(last: furthest)))
    } else if end.days(since: max(start, today)) >= Limit.dates {
      wrong.append(HoursRefusal(ending, .tooManyDates(limit: Limit.dates)))
    } else {
      return max(start, today)...end
    }
    return nil
  }

  private static func read(_ typed: String, _ field: HoursField, _ wrong: inout [HoursRefusal]) -> LocalDate? {
    let text = String(typed.trimmingBlanks)
    if let date = LocalDate(text) { return date }
    wrong.append(HoursRefusal(field, text.isEmpty ? .missing : .notADate))
    return nil
  }
}

/// Dates and what holds on each of them in place of its weekday's hours.
public struct DatesChange: Hashable, Sendable {
  public let dates: ClosedRange<LocalDate>
  public let hours: DayHours

  public init(dates: ClosedRange<LocalDate>, hours: DayHours) {
    self.dates = dates
    self.hours = hours
  }
}

extension [DateOverride] {
  /// Dates in a row that are alike put together, as people say holidays. The dates rise.
  public var joined: [DatesChange] {
    var changes: [DatesChange] = []
    for override in self {
      if let last = changes.last, last.hours == override.hours,
        last.dates.upperBound.adding(days: 1) == override.date
      {
        changes[changes.count - 1] = DatesChange(dates: last.dates.lowerBound...override.date, hours: last.hours)
      } else {
        changes.append(DatesChange(dates: override.date...override.date, hours: override.hours))
      }
    }
    return changes
  }
}
