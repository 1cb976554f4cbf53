import CivilTime
import ICalendar
import Testing

/// Rules made to take for ever: each is either cheap or refused with its reason.
struct ExpansionLimitsTests {
  private let winter = (from: "2026-11-01", before: "2027-02-01")

  @Test(arguments: [
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
    "FREQ=YEARLY;INTERVAL=2147483647", "FREQ=SECONDLY;INTERVAL=2147483647", "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;INTERVAL=2147483647;COUNT=2147483647",
  ])
  func `a rule that never comes again costs nothing and gives nothing`(_ rule: String) throws {
    let series = try Recurrence.hour("2001-02-01T09:00", in: "Europe/Berlin", rule: rule)
    #expect(try series.starts(from: winter.from, before: winter.before) == [])
  }

  @Test(arguments: [
    "FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=2000000000", "FREQ=DAILY;BYHOUR=9;BYMINUTE=\(list(60));BYSECOND=\(list(60))",
  ])
  func `more occurrences than anybody keeps are refused`(_ rule: String) throws {
    let series = try Recurrence.hour("2001-02-01T09:00", in: "Europe/Berlin", rule: rule)
    #expect(throws: ExpansionError.tooManyOccurrences(limit: 20_000)) {
      try series.starts(from: winter.from, before: winter.before)
    }
  }

  @Test func `a count that takes too long is refused`() throws {
    let series = try Recurrence.hour("0001-01-01T09:00", in: "UTC", rule: "FREQ=SECONDLY;BYHOUR=9;COUNT=2147483647")
    #expect(throws: ExpansionError.tooMuchWork(limit: ExpansionLimits.steps)) {
      try series.starts(from: winter.from, before: winter.before)
    }
  }

  @Test(arguments: [
    // Every day since the calendar began, 20 November 2026 is the 739,940th.
    ("0001-01-01T09:00", "FREQ=DAILY;COUNT=739940", ["2026-11-20T09:00:00Z"]),
    ("0001-01-01T09:00", "FREQ=DAILY;COUNT=739939", []),
    ("0001-01-01T09:00", "FREQ=DAILY;COUNT=1479880;BYHOUR=9,12", ["2026-11-20T09:00:00Z", "2026-11-20T12:00:00Z"]),
    ("0001-01-01T09:00", "FREQ=DAILY;COUNT=1479879;BYHOUR=9,12", ["2026-11-20T09:00:00Z"]),
    // Monday 1 January of the year 1 began week 1; 20 November 2026, a Friday, lies in week 105,706.
    ("0001-01-01T09:00", "FREQ=WEEKLY;COUNT=211412;BYDAY=MO,FR", ["2026-11-20T09:00:00Z"]),
    ("0001-01-01T09:00", "FREQ=WEEKLY;COUNT=211411;BYDAY=MO,FR", []),
    // The first, a Monday, is not among the last of the weeks, but counts; so does 1 January among the 20ths.
    ("0001-01-01T09:00", "FREQ=WEEKLY;COUNT=105707;BYDAY=MO,FR;BYSETPOS=-1", ["2026-11-20T09:00:00Z"]),
    ("0001-01-01T09:00", "FREQ=WEEKLY;COUNT=105706;BYDAY=MO,FR;BYSETPOS=-1", []),
    ("0001-01-01T09:00", "FREQ=MONTHLY;COUNT=24312;BYMONTHDAY=20", ["2026-11-20T09:00:00Z"]),
    ("0001-01-01T09:00", "FREQ=MONTHLY;COUNT=24311;BYMONTHDAY=20", []),
  ])
  func `counting from the first year on is exact`(_ start: String, _ rule: String, _ expected: [String]) throws {
    let series = try Recurrence.hour(start, in: "UTC", rule: rule)
    #expect(try series.starts(from: "2026-11-20", before: "2026-11-28") == expected)
  }

  @Test func `a window without ends shows a short series whole`() throws {
    let series = try Recurrence.hour("2026-11-20T09:00", in: "Europe/Berlin", rule: "FREQ=YEARLY;COUNT=3")
    #expect(try series.busy(in: .always, allDayIn: .utc).count == 3)
  }

  @Test func `the calendar's last day ends every series`() throws {
    let series = try Recurrence.hour("9999-12-30T09:00", in: "UTC", rule: "FREQ=DAILY")
    #expect(try series.busy(in: .always, allDayIn: .utc).count == 2)
    let weekly = try Recurrence.hour("9999-12-20T09:00", in: "Pacific/Kiritimati", rule: "FREQ=WEEKLY;BYDAY=MO,FR")
    #expect(try weekly.busy(in: .always, allDayIn: .utc).count == 4)
  }

  private static func list(_ count: Int) -> String {
    (0..<count).map(String.init).joined(separator: ",")
  }
}
