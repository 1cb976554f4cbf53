/// A date of the Gregorian calendar without a zone, years 1 … 9999. Kept as a count of days, so that comparing and
/// stepping are plain arithmetic; year, month and day are worked out when asked for.
///
/// Arithmetic saturates: a step beyond the calendar's ends stays on its first or last day.
public struct LocalDate: Hashable, Comparable, Sendable {
  private let days: Int32

  public static let firstDayNumber = -719_162
  public static let lastDayNumber = 2_932_896

  /// 0001-01-01 and 9999-12-31.
  public static let first = LocalDate(dayNumber: firstDayNumber)
  public static let last = LocalDate(dayNumber: lastDayNumber)

  /// Days since 1970-01-01; counts beyond the calendar's ends become its ends.
  public init(dayNumber: Int) {
    days = Int32(max(Self.firstDayNumber, min(dayNumber, Self.lastDayNumber)))
  }

  /// Nil for a date the calendar does not have, as 2026-02-29.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.dayCount(month: month, year: year)
    else { return nil }
    days = Int32(Self.dayNumber(year: year, month: month, day: day))
  }

  /// Days since 1970-01-01.
  public var dayNumber: Int { Int(days) }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }

  /// 1970-01-01 was a Thursday.
  public var weekday: Weekday { Weekday(wrapping: dayNumber + 4) }

  /// 1 … 366.
  public var dayOfYear: Int {
    dayNumber - Self.dayNumber(year: year, month: 1, day: 1) + 1
  }

  public func adding(days count: Int) -> LocalDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(count)
    return LocalDate(dayNumber: overflow ? (count < 0 ? .min : .max) : sum)
  }

  /// How many days this date lies after `earlier`.
  public func days(since earlier: LocalDate) -> Int {
    dayNumber - earlier.dayNumber
  }

  /// The first day of the week this date is in.
  public func startOfWeek(on firstWeekday: Weekday) -> LocalDate {
    adding(days: -weekday.days(after: firstWeekday))
  }

  public static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  public static func dayCount(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (left: LocalDate, right: LocalDate) -> Bool {
    left.days < right.days
  }
}

// The calendar repeats every 400 years of 146,097 days. Counting years from 1 March puts the leap day at the end of the
// year, so that the months' lengths become one straight line: (153 × month + 2) / 5 days before each.
extension LocalDate {
  /// Year, month and day in one go, for those who need more than one of them.
  public var parts: (year: Int, month: Int, day: Int) {
    let sinceMarchOfYear0 = dayNumber + 719_468
    let era = floorDivide(sinceMarchOfYear0, by: 146_097)
    let dayOfEra = sinceMarchOfYear0 - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// The count of days for any year, for the zones' rules too, which look a year beyond the calendar's ends.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let yearFromMarch = month <= 2 ? year - 1 : year
    let era = floorDivide(yearFromMarch, by: 400)
    let yearOfEra = yearFromMarch - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// Division that rounds towards the past, as calendars need it; `by` is positive.
func floorDivide(_ value: Int, by divisor: Int) -> Int {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
