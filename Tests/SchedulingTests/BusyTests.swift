import CivilTime
import Scheduling
import Testing

struct BusyTests {
  @Test(arguments: [
    (EventStanding(), true), (EventStanding(status: .tentative), true), (EventStanding(status: .cancelled), false),
    (EventStanding(transparency: .transparent), false), (EventStanding(response: .tentative), true),
    (EventStanding(response: .needsAction), true), (EventStanding(response: .declined), false),
    (EventStanding(isDeleted: true), false), (EventStanding(checksConflicts: false), false),
    (EventStanding(status: .tentative, response: .declined), false),
  ])
  func `rule 15: what makes an event block`(standing: EventStanding, blocks: Bool) throws {
    #expect(standing.blocks == blocks)
    let hour = try range("2026-11-23T10:00:00Z", minutes: 60)
    #expect((BusyStretch(hour, event: 0, standing: standing) != nil) == blocks)
  }

  @Test func `rule 15: an event without length does not block`() throws {
    let moment = try range("2026-11-23T10:00:00Z", minutes: 0)
    #expect(BusyStretch(moment, event: 0, standing: EventStanding()) == nil)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-11-23", "2026-11-23", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z"),
    ("Europe/Berlin", "2026-11-23", "2026-11-25", "2026-11-22T23:00:00Z", "2026-11-25T23:00:00Z"),
    ("Europe/Berlin", "2026-10-25", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
    ("Africa/Cairo", "2026-04-24", "2026-04-24", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z"),
    ("Africa/Cairo", "2026-10-29", "2026-10-29", "2026-10-28T21:00:00Z", "2026-10-29T22:00:00Z"),
    ("America/Santiago", "2026-09-06", "2026-09-06", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"),
    ("Pacific/Kiritimati", "2028-02-29", "2028-02-29", "2028-02-28T10:00:00Z", "2028-02-29T10:00:00Z"),
    ("Pacific/Pago_Pago", "2028-02-29", "2028-03-01", "2028-02-29T11:00:00Z", "2028-03-02T11:00:00Z"),
  ])
  func `rule 16: an all-day event takes whole days of the owner's zone, the last one too`(
    zone: String, first: String, last: String, start: String, end: String
  ) throws {
    let dates = try #require(AllDayDates(date(first), through: date(last)))
    let range = try dates.range(in: .named(zone))
    #expect(range.start.description == start)
    #expect(range.end.description == end)
  }

  @Test func `rule 16: a recurring all-day event keeps its number of days`() throws {
    let dates = try #require(AllDayDates(date("2026-10-23"), through: date("2026-10-25")))
    #expect(dates.count == 3)
    let moved = try dates.moved(to: date("2028-02-28"))
    #expect(try moved == AllDayDates(date("2028-02-28"), through: date("2028-03-01")))
    let later = try date("2026-10-22")
    #expect(try AllDayDates(date("2026-10-23"), through: later) == nil)
  }

  @Test func `what is taken is one set for a day's drawing`() throws {
    let facts = try Facts(
      busy: [busy("2026-11-23T08:00:00Z", minutes: 90), busy("2026-11-24T08:00:00Z", minutes: 90)],
      bookings: [
        booking(1, "2026-11-23T10:00:00Z", before: 30), booking(2, "2026-11-23T13:00:00Z", .cancelled),
      ])
    let day = try range("2026-11-23T08:30:00Z", minutes: 600)
    #expect(facts.blocked(in: day) == RangeSet(try range("2026-11-23T08:30:00Z", minutes: 150)))
  }
}
