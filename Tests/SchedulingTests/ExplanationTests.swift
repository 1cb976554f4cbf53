import CivilTime
import Scheduling
import Testing

struct ExplanationTests {
  private func finder() throws -> SlotFinder {
    let facts = try Facts(
      busy: [busy("2026-11-23T10:00:00Z", minutes: 30, event: 3)],
      bookings: [booking(5, "2026-11-23T11:00:00Z", minutes: 30), booking(6, "2026-11-24T09:00:00Z", minutes: 30)])
    return try SlotFinder(
      schedule("UTC", daily("09:00-12:15")),
      link(30, notice: 30, window: .dates(date("2026-11-23")...date("2026-11-24")), dailyLimit: 2, weeklyLimit: 2),
      facts, now: "2026-11-23T08:45:00Z")
  }

  @Test func `every candidate is a slot or has its reason`() throws {
    let explanation = try finder().explain(range("2026-11-23T00:00:00Z", minutes: 3 * 1_440))
    #expect(explanation.slots.isEmpty)
    let lines = explanation.taken.map {
      "\($0.start.description.dropFirst(8).prefix(8)) \($0.reason.rule) \($0.reason)"
    }
    #expect(
      lines == [
        "23T09:00 12 notice until 2026-11-23T09:15:00Z", "23T09:30 14 weekly limit 2 in the week of 2026-11-23",
        "23T10:00 10 event 3", "23T10:30 14 weekly limit 2 in the week of 2026-11-23", "23T11:00 11 booking 5",
        "23T11:30 14 weekly limit 2 in the week of 2026-11-23", "23T12:00 8 hours end at 2026-11-23T12:15:00Z",
        "24T09:00 11 booking 6", "24T09:30 14 weekly limit 2 in the week of 2026-11-23",
        "24T10:00 14 weekly limit 2 in the week of 2026-11-23", "24T10:30 14 weekly limit 2 in the week of 2026-11-23",
        "24T11:00 14 weekly limit 2 in the week of 2026-11-23", "24T11:30 14 weekly limit 2 in the week of 2026-11-23",
        "24T12:00 8 hours end at 2026-11-24T12:15:00Z",
        "25T09:00 13 bookable from 2026-11-23 to 2026-11-24", "25T09:30 13 bookable from 2026-11-23 to 2026-11-24",
        "25T10:00 13 bookable from 2026-11-23 to 2026-11-24", "25T10:30 13 bookable from 2026-11-23 to 2026-11-24",
        "25T11:00 13 bookable from 2026-11-23 to 2026-11-24", "25T11:30 13 bookable from 2026-11-23 to 2026-11-24",
        "25T12:00 8 hours end at 2026-11-25T12:15:00Z",
      ])
  }

  @Test(arguments: [
    ("2026-11-23T08:00:00Z", Reason.outsideHours, 4), ("2026-11-23T12:15:00Z", .outsideHours, 4),
    ("2026-11-23T09:10:00Z", .offGrid, 7), ("2026-11-23T09:00:00.000001Z", .offGrid, 7),
    ("2026-11-23T10:00:00Z", .busy(event: 3), 10), ("2026-11-23T11:00:00Z", .booked(booking: 5, isFull: false), 11),
  ])
  func `any instant has its reason, with the rule's number`(start: String, reason: Reason, rule: Int) throws {
    #expect(try finder().reason(start) == reason)
    #expect(reason.rule == rule)
  }

  @Test func `of several reasons the lowest rule's is given`() throws {
    let start = "2026-11-23T09:00:00Z"
    let closing = try instant("2026-11-23T10:00:00Z")
    let event = try busy(start, minutes: 60, event: 1)
    let meeting = try booking(2, start)
    let never = try BookingWindow.dates(date("2026-11-25")...date("2026-11-25"))
    let earliest = try instant("2026-11-23T13:00:00Z")
    func reason(_ duration: Minutes, notice: Minutes, busy: [BusyStretch], bookings: [BookedMeeting]) throws -> Reason?
    {
      try SlotFinder(
        schedule("UTC", daily("09:00-10:00")), link(duration, notice: notice, window: never, dailyLimit: 1),
        Facts(busy: busy, bookings: bookings), now: "2026-11-23T08:00:00Z"
      ).reason(start)
    }
    let elsewhere = try booking(3, "2026-11-23T20:00:00Z")
    #expect(try reason(61, notice: 300, busy: [event], bookings: [meeting]) == .endsOutsideHours(closing: closing))
    #expect(try reason(60, notice: 300, busy: [event], bookings: [meeting]) == .busy(event: 1))
    #expect(try reason(60, notice: 300, busy: [], bookings: [meeting]) == .booked(booking: 2, isFull: false))
    #expect(try reason(60, notice: 300, busy: [], bookings: [elsewhere]) == .tooSoon(earliest: earliest))
    let last = try date("2026-11-25")
    #expect(
      try reason(60, notice: 0, busy: [], bookings: [elsewhere]) == .outsideBookingWindow(first: last, last: last))
  }

  @Test func `dates of the guest have their slots and their reasons`() throws {
    let facts = try Facts(busy: [busy("2026-11-23T10:00:00Z", minutes: 60)])
    let finder = try SlotFinder(schedule("UTC", daily("09:00-12:00")), link(), facts)
    let day = try date("2026-11-24")
    let (days, taken) = try finder.explain(day...day, in: .named("Pacific/Kiritimati"))
    #expect(
      days.flatMap(\.slots).map(\.start.description) == [
        "2026-11-23T11:00:00Z", "2026-11-24T09:00:00Z",
      ])
    #expect(taken.map(\.start.description) == ["2026-11-23T10:00:00Z"])
  }

  @Test(arguments: [
    Instant.distantPast, .distantFuture, Instant(seconds: -62_135_596_800), Instant(seconds: 253_402_300_799),
  ])
  func `the ends of time are outside the hours`(start: Instant) throws {
    for zone in ["Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
      let finder = SlotFinder(
        schedule: try schedule(zone, daily("12:00-12:30")), link: try link(1_440, before: 60, after: 60),
        facts: Facts(),
        now: start)
      #expect(finder.decide(start) == .refused(.outsideHours))
    }
  }

  @Test func `asking for nothing explains nothing`() throws {
    #expect(
      try finder().explain(range("2026-11-23T09:00:00Z", minutes: 0))
        == finder().explain(range("2026-11-22T00:00:00Z", minutes: 60)))
    #expect(try finder().explain(range("2026-11-23T09:00:00Z", minutes: 0)).taken.isEmpty)
  }
}
