import CivilTime
import Scheduling
import Testing

/// What an owner may pass over who books by their own hand, and what nobody may.
struct DecideAnywayTests {
  private static let ten = "2026-11-23T10:00:00Z"

  private func verdict(
    of link: LinkRules, at start: String = ten, busy: [BusyStretch] = [], bookings: [BookedMeeting] = [],
    now: String = "1990-01-01T00:00:00Z"
  ) throws -> Verdict {
    try SlotFinder(
      schedule("UTC", daily("09:00-12:00")), link, Facts(busy: busy, bookings: bookings), now: now
    ).decideAnyway(instant(start))
  }

  @Test func `hours, the grid, an event, notice, dates and limits are passed over`() throws {
    #expect(try verdict(of: link(), at: "2026-11-23T23:17:00Z") == .free(seatsLeft: 1))
    #expect(try verdict(of: link(), busy: [busy(Self.ten, minutes: 60)]) == .free(seatsLeft: 1))
    #expect(try verdict(of: link(notice: 600), now: Self.ten) == .free(seatsLeft: 1))
    let lastYear = try BookingWindow.dates(date("2025-01-01")...date("2025-12-31"))
    #expect(try verdict(of: link(window: lastYear)) == .free(seatsLeft: 1))
    let other = try booking(1, "2026-11-23T09:00:00Z")
    #expect(try verdict(of: link(dailyLimit: 1, weeklyLimit: 1), bookings: [other]) == .free(seatsLeft: 1))
  }

  @Test func `another booking is not, of whichever link`() throws {
    for number in [1, 2] {
      let other = try booking(7, "2026-11-23T10:30:00Z", link: number)
      #expect(try verdict(of: link(), bookings: [other]) == .refused(.booked(booking: 7, isFull: false)))
    }
  }

  @Test func `nor are its buffers, nor one's own`() throws {
    let other = try booking(7, "2026-11-23T11:00:00Z", before: 5)
    let refused = Verdict.refused(.booked(booking: 7, isFull: false))
    #expect(try verdict(of: link(), bookings: [other]) == refused)
    #expect(try verdict(of: link(), at: "2026-11-23T09:55:00Z", bookings: [other]) == .free(seatsLeft: 1))
    #expect(try verdict(of: link(after: 1), at: "2026-11-23T09:55:00Z", bookings: [other]) == refused)
  }

  @Test func `a booking in the way is named though an event is in the way too`() throws {
    let verdict = try verdict(
      of: link(), busy: [busy(Self.ten, minutes: 60, event: 3)], bookings: [booking(7, Self.ten)])
    #expect(verdict == .refused(.booked(booking: 7, isFull: false)))
  }

  @Test func `a group is joined while it has seats, and never beyond them`() throws {
    let two = try booking(7, Self.ten, guests: 2)
    #expect(try verdict(of: link(seats: 3), bookings: [two]) == .free(seatsLeft: 1))
    #expect(try verdict(of: link(seats: 2), bookings: [two]) == .refused(.booked(booking: 7, isFull: true)))
    #expect(
      try verdict(of: link(seats: 3), at: "2026-11-23T10:30:00Z", bookings: [two])
        == .refused(.booked(booking: 7, isFull: false)))
  }

  @Test func `time that has begun is over for everybody`() throws {
    #expect(try verdict(of: link(), now: "2026-11-23T10:00:00Z") == .free(seatsLeft: 1))
    #expect(
      try verdict(of: link(), now: "2026-11-23T10:00:01Z")
        == .refused(.tooSoon(earliest: instant("2026-11-23T10:00:01Z"))))
  }

  @Test func `a booking that is moved is not in its own way`() throws {
    let facts = try Facts(bookings: [booking(0, Self.ten)])
    let finder = try SlotFinder(
      schedule: schedule("UTC", daily("09:00-12:00")), link: link(), linkNumber: 1, facts: facts,
      now: instant(Self.ten),
      moving: 0)
    #expect(try finder.decideAnyway(instant("2026-11-23T10:30:00Z")) == .free(seatsLeft: 1))
  }
}
