import CivilTime
import Testing

struct LocalTimeTests {
  @Test(arguments: [
    ("00:00", 0, "00:00"), ("09:00", 32_400, "09:00"), ("23:59:59", 86_399, "23:59:59"), ("24:00", 86_400, "24:00"),
    ("24:00:00", 86_400, "24:00"), ("12:30:00", 45_000, "12:30"),
  ])
  func `a time of day is read and written`(text: String, second: Int, written: String) throws {
    let time = try #require(LocalTime(text))
    #expect(time.secondOfDay == second)
    #expect(time.description == written)
  }

  @Test(arguments: [
    "", "9:00", "0900", "09:0", "24:01", "24:00:01", "25:00", "09:60", "09:00:60", "-09:00", "09:00 ", "09:00:0",
    "09.00",
  ])
  func `what is no time of day is refused`(text: String) {
    #expect(LocalTime(text) == nil)
  }

  @Test func `24 o'clock is the next day's midnight`() throws {
    let reading = LocalDateTime(date: try #require(LocalDate("2028-02-28")), time: .endOfDay)
    #expect(reading == LocalDateTime("2028-02-29T00:00"))
    #expect(LocalDateTime("2028-02-28T24:00:00")?.description == "2028-02-29T00:00:00")
    #expect(LocalDateTime("9999-12-31T24:00") == LocalDateTime(date: .last, time: .endOfDay))
  }

  @Test(arguments: [
    ("2026-11-20T09:00", "2026-11-20T09:00:00"), ("2026-11-20T09:00:30", "2026-11-20T09:00:30"),
    ("0001-01-01T00:00", "0001-01-01T00:00:00"),
  ])
  func `a wall clock's reading is read and written`(text: String, written: String) {
    #expect(LocalDateTime(text)?.description == written)
  }

  @Test(arguments: [
    "2026-11-20", "2026-11-20T09:00:00Z", "2026-11-20T09:00:00+01:00", "2026-11-20 09:00", "T09:00", "",
  ])
  func `what is an instant or only a date is no reading`(text: String) {
    #expect(LocalDateTime(text) == nil)
  }

  @Test func `steps on the wall clock cross days and stop at the calendar's ends`() {
    #expect(LocalDateTime("2027-12-31T23:59:59")?.adding(seconds: 1).description == "2028-01-01T00:00:00")
    #expect(LocalDateTime("1970-01-01T00:00:00")?.adding(seconds: -1).description == "1969-12-31T23:59:59")
    #expect(LocalDateTime(wallSeconds: .max).description == "9999-12-31T23:59:59")
    #expect(LocalDateTime("2027-12-31T23:59")?.adding(seconds: .min).description == "0001-01-01T00:00:00")
  }
}
