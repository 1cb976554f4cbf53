import CivilTime
import Scheduling
import Testing

struct WeekFormTests {
  @Test(arguments: [
    ("9", "17", "09:00-17:00"), ("9:30", "0930 pm", "09:30-21:30"), ("9.30 am", "21h30", "09:30-21:30"),
    (" 09:00 ", "24:00", "09:00-24:00"), ("22:00", "00:00", "22:00-24:00"), ("9 pm", "midnight", "21:00-24:00"),
    ("00:00", "24:00", "00:00-24:00"), ("12 am", "12 pm", "00:00-12:00"), ("0", "noon", "00:00-12:00"),
  ])
  func `a row is read as people type times`(from: String, to: String, meant: String) throws {
    let form = WeekForm([.tuesday: [TypedWindow(from: from, to: to)]])
    #expect(try form.read() == WeeklyHours([.tuesday: windows(meant)]))
  }

  @Test func `rows may come in any order, and those that overlap or touch are one`() throws {
    let rows = [("13:00", "17:00"), ("9", "12"), ("12:00", "12:30"), ("", " "), ("16", "18")]
    let form = WeekForm([.monday: rows.map { TypedWindow(from: $0.0, to: $0.1) }])
    #expect(try form.read() == WeeklyHours([.monday: windows("09:00-12:30 13:00-18:00")]))
  }

  @Test func `a week without rows is closed`() throws {
    #expect(try WeekForm().read() == WeeklyHours())
    #expect(try WeekForm([.friday: [.empty]]).read() == WeeklyHours())
  }

  private static let places: (HoursField, HoursField) = (
    .from(.weekday(.monday), row: 0), .to(.weekday(.monday), row: 0)
  )

  @Test(arguments: [
    ("", "17", [HoursRefusal(places.0, .missing)]), ("9", " ", [HoursRefusal(places.1, .missing)]),
    ("nine", "17", [HoursRefusal(places.0, .notATime)]), ("25:00", "9:5", both(.notATime, .notATime)),
    ("9:00:30", "17", [HoursRefusal(places.0, .notATime)]), ("13 am", "", both(.notATime, .missing)),
    ("9\u{0}", "17", [HoursRefusal(places.0, .notATime)]),
    (String(repeating: "9", count: 70), "17", [HoursRefusal(places.0, .notATime)]),
  ])
  func `an end that is no time is refused where it stands`(from: String, to: String, wrong: [HoursRefusal]) {
    let form = WeekForm([.monday: [TypedWindow(from: from, to: to)]])
    #expect(throws: HoursRefusals(wrong)) { try form.read() }
  }

  private static func both(_ first: HoursProblem, _ second: HoursProblem) -> [HoursRefusal] {
    [HoursRefusal(places.0, first), HoursRefusal(places.1, second)]
  }

  @Test(arguments: [("17:00", "09:00"), ("09:00", "09:00"), ("00:00", "00:00"), ("24:00", "24:00")])
  func `rule 6: hours that end before they begin, or at once, are refused`(from: String, to: String) throws {
    let form = WeekForm([.monday: [TypedWindow(from: from, to: to)]])
    let refusals = #expect(throws: HoursRefusals.self) { try form.read() }
    guard case .endsTooEarly(let window) = refusals?[Self.places.1] else { throw Unexpected() }
    #expect(window.start.description == from && window.end.description == to)
  }

  private struct Unexpected: Error {}

  @Test func `all that is wrong is told at once, in the order of the week`() {
    let form = WeekForm([
      .sunday: [TypedWindow(from: "x", to: "17")],
      .monday: [TypedWindow(from: "9", to: "12"), .init(from: "9", to: "")],
    ])
    let monday = HoursRefusal(.to(.weekday(.monday), row: 1), .missing)
    let sunday = HoursRefusal(.from(.weekday(.sunday), row: 0), .notATime)
    #expect(throws: HoursRefusals([monday, sunday])) { try form.read() }
    #expect(throws: HoursRefusals([sunday, monday])) { try form.read(weekStart: .sunday) }
  }

  @Test func `a day has so many rows and no more`() throws {
    var form = WeekForm()
    for _ in 0..<20 { form.add(TypedWindow(from: "9", to: "10"), to: .friday) }
    #expect(form[.friday].count == TypedWindow.mostADay)
    _ = try form.read()
    form[.friday].append(TypedWindow(from: "9", to: "10"))
    let wrong = HoursRefusal(.rows(.weekday(.friday)), .tooManyRows(limit: TypedWindow.mostADay))
    #expect(throws: HoursRefusals([wrong])) { try form.read() }
  }

  @Test func `rows are added, removed and copied as they were typed`() {
    let odd = TypedWindow(from: "whenever", to: "")
    var form = WeekForm([.monday: [odd], .tuesday: [TypedWindow(from: "9", to: "12")]])
    form.add(to: .monday)
    #expect(form[.monday] == [odd, .empty])
    form.remove(1, of: .monday)
    form.remove(7, of: .monday)
    form.remove(-1, of: .tuesday)
    form.copy(.monday, to: [.monday, .tuesday, .sunday])
    #expect(form == WeekForm([.monday: [odd], .tuesday: [odd], .sunday: [odd]]))
    form.copy(.wednesday, to: [.monday])
    #expect(form[.monday].isEmpty)
  }
}
