import CivilTime
import Testing

struct MonthTests {
  @Test(arguments: [
    ("2026-11", Weekday.monday, "2026-10-26", "2026-12-06", 6), ("2026-11", .sunday, "2026-11-01", "2026-12-05", 5),
    ("2027-02", .monday, "2027-02-01", "2027-02-28", 4), ("2028-02", .saturday, "2028-01-29", "2028-03-03", 5),
  ])
  func `a month's page is whole weeks from the reader's first weekday`(
    text: String, weekday: Weekday, first: String, last: String, weeks: Int
  ) throws {
    let month = try #require(Month(text))
    let grid = month.weeks(startingOn: weekday)
    #expect(grid.count == weeks)
    #expect(grid.allSatisfy { $0.count == 7 && $0[0].weekday == weekday })
    #expect(grid.first?.first?.description == first)
    #expect(grid.last?.last?.description == last)
    #expect(zip(grid.joined(), grid.joined().dropFirst()).allSatisfy { $1.days(since: $0) == 1 })
  }

  @Test func `a month knows its days and its neighbours`() throws {
    let month = try #require(Month("2028-02"))
    #expect(month.dates == LocalDate("2028-02-01")!...LocalDate("2028-02-29")!)
    #expect(month.adding(months: -2).description == "2027-12")
    #expect(month.adding(months: 11).description == "2029-01")
    #expect(Month(month.last) == month)
    #expect(month < month.adding(months: 1))
  }

  @Test func `the calendar's first and last page have fewer days, not others`() throws {
    #expect(Month(.first).weeks(startingOn: .sunday).first?.count == 6)
    #expect(Month(.last).weeks(startingOn: .monday).last?.count == 5)
    #expect(Month(.last).adding(months: .max) == Month(.last))
    #expect(Month(.first).adding(months: .min) == Month(.first))
  }

  @Test(arguments: ["2026-13", "2026-00", "0000-01", "2026-1", "26-01", "2026-11-01", "2026/11", ""])
  func `what is no month is refused`(text: String) {
    #expect(Month(text) == nil)
  }

  @Test func `weekdays are counted from Sunday and laid out from any day`() {
    #expect(Weekday.sunday.rawValue == 0 && Weekday.saturday.rawValue == 6)
    #expect(
      Weekday.week(startingOn: .saturday) == [.saturday, .sunday, .monday, .tuesday, .wednesday, .thursday, .friday])
    #expect(Weekday.monday.adding(days: -9) == .saturday)
    #expect(Weekday.sunday.days(after: .monday) == 6)
  }
}
