import CivilTime
import ICalendar
import Testing

/// All-day events: rule 16, and what rule 17 says of their repetitions.
struct WholeDaysTests {
  private let year = (from: "2026-01-01", before: "2027-01-01")

  @Test func `a day is taken from midnight to midnight in the owner's zone, however long it is`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let series = Recurrence(.days(try date("2026-03-28")...(try date("2026-03-29"))))
    #expect(
      try series.busy(in: .always, allDayIn: berlin) == [try range("2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z")])
  }

  @Test func `a day without a midnight begins when the clocks are past it`() throws {
    let santiago = try Zone.named("America/Santiago")
    let series = Recurrence(.days(first: try date("2026-09-06"), count: 1))
    #expect(
      try series.busy(in: .always, allDayIn: santiago) == [try range("2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z")])
  }

  @Test func `a date that the zone skips takes nothing, and the one after it is still taken`() throws {
    let kiritimati = try Zone.named("Pacific/Kiritimati")
    let series = Recurrence(
      .days(first: try date("1994-12-30"), count: 1), rule: try RecurrenceRule("FREQ=DAILY;COUNT=3"))
    let window = try range("1994-12-01T00:00:00Z", "1995-02-01T00:00:00Z")
    #expect(
      try series.busy(in: window, allDayIn: kiritimati) == [
        try range("1994-12-30T10:00:00Z", "1994-12-31T10:00:00Z"),
        try range("1994-12-31T10:00:00Z", "1995-01-01T10:00:00Z"),
      ])
  }

  @Test func `repeated, it keeps its number of days across a change of clocks`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let series = Recurrence(
      .days(first: try date("2026-03-21"), count: 2), rule: try RecurrenceRule("FREQ=WEEKLY;COUNT=2"))
    let window = try range("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
    let found = try series.occurrences(in: window, allDayIn: berlin)
    #expect(
      found.map(\.range) == [
        try range("2026-03-20T23:00:00Z", "2026-03-22T23:00:00Z"),
        try range("2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z"),
      ])
    #expect(
      found.map(\.dates) == [
        try date("2026-03-21")...(try date("2026-03-22")), try date("2026-03-28")...(try date("2026-03-29")),
      ])
  }

  @Test(arguments: [
    ("20261003", 3), ("20261002", 2), ("20261003T090000", 3),
    // Midnight of 3 October in Tokyo, and the second before it.
    ("20261002T150000Z", 3), ("20261002T145959Z", 2),
  ])
  func `UNTIL of any kind ends whole days`(_ until: String, _ count: Int) throws {
    let series = Recurrence(
      .days(first: try date("2026-10-01"), count: 1), rule: try RecurrenceRule("FREQ=DAILY;UNTIL=\(until)"))
    #expect(
      try series.starts(from: year.from, before: year.before, allDayIn: try Zone.named("Asia/Tokyo")).count == count)
  }

  @Test func `29 February comes in leap years only`() throws {
    let series = Recurrence(.days(first: try date("2024-02-29"), count: 1), rule: try RecurrenceRule("FREQ=YEARLY"))
    #expect(
      try series.starts(from: "2024-01-01", before: "2037-01-01").map { String($0.prefix(10)) }
        == ["2024-02-29", "2028-02-29", "2032-02-29", "2036-02-29"])
    #expect(try series.starts(from: "2099-01-01", before: "2105-01-01").map { String($0.prefix(10)) } == ["2104-02-29"])
  }

  @Test func `whole days are left out and moved by date, whichever way they are named`() throws {
    let tokyo = try Zone.named("Asia/Tokyo")
    var series = Recurrence(
      .days(first: try date("2026-10-01"), count: 1), rule: try RecurrenceRule("FREQ=DAILY;COUNT=4"))
    series.leftOut = [.civil(try reading("2026-10-02T09:00"))]
    series.instances = [
      .init(
        original: .instant(try instant("2026-10-02T15:00:00Z")), timing: .days(first: try date("2026-11-01"), count: 2))
    ]
    let found = try series.occurrences(in: try range("2026-09-01T00:00:00Z", "2027-01-01T00:00:00Z"), allDayIn: tokyo)
    #expect(found.compactMap(\.dates?.lowerBound.description) == ["2026-10-01", "2026-10-04", "2026-11-01"])
    #expect(found.last?.dates?.upperBound == (try date("2026-11-02")))
  }

  @Test func `an instance may turn a whole day into a meeting and back`() throws {
    var series = Recurrence(
      .days(first: try date("2026-10-01"), count: 1), rule: try RecurrenceRule("FREQ=DAILY;COUNT=3"))
    let meeting = Timing.clock(try reading("2026-10-02T09:00"), in: .utc, lasting: minutes(60))
    series.instances = [.init(original: .date(try date("2026-10-02")), timing: meeting, andFuture: true)]
    #expect(
      try series.starts(from: year.from, before: year.before)
        == ["2026-10-01T00:00:00Z", "2026-10-02T09:00:00Z", "2026-10-03T00:00:00Z"])
  }

  @Test func `times of day in a rule for whole days give each day once`() throws {
    let series = Recurrence(
      .days(first: try date("2026-10-01"), count: 1), rule: try RecurrenceRule("FREQ=DAILY;BYHOUR=9,17;UNTIL=20261002"))
    #expect(
      try series.starts(from: year.from, before: year.before) == ["2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z"])
  }
}
