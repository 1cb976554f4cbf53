/// Days since 1 January 1970, a Thursday.
typealias PlainDay = Int
/// A clock's reading without a zone, as if the clock ran since 1 January 1970 at midnight; in microseconds.
typealias PlainReading = Int
/// Microseconds since 1 January 1970 at midnight, UTC.
typealias PlainInstant = Int

/// The slow model's own calendar: days are numbers, weekdays run from Monday = 0, and every unit is in microseconds.
enum PlainCalendar {
  static let second = 1_000_000
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour

  /// Rounds down, also below zero.
  static func whole(_ count: Int, per unit: Int) -> Int {
    count >= 0 ? count / unit : -((-count + unit - 1) / unit)
  }

  static func day(of reading: PlainReading) -> PlainDay { whole(reading, per: day) }

  static func weekday(_ day: PlainDay) -> Int {
    let since = (day + 3) % 7
    return since < 0 ? since + 7 : since
  }

  /// The first day of the week that `day` lies in, where weeks begin on `first`.
  static func weekStart(of day: PlainDay, first: Int) -> PlainDay {
    day - (weekday(day) - first + 7) % 7
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func day(_ year: Int, _ month: Int, _ date: Int) -> PlainDay {
    let before = year - 1
    let leaps = whole(before, per: 4) - whole(before, per: 100) + whole(before, per: 400)
    var days = before * 365 + leaps - 719_162  // days from 1 January of year 1 to 1970
    for earlier in 1..<month { days += length(ofMonth: earlier, in: year) }
    return days + date - 1
  }

  static func date(_ day: PlainDay) -> (year: Int, month: Int, date: Int) {
    var year = 1970 + whole(day, per: 366)
    while self.day(year + 1, 1, 1) <= day { year += 1 }
    while self.day(year, 1, 1) > day { year -= 1 }
    var left = day - self.day(year, 1, 1)
    var month = 1
    while left >= length(ofMonth: month, in: year) {
      left -= length(ofMonth: month, in: year)
      month += 1
    }
    return (year, month, left + 1)
  }
}
