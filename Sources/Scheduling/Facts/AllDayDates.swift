public import CivilTime

/// The dates an all-day event takes, first to last, both included (rule 16). A date is as long as the owner's zone makes
/// it, from its first midnight to the next date's, so neighbouring days never leave a gap and never overlap.
public struct AllDayDates: Hashable, Sendable {
  public let first: LocalDate
  public let last: LocalDate

  /// Nil where the last date lies before the first.
  public init?(_ first: LocalDate, through last: LocalDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  public var count: Int { last.days(since: first) + 1 }

  /// The same number of days from another date on: an occurrence of a recurring event.
  public func moved(to date: LocalDate) -> AllDayDates {
    AllDayDates(first: date, last: date.adding(days: count - 1))
  }

  public func range(in zone: Zone) -> TimeRange {
    zone.days(first...last)
  }

  private init(first: LocalDate, last: LocalDate) {
    self.first = first
    self.last = last
  }
}
