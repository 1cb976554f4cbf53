/// A moment that comes every year, as "the last Sunday of October at 03:00", on a wall clock.
struct YearlyMoment: Hashable, Sendable {
  let day: Day

  /// From that day's midnight; may reach several days forward or back.
  let seconds: Int

  enum Day: Hashable, Sendable {
    /// The week 1 … 4 counts from the month's begin; 5 is the last such weekday of the month.
    case weekday(Weekday, week: Int, month: Int)

    /// 0 … 365 from 1 January, 29 February counted.
    case dayFromZero(Int)

    /// 1 … 365, 29 February never counted: 60 is always 1 March.
    case dayWithoutLeap(Int)
  }

  /// The reading of the wall clock, in seconds since 1970-01-01T00:00:00.
  func wallSeconds(in year: Int) -> Int {
    dayNumber(in: year) * LocalTime.secondsPerDay + seconds
  }

  private func dayNumber(in year: Int) -> Int {
    switch day {
    case .weekday(let weekday, let week, let month):
      let first = LocalDate.dayNumber(year: year, month: month, day: 1)
      let ahead = weekday.days(after: Weekday(wrapping: first + 4))
      let length = LocalDate.dayCount(month: month, year: year)
      let day = ahead + (week - 1) * 7
      return first + (day < length ? day : day - 7)
    case .dayFromZero(let day):
      return LocalDate.dayNumber(year: year, month: 1, day: 1) + day
    case .dayWithoutLeap(let day):
      let leap = LocalDate.isLeap(year: year) && day >= 60 ? 1 : 0
      return LocalDate.dayNumber(year: year, month: 1, day: 1) + day - 1 + leap
    }
  }
}
