import CivilTime
import Scheduling
import Testing

/// Rules 12 and 13: how soon, how far ahead.
struct BookingPeriodTests {
  @Test func `rule 12: a start before the notice is up is too soon, one exactly then is not`() throws {
    let hours = try schedule("UTC", daily("09:00-13:00"))
    let finder = try SlotFinder(hours, link(notice: 120), now: "2026-11-23T08:00:00Z")
    #expect(try finder.times(on: "2026-11-23") == "10:00 11:00 12:00")
    #expect(try finder.reason("2026-11-23T09:00:00Z") == .tooSoon(earliest: instant("2026-11-23T10:00:00Z")))
    let later = try SlotFinder(hours, link(notice: 120), now: "2026-11-23T08:00:00.000001Z")
    #expect(try later.times(on: "2026-11-23") == "11:00 12:00")
  }

  @Test func `rule 12: without notice a meeting may begin now, never in the past`() throws {
    let finder = try SlotFinder(schedule("UTC", daily("09:00-13:00")), link(), now: "2026-11-23T11:00:00Z")
    #expect(try finder.times(on: "2026-11-23") == "11:00 12:00")
    #expect(try finder.times(on: "2026-11-22") == "")
    #expect(try finder.reason("2026-11-22T12:00:00Z") == .tooSoon(earliest: instant("2026-11-23T11:00:00Z")))
  }

  @Test func `rule 12: notice is elapsed time, also over a change of clocks`() throws {
    let finder = try SlotFinder(
      schedule("Europe/Berlin", daily("09:00-11:00")), link(notice: 1_440), now: "2026-03-28T08:00:00Z")
    #expect(try finder.times(on: "2026-03-29") == "10:00")
  }

  @Test(arguments: [
    // 23:30 UTC is already tomorrow in Berlin and on Kiritimati, and still yesterday in Pago Pago's evening of now.
    ("UTC", "2026-11-20", "2026-11-22"), ("Europe/Berlin", "2026-11-21", "2026-11-23"),
    ("Pacific/Kiritimati", "2026-11-21", "2026-11-23"), ("Pacific/Pago_Pago", "2026-11-20", "2026-11-22"),
  ])
  func `rule 13: the last date is today and so many days in the schedule's zone`(
    zone: String, today: String, last: String
  ) throws {
    let finder = try SlotFinder(
      schedule(zone, daily("23:45-24:00")), link(15, window: .daysAhead(2)), now: "2026-11-20T23:30:00Z")
    let days = try finder.days(date("2026-11-01")...date("2026-12-31"), in: finder.schedule.zone)
    #expect(days.map(\.date.description) == [today, try date(today).adding(days: 1).description, last])
    let beyond = finder.schedule.zone.instant(
      of: LocalDateTime(date: try date(last).adding(days: 1), time: try #require(LocalTime("23:45"))))
    #expect(finder.decide(beyond) == .refused(.outsideBookingWindow(first: nil, last: try date(last))))
  }

  @Test func `rule 13: no days ahead is today alone`() throws {
    let finder = try SlotFinder(
      schedule("UTC", .always), link(window: .daysAhead(0)), now: "2026-11-20T22:00:00Z")
    #expect(try finder.times(on: "2026-11-20") == "22:00 23:00")
    #expect(try finder.times(on: "2026-11-21") == "")
  }

  @Test func `rule 13: a fixed range of dates is inclusive on both ends and takes the days' place`() throws {
    let dates = try date("2028-02-28")...date("2028-03-01")
    let finder = try SlotFinder(
      schedule("America/New_York", daily("00:00-01:00 23:00-24:00")), link(window: .dates(dates)),
      now: "2026-11-20T00:00:00Z")
    let days = try finder.days(date("2028-02-01")...date("2028-03-31"), in: finder.schedule.zone)
    #expect(days.map(\.date.description) == ["2028-02-28", "2028-02-29", "2028-03-01"])
    #expect(days.map(\.slots.count) == [2, 2, 2])
    let reason = Reason.outsideBookingWindow(first: dates.lowerBound, last: dates.upperBound)
    #expect(try finder.reason("2028-02-28T04:00:00Z") == reason)
    #expect(try finder.reason("2028-03-02T05:00:00Z") == reason)
  }

  @Test func `rule 13: a start belongs to the date it reads as, also where midnight came twice`() throws {
    // 2010-11-07 00:01 went back to 23:01 of the day before in St John's: that hour is the sixth again.
    let dates = try date("2010-11-06")...date("2010-11-06")
    let finder = try SlotFinder(
      schedule("America/St_Johns", .always), link(30, window: .dates(dates)), now: "2010-01-01T00:00:00Z")
    let starts = try finder.slots(in: range("2010-11-07T01:30:00Z", minutes: 180)).map(\.start.description)
    // The seventh's first minute is not; the grid of the seventh goes on into the hour that reads as the sixth.
    #expect(starts == ["2010-11-07T01:30:00Z", "2010-11-07T02:00:00Z", "2010-11-07T03:00:00Z"])
  }

  @Test func `the reach holds every slot, and nothing outside of it is free`() throws {
    let finder = try SlotFinder(
      schedule("Europe/Berlin", .always), link(30, notice: 90, window: .daysAhead(3)), now: "2026-11-20T12:00:00Z")
    let all = finder.explain(try range("2026-11-18T00:00:00Z", minutes: 14_400)).slots
    #expect(all.allSatisfy { finder.reach.contains($0.start) })
    #expect(finder.slots(in: .always) == all)
    #expect(all.first?.start.description == "2026-11-20T13:30:00Z")
    #expect(all.last?.start.description == "2026-11-23T22:30:00Z")
  }

  @Test func `an answer stays true until its expiry, and no longer`() throws {
    let (hours, rules) = try (schedule("Europe/Berlin", daily("09:00-17:00")), link(notice: 60, window: .daysAhead(2)))
    let asked = try range("2026-11-01T00:00:00Z", minutes: 60_000)
    var now = try instant("2026-11-20T06:30:00Z")
    for _ in 0..<40 {
      let finder = SlotFinder(schedule: hours, link: rules, facts: Facts(), now: now)
      let slots = finder.slots(in: asked)
      let expiry = finder.expiry(of: slots)
      func later(_ now: Instant) -> [Slot] {
        SlotFinder(schedule: hours, link: rules, facts: Facts(), now: now).slots(in: asked)
      }
      #expect(later(expiry.adding(microseconds: -1)) == slots)
      #expect(later(expiry) != slots)
      now = expiry
    }
    #expect(try now > instant("2026-11-24T00:00:00Z"))
  }
}
