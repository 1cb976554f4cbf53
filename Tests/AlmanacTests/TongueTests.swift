import Almanac
import CivilTime
import Testing

@Suite struct TongueTests {
  let thursday = LocalDate("2026-12-03")!

  @Test func `English says dates with the day before its month`() {
    let tongue = English()
    #expect(tongue.day(thursday) == "Thursday 3 December")
    #expect(tongue.dayAndYear(thursday) == "Thursday 3 December 2026")
    #expect(tongue.dayOfMonth(thursday) == "Thursday 3")
    #expect(tongue.title(of: Month(thursday)) == "December 2026")
  }

  @Test func `Vietnamese counts its months and begins sentences with a capital`() {
    let tongue = Vietnamese()
    #expect(tongue.day(thursday) == "thứ Năm, ngày 3 tháng 12")
    #expect(tongue.dayAndYear(thursday) == "thứ Năm, ngày 3 tháng 12 năm 2026")
    #expect(tongue.opening(tongue.dayOfMonth(thursday)) == "Thứ Năm, ngày 3")
    #expect(tongue.opening(tongue.title(of: Month(thursday))) == "Tháng 12, 2026")
  }

  @Test(arguments: Tongues.all.map(\.language))
  func `every language has seven days of the week, all different`(language: String) {
    let tongue = Tongues.named(language)
    #expect(Set(tongue.weekdays).count == 7 && Set(tongue.shortWeekdays).count == 7)
    #expect(tongue.weekday(thursday) == tongue.weekdays[4])
  }

  @Test func `a language we do not speak is said in English`() {
    #expect(Tongues.named("tlh").language == "en")
  }

  @Test(arguments: [
    (0, 0, "00:00", "12:00 am"), (9, 5, "09:05", "9:05 am"), (12, 0, "12:00", "12:00 pm"),
    (13, 30, "13:30", "1:30 pm"), (23, 59, "23:59", "11:59 pm"), (24, 0, "24:00", "midnight"),
  ])
  func `a clock is read to twenty-four or to twelve`(hour: Int, minute: Int, long: String, short: String) throws {
    let time = try #require(LocalTime(hour: hour, minute: minute))
    #expect(English().time(time, .twentyFour) == long)
    #expect(English().time(time, .twelve) == short)
  }

  @Test func `Vietnamese has its own words for before and after noon`() throws {
    #expect(Vietnamese().time(try #require(LocalTime(hour: 14, minute: 0)), .twelve) == "2:00 CH")
    #expect(Vietnamese().hour(6, .twelve) == "6 SA")
  }

  @Test(arguments: [
    (1, "1 minute", "1 min", "1 phút"), (30, "30 minutes", "30 min", "30 phút"), (60, "1 hour", "60 min", "1 giờ"),
    (90, "90 minutes", "90 min", "90 phút"), (120, "2 hours", "2 h", "2 giờ"),
    (121, "2 hours 1 minute", "2 h 1 min", "2 giờ 1 phút"), (1440, "24 hours", "24 h", "24 giờ"),
  ])
  func `lengths are said in the unit that people count in`(
    minutes: Int, long: String, short: String, vietnamese: String
  ) {
    #expect(English().length(minutes: minutes) == long)
    #expect(English().shortLength(minutes: minutes) == short)
    #expect(Vietnamese().length(minutes: minutes) == vietnamese)
  }

  @Test(arguments: [
    (21_600, "+6 h", "UTC+06:00"), (19_800, "+5:30 h", "UTC+05:30"), (-12_600, "−3:30 h", "UTC−03:30"),
    (0, "+0 h", "UTC+00:00"),
  ])
  func `clocks are ahead or behind`(seconds: Int, lead: String, offset: String) {
    #expect(English().lead(seconds: seconds) == lead)
    #expect(English().offset(seconds: seconds) == offset)
  }
}
