/// A day of the Gregorian calendar, to and from a count of days. Years are counted from March, so that the leap day
/// comes last and needs no exception.
struct CivilDay: Equatable {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// For days from 1970 on.
  init(daysSince1970: Int) {
    let days = daysSince1970 + CivilDay.daysBefore1970
    let era = days / CivilDay.daysPerEra
    let dayOfEra = days % CivilDay.daysPerEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// For years from 1 on.
  var daysSince1970: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let yearOfEra = marchYear % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return marchYear / 400 * CivilDay.daysPerEra + dayOfEra - CivilDay.daysBefore1970
  }

  /// From the 1st of March of the year 0.
  private static let daysBefore1970 = 719_468
  /// In 400 years.
  private static let daysPerEra = 146_097
}
