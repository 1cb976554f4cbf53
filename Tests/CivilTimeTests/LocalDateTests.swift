import CivilTime
import Testing

struct LocalDateTests {
  @Test(arguments: [
    ("1970-01-01", 0, Weekday.thursday), ("1969-12-31", -1, .wednesday), ("2000-02-29", 11_016, .tuesday),
    ("2026-11-20", 20_777, .friday), ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
  ])
  func `a date knows its day number and its weekday`(text: String, dayNumber: Int, weekday: Weekday) throws {
    let date = try #require(LocalDate(text))
    #expect(date.dayNumber == dayNumber)
    #expect(date.weekday == weekday)
    #expect(date.description == text)
  }

  @Test func `every day of 400 years follows from the day before it, and then they repeat`() throws {
    var (year, month, day) = (1_900, 1, 1)
    var weekday = Weekday.monday
    let start = try #require(LocalDate("1900-01-01")).dayNumber
    let cycle = 146_097
    for number in start..<start + cycle {
      let parts = LocalDate(dayNumber: number).parts
      let later = LocalDate(dayNumber: number + cycle).parts
      guard parts == (year, month, day), LocalDate(year: year, month: month, day: day)?.dayNumber == number,
        LocalDate(dayNumber: number).weekday == weekday, later == (year + 400, month, day)
      else {
        Issue.record("day \(number) reads as \(parts)")
        return
      }
      let length = [31, LocalDate.isLeap(year: year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      day += 1
      if day > length { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      weekday = weekday.adding(days: 1)
    }
    #expect((year, month, day) == (2_300, 1, 1))
  }

  @Test(arguments: [2000, 2024, 2028, 2400])
  func `a leap year has its 29 February`(year: Int) {
    #expect(LocalDate(year: year, month: 2, day: 29)?.adding(days: 1) == LocalDate(year: year, month: 3, day: 1))
    #expect(LocalDate(year: year, month: 12, day: 31)?.dayOfYear == 366)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
    "10000-01-01", "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", " 2026-01-01", "2026-01-01 ", "20260101", "",
    "2026-01-0١", "-026-01-01", "2026-01-01T00:00",
  ])
  func `what is no date is refused`(text: String) {
    #expect(LocalDate(text) == nil)
  }

  @Test func `steps beyond the ends of the calendar stay at its ends`() {
    #expect(LocalDate.last.adding(days: 1) == .last)
    #expect(LocalDate.first.adding(days: -1) == .first)
    #expect(LocalDate.first.adding(days: .max) == .last)
    #expect(LocalDate.first.adding(days: .min) == .first)
    #expect(LocalDate(dayNumber: .max) == .last)
  }

  @Test(arguments: [
    (Weekday.monday, "2026-11-16"), (.sunday, "2026-11-15"), (.friday, "2026-11-20"), (.saturday, "2026-11-14"),
  ])
  func `a week begins on the day the owner says`(first: Weekday, start: String) {
    #expect(LocalDate("2026-11-20")?.startOfWeek(on: first).description == start)
  }
}
