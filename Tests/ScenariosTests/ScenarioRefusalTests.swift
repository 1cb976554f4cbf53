import Scenarios
import TestSupport
import Testing

@Suite struct `a bad scenario is refused by the key and what is wrong with it` {
  /// What is replaced in a good scenario, by what, and the complaint.
  struct Case: Sendable {
    let part: String
    let bad: String
    let complaint: String

    init(_ part: String, _ bad: String, _ complaint: String) {
      self.part = part
      self.bad = bad
      self.complaint = complaint
    }
  }

  private static let good = """
    {"now": "2026-11-20T09:00:00Z",
     "schedule": {"timezone": "Europe/Berlin", "week_start": "mon", "hours": {"mon": [["09:00", "12:00"]]},
      "overrides": [{"date": "2026-12-24", "hours": []}]},
     "link": {"duration_minutes": 30, "seats": 1, "daily_limit": null},
     "events": [{"start": "2026-11-23T10:00:00", "end": "2026-11-23T10:30:00", "rrule": "FREQ=WEEKLY",
      "exdates": [], "instances": [{"original_start": "2026-11-30T10:00:00", "status": "cancelled"}],
      "status": "confirmed"}, {"start": "2026-11-27", "end": "2026-11-27", "all_day": true}],
     "bookings": [{"start": "2026-11-24T08:00:00Z", "end": "2026-11-24T08:30:00Z", "guests": 1}],
     "guest": {"timezone": "Asia/Tokyo", "from": "2026-11-23", "to": "2026-11-29"}}
    """

  @Test func `the good one it is made from is taken`() throws {
    _ = try Scenario.read(Array(Self.good.utf8))
  }

  static let cases = [
    Case("\"now\": \"2026-11-20T09:00:00Z\",", "", "now: is missing"),
    Case("2026-11-20T09:00:00Z", "2026-11-20T09:00", "now: must be an instant such as"),
    Case("\"link\"", "\"linc\"", "link: is missing"),
    Case("\"now\"", "\"later\": 1, \"now\"", "later: there is no such key"),
    Case("\"seats\"", "\"seat\"", "link.seat: there is no such key"),
    Case("Europe/Berlin", "Europe/Berlln", "schedule.timezone: "),
    Case("Europe/Berlin", "../../etc/passwd", "schedule.timezone: "),
    Case("\"mon\",", "\"monday\",", "schedule.week_start: must be one of sun, mon"),
    Case("{\"mon\"", "{\"moon\"", "schedule.hours.moon: there is no such key"),
    Case(
      "[\"09:00\", \"12:00\"]", "[\"22:00\", \"06:00\"]", "schedule.hours.mon[0]: 22:00–06:00 ends before it begins"),
    Case("[\"09:00\", \"12:00\"]", "[\"09:00\", \"09:00\"]", "schedule.hours.mon[0]: 09:00–09:00 has no length"),
    Case("[\"09:00\", \"12:00\"]", "[\"09:00\"]", "schedule.hours.mon[0]: must be two times"),
    Case("\"12:00\"", "\"24:01\"", "schedule.hours.mon[0][1]: must be a time from 00:00 to 24:00"),
    Case(
      "{\"date\": \"2026-12-24\", \"hours\": []}",
      "{\"date\": \"2026-12-24\", \"hours\": []}, {\"date\": \"2026-12-24\", \"hours\": []}",
      "schedule.overrides[1].date: 2026-12-24 stands twice"),
    Case("2026-12-24", "2026-02-30", "schedule.overrides[0].date: must be a date"),
    Case("\"duration_minutes\": 30,", "", "link.duration_minutes: is missing"),
    Case("\"duration_minutes\": 30", "\"duration_minutes\": 0", "link.duration_minutes: the duration must be"),
    Case("\"duration_minutes\": 30", "\"duration_minutes\": 30.5", "link.duration_minutes: must be a whole number"),
    Case("\"duration_minutes\": 30", "\"duration_minutes\": \"30\"", "link.duration_minutes: must be a whole number"),
    Case(
      "\"duration_minutes\": 30", "\"duration_minutes\": 99999999999999999999",
      "link.duration_minutes: 99999999999999999999 is too large a number"),
    Case("\"daily_limit\": null", "\"daily_limit\": 0", "link.daily_limit: the daily limit must be at least 1"),
    Case("\"daily_limit\": null", "\"weekly_limit\": -1", "link.weekly_limit: "),
    Case("\"seats\": 1", "\"seats\": 0", "link.seats: "),
    Case("\"seats\": 1", "\"slot_increment_minutes\": 0", "link.slot_increment_minutes: "),
    Case("\"seats\": 1", "\"buffer_before_minutes\": -1", "link.buffer_before_minutes: "),
    Case("\"seats\": 1", "\"buffer_after_minutes\": -5", "link.buffer_after_minutes: "),
    Case("\"seats\": 1", "\"min_booking_notice_minutes\": -5", "link.min_booking_notice_minutes: "),
    Case("\"seats\": 1", "\"max_booking_days_future\": -1", "link.max_booking_days_future: "),
    Case(
      "\"seats\": 1",
      "\"max_booking_days_future\": -1, \"bookable_from\": \"2026-12-01\", \"bookable_to\": \"2026-12-01\"",
      "link.max_booking_days_future: the booking window must be"),
    Case("\"seats\": 1", "\"bookable_from\": \"2026-12-01\"", "link.bookable_to: is missing"),
    Case("\"seats\": 1", "\"bookable_to\": \"2026-12-01\"", "link.bookable_from: is missing"),
    Case(
      "\"seats\": 1", "\"bookable_from\": \"2026-12-02\", \"bookable_to\": \"2026-12-01\"",
      "link.bookable_to: lies before bookable_from"),
    Case(
      "\"end\": \"2026-11-23T10:30:00\"", "\"end\": \"2026-11-23T09:30:00\"", "events[0].end: lies before the start"),
    Case("\"end\": \"2026-11-23T10:30:00\"", "\"end\": \"2026-11-23\"", "events[0].end: dates are for events"),
    Case("\"end\": \"2026-11-23T10:30:00\",", "", "events[0].end: is missing"),
    Case("FREQ=WEEKLY", "FREQ=SOMETIMES", "events[0].rrule: "),
    Case("FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "events[0].rrule: "),
    Case("\"to\": \"2026-11-29\"", "\"to\": \"9999-12-31\"", "guest.to: lies after 9999-12-29"),
    Case("\"from\": \"2026-11-23\"", "\"from\": \"0001-01-02\"", "guest.from: lies before 0001-01-03"),
    Case("\"now\"", "\"a\\u2028b\": 1, \"now\"", "a?b: there is no such key"),
    Case("\"now\"", "\"\": 1, \"now\"", "\"\": there is no such key"),
    Case("\"exdates\": []", "\"exdates\": [\"2026-12-07\"]", "events[0].exdates[0]: must be of the kind"),
    Case("\"status\": \"cancelled\"", "\"status\": \"moved\"", "events[0].instances[0].status: can only be cancelled"),
    Case("\"status\": \"cancelled\"", "\"start\": \"2026-11-30T11:00:00\"", "events[0].instances[0]: needs either"),
    Case("\"status\": \"confirmed\"", "\"status\": \"maybe\"", "events[0].status: must be one of confirmed"),
    Case("\"start\": \"2026-11-27\"", "\"start\": \"2026-11-27T00:00:00\"", "events[1].start: must be a date"),
    Case("\"end\": \"2026-11-27\"", "\"end\": \"2026-11-26\"", "events[1].end: lies before the start"),
    Case("\"end\": \"2026-11-24T08:30:00Z\"", "\"end\": \"2026-11-24T08:00:00Z\"", "bookings[0].end: must lie after"),
    Case(
      "\"end\": \"2026-11-24T08:30:00Z\"", "\"end\": \"2026-11-24T08:30:00\"", "bookings[0].end: must be an instant"),
    Case("\"guests\": 1", "\"guests\": 0", "bookings[0].guests: must be 1 to"),
    Case("\"guests\": 1", "\"status\": \"lost\"", "bookings[0].status: must be one of pending"),
    Case("\"guests\": 1", "\"buffer_before_minutes\": -1", "bookings[0].buffer_before_minutes: must be 0 to"),
    Case("\"to\": \"2026-11-29\"", "\"to\": \"2026-11-22\"", "guest.to: lies before from"),
    Case("\"to\": \"2026-11-29\"", "\"to\": \"2027-11-25\"", "guest.to: lies more than 366 days after from"),
    Case("\"from\": \"2026-11-23\"", "\"from\": 20261123", "guest.from: must be a text"),
    Case("\"now\"", "\"now\": 1, \"now\"", "line 1: the key \"now\" stands twice"),
    Case("}}", "}", "line 9: a comma or } should stand here"),
    Case("}}", "}} x", "line 9: there is more after the end"),
    Case("\"Asia/Tokyo\"", "\"Asia/Tokyo", "line 9: "),
    Case(
      "\"Asia/Tokyo\"", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "line 9: values stand more than 32 deep"),
    Case("\"duration_minutes\": 30", "\"duration_minutes\": 030", "line 4: a number begins with 0"),
  ]

  @Test(arguments: cases) func `with its key`(_ example: Case) throws {
    let parts = Self.good.split(separator: example.part, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "the good scenario holds what is to be replaced")
    let refusal = #expect(throws: ScenarioRefusal.self) {
      try Scenario.read(Array((parts[0] + example.bad + parts[1]).utf8))
    }
    let line = refusal.map(\.description) ?? ""
    #expect(line.hasPrefix(example.complaint))
    #expect(!line.contains("\n"))
  }

  @Test func `invalid UTF-8 is refused`() throws {
    var bytes = Array(Self.good.utf8)
    bytes[bytes.firstIndex(of: UInt8(ascii: "B")) ?? 0] = 0xFF
    #expect(throws: ScenarioRefusal.self) { try Scenario.read(bytes) }
  }

  @Test func `an endless text is refused before it is read`() {
    let endless = [UInt8](repeating: UInt8(ascii: " "), count: Scenario.longest + 1)
    let refusal = #expect(throws: ScenarioRefusal.self) { try Scenario.read(endless) }
    #expect(refusal?.key == "scenario")
  }
}
