import CivilTime
import Scheduling
import Testing

struct DatesFormTests {
  private static let today = LocalDate("2026-11-20")!

  private static func change(_ first: String, _ last: String, _ hours: String = "") throws -> DatesChange {
    DatesChange(dates: try date(first)...date(last), hours: DayHours(try windows(hours)))
  }

  @Test(arguments: [
    ("2026-12-24", "", "2026-12-24", "2026-12-24"), ("2026-12-24", "2027-01-02", "2026-12-24", "2027-01-02"),
    (" 2026-12-24 ", "2026-12-24", "2026-12-24", "2026-12-24"), ("2026-11-20", "", "2026-11-20", "2026-11-20"),
    // What lies behind today stays as it was.
    ("2026-11-01", "2026-11-25", "2026-11-20", "2026-11-25"), ("2020-01-01", "2027-11-20", "2026-11-20", "2027-11-20"),
    ("2036-11-27", "", "2036-11-27", "2036-11-27"),
  ])
  func `one date, or several in a row, are closed`(first: String, last: String, from: String, to: String) throws {
    #expect(try DatesForm(first: first, last: last).read(today: Self.today) == Self.change(from, to))
  }

  @Test func `dates have hours of their own`() throws {
    let rows = [TypedWindow(from: "9", to: "12"), .empty, TypedWindow(from: "11:30", to: "13")]
    let form = DatesForm(first: "2026-12-24", rows: rows)
    #expect(try form.read(today: Self.today) == Self.change("2026-12-24", "2026-12-24", "09:00-13:00"))
  }

  @Test(arguments: [
    ("", "", [HoursRefusal(.firstDate, .missing)]), ("24.12.2026", "", [HoursRefusal(.firstDate, .notADate)]),
    ("2026-02-29", "x", [HoursRefusal(.firstDate, .notADate), HoursRefusal(.lastDate, .notADate)]),
    ("2026-11-19", "", [HoursRefusal(.firstDate, .isOver)]),
    ("2026-11-01", "2026-11-19", [HoursRefusal(.lastDate, .isOver)]),
    ("2026-12-24", "2026-12-23", [HoursRefusal(.lastDate, .endsBeforeItBegins)]),
    ("2026-11-20", "2027-11-21", [HoursRefusal(.lastDate, .tooManyDates(limit: 366))]),
    ("9999-12-31", "", [HoursRefusal(.firstDate, .tooFar(last: LocalDate("2036-11-27")!))]),
    ("2026-12-24", "9999-12-31", [HoursRefusal(.lastDate, .tooFar(last: LocalDate("2036-11-27")!))]),
  ])
  func `dates that can't be are refused`(first: String, last: String, wrong: [HoursRefusal]) {
    #expect(throws: HoursRefusals(wrong)) { try DatesForm(first: first, last: last).read(today: Self.today) }
  }

  @Test func `rows that were asked for and left empty close nothing`() {
    let form = DatesForm(first: "2026-12-24", rows: [.empty, TypedWindow(from: " ", to: "")])
    let wrong = [HoursRefusal(.from(.dates, row: 0), .missing)]
    #expect(throws: HoursRefusals(wrong)) { try form.read(today: Self.today) }
  }

  @Test func `what is wrong with dates and with hours is told together`() {
    let form = DatesForm(first: "", rows: [TypedWindow(from: "9", to: "x")])
    let wrong = [HoursRefusal(.firstDate, .missing), HoursRefusal(.to(.dates, row: 0), .notATime)]
    #expect(throws: HoursRefusals(wrong)) { try form.read(today: Self.today) }
  }

  @Test func `dates in a row that are alike are told of as one`() throws {
    let overrides = try schedule(
      "UTC", WeeklyHours(),
      overrides: [
        "2026-12-24": "09:00-12:00", "2026-12-25": "", "2026-12-26": "", "2026-12-28": "", "2026-12-31": "",
        "2027-01-01": "",
      ]
    ).overrides
    #expect(
      try overrides.joined == [
        Self.change("2026-12-24", "2026-12-24", "09:00-12:00"), Self.change("2026-12-25", "2026-12-26"),
        Self.change("2026-12-28", "2026-12-28"), Self.change("2026-12-31", "2027-01-01"),
      ])
  }

  @Test(arguments: [("Office hours", "Office hours"), ("  Nights ", "Nights"), ("Giờ làm việc", "Giờ làm việc")])
  func `a schedule has a name`(typed: String, name: String) throws {
    #expect(try readScheduleName(typed) == name)
  }

  @Test(arguments: [
    ("", HoursProblem.missing), (" \u{200B}", .missing), ("a\nb", .unprintable), ("a\u{202E}b", .unprintable),
    ("a\u{0}b", .unprintable), ("a\u{FFFD}b", .unprintable),
    (String(repeating: "x", count: 101), .tooLong(limit: 100)),
  ])
  func `what is no name is refused`(typed: String, problem: HoursProblem) {
    #expect(throws: HoursRefusals([HoursRefusal(.name, problem)])) { try readScheduleName(typed) }
  }

  @Test(arguments: [
    "", "Nowhere/City", "../../etc/passwd", "Europe/Berlin\u{0}", String(repeating: "A/", count: 50),
  ])
  func `hours are meant in a zone there is`(typed: String) throws {
    #expect(try readScheduleZone("Asia/Ho_Chi_Minh").name == "Asia/Ho_Chi_Minh")
    let problem: HoursProblem = typed.isEmpty ? .missing : .unknownZone
    #expect(throws: HoursRefusals([HoursRefusal(.zone, problem)])) { try readScheduleZone(typed) }
  }
}
