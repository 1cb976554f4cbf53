import CivilTime
import ICalendar
import Testing

/// Rule 17 of the rules of time, sentence by sentence.
struct RuleSeventeenTests {
  @Test(arguments: [
    ("Europe/Berlin", "2026-03-23", ["2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z"]),
    ("Europe/Berlin", "2026-10-19", ["2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z", "2026-11-02T08:00:00Z"]),
    ("America/New_York", "2026-03-02", ["2026-03-02T14:00:00Z", "2026-03-09T13:00:00Z", "2026-03-16T13:00:00Z"]),
    ("America/New_York", "2026-10-26", ["2026-10-26T13:00:00Z", "2026-11-02T14:00:00Z", "2026-11-09T14:00:00Z"]),
    ("Australia/Lord_Howe", "2026-03-30", ["2026-03-29T22:00:00Z", "2026-04-05T22:30:00Z", "2026-04-12T22:30:00Z"]),
    ("Australia/Lord_Howe", "2026-09-28", ["2026-09-27T22:30:00Z", "2026-10-04T22:00:00Z", "2026-10-11T22:00:00Z"]),
  ])
  func `a meeting at nine stays at nine across a change of clocks`(
    _ zone: String, _ first: String, _ expected: [String]
  ) throws {
    let series = try Recurrence.hour(first + "T09:00", in: zone, rule: "FREQ=WEEKLY;COUNT=3")
    #expect(try series.starts(from: "2026-01-01", before: "2027-01-01") == expected)
  }

  @Test func `an occurrence whose time is skipped moves forward by the gap, and counts`() throws {
    let series = try Recurrence.hour("2026-03-28T02:30", in: "Europe/Berlin", rule: "FREQ=DAILY;COUNT=3")
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01")
        == ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"])
  }

  @Test func `on Lord Howe the gap is half an hour`() throws {
    let series = try Recurrence.hour("2026-10-03T02:15", in: "Australia/Lord_Howe", rule: "FREQ=DAILY;COUNT=3")
    // 02:15 at +10:30; 02:15 is skipped and reads 02:45 at +11; 02:15 at +11.
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01")
        == ["2026-10-02T15:45:00Z", "2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z"])
  }

  @Test func `a time that comes twice is its first coming`() throws {
    let series = try Recurrence.hour("2026-10-24T02:30", in: "Europe/Berlin", rule: "FREQ=DAILY;COUNT=3")
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01")
        == ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"])
  }

  @Test func `times that meet where one is skipped are one occurrence, the others stay`() throws {
    let series = try Recurrence.hour(
      "2026-03-29T01:30", in: "Europe/Berlin", rule: "FREQ=MINUTELY;INTERVAL=45;COUNT=5")
    // 01:30, 02:15 → 03:15, 03:00, 03:45, 04:30: in order of time.
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01") == [
        "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z", "2026-03-29T01:45:00Z",
        "2026-03-29T02:30:00Z",
      ])
    let halfHours = try Recurrence.hour(
      "2026-03-29T02:00", in: "Europe/Berlin", rule: "FREQ=MINUTELY;INTERVAL=30;COUNT=4")
    #expect(
      try halfHours.starts(from: "2026-01-01", before: "2027-01-01") == [
        "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z",
      ])
  }

  @Test func `each occurrence lasts as long as the first one did`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let night = Recurrence(
      .clock(from: try reading("2026-03-28T22:00"), to: try reading("2026-03-29T06:00"), in: berlin),
      rule: try RecurrenceRule("FREQ=DAILY;COUNT=2"))
    let nights = try night.busy(in: try range("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"), allDayIn: berlin)
    // Seven real hours in the night of the change, seven in the next one too.
    #expect(
      nights == [
        try range("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"),
        try range("2026-03-29T20:00:00Z", "2026-03-30T03:00:00Z"),
      ])
  }

  @Test func `a start that moves past its end keeps the length it was written with`() throws {
    let timing = Timing.clock(
      from: try reading("2026-03-29T02:30"), to: try reading("2026-03-29T03:00"), in: try Zone.named("Europe/Berlin"))
    #expect(timing.range(allDayIn: .utc) == (try range("2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z")))
  }

  @Test func `a start given as an instant is read in the event's zone first`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let hour = try range("2026-10-19T07:00:00Z", "2026-10-19T08:00:00Z")
    let series = Recurrence(.instants(hour, in: berlin), rule: try RecurrenceRule("FREQ=WEEKLY;COUNT=2"))
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01") == ["2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z"])
  }

  @Test func `an event that does not repeat stands at the very instant it was given`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    // The second 02:30 of that night, and half a second.
    let hour = try range("2026-10-25T01:30:00.5Z", "2026-10-25T02:00:00.5Z")
    #expect(try Recurrence(.instants(hour, in: berlin)).busy(in: .always, allDayIn: .utc) == [hour])
  }

  @Test func `a repeating start in the second of two repeated hours is read on the clock, so its first coming counts`()
    throws
  {
    let berlin = try Zone.named("Europe/Berlin")
    let hour = try range("2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z")
    let series = Recurrence(.instants(hour, in: berlin), rule: try RecurrenceRule("FREQ=WEEKLY;COUNT=2"))
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01") == ["2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z"])
  }

  @Test func `a start a fraction after an UNTIL instant is no occurrence`() throws {
    let hour = try range("2026-10-19T07:00:00.25Z", "2026-10-19T08:00:00.25Z")
    let series = Recurrence(.instants(hour, in: .utc), rule: try RecurrenceRule("FREQ=DAILY;UNTIL=20261020T070000Z"))
    #expect(try series.starts(from: "2026-01-01", before: "2027-01-01") == ["2026-10-19T07:00:00.250000Z"])
  }

  @Test func `a fraction of a second stays with every occurrence`() throws {
    let hour = try range("2026-10-19T07:00:00.25Z", "2026-10-19T08:00:00.25Z")
    let series = Recurrence(.instants(hour, in: .utc), rule: try RecurrenceRule("FREQ=DAILY;UNTIL=20261020T070001Z"))
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01")
        == ["2026-10-19T07:00:00.250000Z", "2026-10-20T07:00:00.250000Z"])
  }

  @Test func `the first occurrence is the event's own even where the rule would not give it, and counts`() throws {
    // 2026-11-18 is a Wednesday.
    let series = try Recurrence.hour("2026-11-18T09:00", in: "UTC", rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=3")
    #expect(
      try series.starts(from: "2026-01-01", before: "2027-01-01")
        == ["2026-11-18T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z"])
  }

  @Test func `the first occurrence stands even beyond UNTIL`() throws {
    let series = try Recurrence.hour("2026-11-18T09:00", in: "UTC", rule: "FREQ=DAILY;UNTIL=20261101")
    #expect(try series.starts(from: "2026-01-01", before: "2027-01-01") == ["2026-11-18T09:00:00Z"])
  }

  @Test(arguments: [
    // An instant: the third meeting begins at 08:00Z.
    ("20261026T080000Z", 3), ("20261026T075959Z", 2),
    // A civil time, on the event's own clock.
    ("20261026T090000", 3), ("20261026T085959", 2),
    // A date, whole.
    ("20261026", 3), ("20261025", 2),
  ])
  func `UNTIL may be an instant, a civil time or a date, itself included`(_ until: String, _ count: Int) throws {
    let series = try Recurrence.hour("2026-10-12T09:00", in: "Europe/Berlin", rule: "FREQ=WEEKLY;UNTIL=\(until)")
    #expect(try series.starts(from: "2026-01-01", before: "2027-01-01").count == count)
  }

  @Test func `an UNTIL instant ends a skipped occurrence by where it moved to`() throws {
    let times = ["20260329T013000Z": 2, "20260329T012959Z": 1]
    for (until, count) in times {
      let series = try Recurrence.hour("2026-03-28T02:30", in: "Europe/Berlin", rule: "FREQ=DAILY;UNTIL=\(until)")
      #expect(try series.starts(from: "2026-01-01", before: "2027-01-01").count == count)
    }
  }

  @Test func `an endless weekly meeting ten years old is found in this week and in the year 9999`() throws {
    let series = try Recurrence.hour("2016-11-21T10:00", in: "Europe/Berlin", rule: "FREQ=WEEKLY;BYDAY=MO,TH")
    #expect(
      try series.starts(from: "2026-11-23", before: "2026-11-30") == ["2026-11-23T09:00:00Z", "2026-11-26T09:00:00Z"])
    #expect(
      try series.starts(from: "9999-12-20", before: "9999-12-24") == ["9999-12-20T09:00:00Z", "9999-12-23T09:00:00Z"])
  }

  @Test func `an occurrence is seen to its end when the clocks were changed while it lasted`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let weekend = Recurrence(
      .clock(try reading("2026-03-21T08:30"), in: berlin, lasting: minutes(48 * 60)),
      rule: try RecurrenceRule("FREQ=WEEKLY"))
    // Saturday 08:30 to Monday 09:30, for Sunday has 23 hours.
    let monday = try range("2026-03-30T07:00:00Z", "2026-03-30T08:00:00Z")
    #expect(
      try weekend.busy(in: monday, allDayIn: berlin) == [try range("2026-03-28T07:30:00Z", "2026-03-30T07:30:00Z")])
  }

  @Test func `an occurrence that began before the window is seen in it`() throws {
    let series = try Recurrence.hour("2016-11-21T23:30", in: "UTC", rule: "FREQ=WEEKLY")
    let window = try range("2026-11-24T00:00:00Z", "2026-11-24T00:10:00Z")
    #expect(try series.busy(in: window, allDayIn: .utc) == [try range("2026-11-23T23:30:00Z", "2026-11-24T00:30:00Z")])
    let after = try range("2026-11-24T00:30:00Z", "2026-11-24T01:00:00Z")
    #expect(try series.busy(in: after, allDayIn: .utc) == [])
  }
}
