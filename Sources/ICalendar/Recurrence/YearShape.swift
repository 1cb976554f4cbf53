import CivilTime

/// What a year looks like to a rule: where it begins, how long it and its months are. Any year will do, also the ones
/// just beyond the calendar's ends, in which the weeks of the first and last year lie.
struct YearShape {
  let year: Int
  let isLeap: Bool

  /// 1 January as days since 1970.
  let firstDay: Int

  private static let daysBefore = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

  init(_ year: Int) {
    self.year = year
    isLeap = LocalDate.isLeap(year: year)
    let before = year - 1
    // Years before 1 come up only as the year before it; whole divisions need no rounding for year 0.
    firstDay = LocalDate.firstDayNumber + before * 365 + (before < 0 ? -1 : before / 4 - before / 100 + before / 400)
  }

  var length: Int { isLeap ? 366 : 365 }
  var next: YearShape { YearShape(year + 1) }
  var previous: YearShape { YearShape(year - 1) }

  /// The days of the year before the first of that month.
  func dayBefore(month: Int) -> Int {
    Self.daysBefore[month] + (isLeap && month > 2 ? 1 : 0)
  }

  func length(of month: Int) -> Int {
    dayBefore(month: month + 1) - dayBefore(month: month)
  }

  func weekday(dayOfYear: Int) -> Weekday {
    LocalDate(dayNumber: 0).weekday.adding(days: firstDay + dayOfYear - 1)
  }

  /// The first day of week 1, the week that holds 4 January: it may lie in the year before.
  func firstWeek(startingOn weekStart: Weekday) -> Int {
    firstDay + 3 - weekday(dayOfYear: 4).days(after: weekStart)
  }
}
