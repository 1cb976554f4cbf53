import CivilTime

/// Rule 14, by date: as many meetings of the link as its daily limit says. A meeting is a start that holds a booking that
/// counts, however many guests it has, and belongs to the date it reads as in the schedule's zone.
struct DailyLimitPolicy {
  private let limit: Int
  private let full: Set<LocalDate>

  /// Nil where the link has no such limit.
  init?(_ link: LinkRules, dates: some Sequence<LocalDate>) {
    guard let limit = link.dailyLimit else { return nil }
    self.limit = limit
    full = datesCounted(dates, atLeast: limit)
  }

  func objection(on date: LocalDate) -> Reason? {
    full.contains(date) ? .dailyLimit(limit, on: date) : nil
  }
}

/// Rule 14, by week: the same for the owner's week.
struct WeeklyLimitPolicy {
  private let limit: Int
  private let weekStart: Weekday
  private let full: Set<LocalDate>

  init?(_ link: LinkRules, weekStart: Weekday, dates: some Sequence<LocalDate>) {
    guard let limit = link.weeklyLimit else { return nil }
    self.limit = limit
    self.weekStart = weekStart
    full = datesCounted(dates.map { $0.startOfWeek(on: weekStart) }, atLeast: limit)
  }

  func objection(on date: LocalDate) -> Reason? {
    let week = date.startOfWeek(on: weekStart)
    return full.contains(week) ? .weeklyLimit(limit, weekOf: week) : nil
  }
}

/// The dates that come so often: in order, a date and the one so many places on are the same.
private func datesCounted(_ dates: some Sequence<LocalDate>, atLeast limit: Int) -> Set<LocalDate> {
  let dates = dates.sorted()
  guard limit <= dates.count else { return [] }
  return Set(zip(dates, dates.dropFirst(limit - 1)).lazy.filter { $0 == $1 }.map(\.0))
}
