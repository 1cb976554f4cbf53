import CivilTime
import Scheduling
import Testing

struct SeatTests {
  private func finder(_ bookings: [BookedMeeting], busy: [BusyStretch] = [], seats: Int = 3) throws -> SlotFinder {
    try SlotFinder(
      schedule("UTC", daily("09:00-12:00")), link(60, every: 30, seats: seats), Facts(busy: busy, bookings: bookings))
  }

  @Test func `rule 19: a start that has guests stays bookable and shows the seats left`() throws {
    let finder = try finder([booking(1, "2026-11-23T10:00:00Z"), booking(2, "2026-11-23T10:00:00Z")])
    #expect(try finder.times(on: "2026-11-23") == "09:00 10:00 11:00")
    #expect(try finder.seatsLeft("2026-11-23T10:00:00Z") == 1)
    #expect(try finder.seatsLeft("2026-11-23T09:00:00Z") == 3)
  }

  @Test func `rule 19: its event blocks every other start`() throws {
    let finder = try finder([booking(1, "2026-11-23T10:00:00Z")])
    #expect(try finder.reason("2026-11-23T09:30:00Z") == .booked(booking: 1, isFull: false))
    #expect(try finder.reason("2026-11-23T10:30:00Z") == .booked(booking: 1, isFull: false))
  }

  @Test func `rule 19: guests of one booking each take a seat`() throws {
    #expect(try finder([booking(1, "2026-11-23T10:00:00Z", guests: 2)]).seatsLeft("2026-11-23T10:00:00Z") == 1)
  }

  @Test(arguments: [[3], [1, 2], [5], [1, 1, 1]])
  func `rule 19: a full meeting is taken by its own bookings`(guests: [Int]) throws {
    let bookings = try guests.enumerated().map {
      try booking(10 + $0.offset, "2026-11-23T10:00:00Z", guests: $0.element)
    }
    let finder = try finder(bookings)
    #expect(try finder.times(on: "2026-11-23") == "09:00 11:00")
    #expect(try finder.reason("2026-11-23T10:00:00Z") == .booked(booking: 10, isFull: true))
  }

  @Test func `rule 19: full is said of the full meeting's own bookings, not of one that reaches into it`() throws {
    let full = try booking(1, "2026-11-23T10:00:00Z", guests: 3)
    let earlier = try booking(2, "2026-11-23T09:45:00Z", link: 2)
    let later = try booking(3, "2026-11-23T10:30:00Z", link: 2)
    #expect(try finder([full, earlier]).reason("2026-11-23T10:00:00Z") == .booked(booking: 2, isFull: false))
    #expect(try finder([full, later]).reason("2026-11-23T10:00:00Z") == .booked(booking: 1, isFull: true))
  }

  @Test func `rule 19: cancelled guests free their seats`() throws {
    let finder = try finder([
      booking(1, "2026-11-23T10:00:00Z"), booking(2, "2026-11-23T10:00:00Z", .cancelled, guests: 2),
    ])
    #expect(try finder.seatsLeft("2026-11-23T10:00:00Z") == 2)
  }

  @Test func `rule 19: a link without groups has no start that can be joined`() throws {
    let finder = try finder([booking(1, "2026-11-23T10:00:00Z")], seats: 1)
    #expect(try finder.times(on: "2026-11-23") == "09:00 11:00")
    #expect(try finder.reason("2026-11-23T10:00:00Z") == .booked(booking: 1, isFull: false))
    #expect(try finder.seatsLeft("2026-11-23T09:00:00Z") == 1)
  }

  @Test func `rule 19: another link's meeting at the same start cannot be joined`() throws {
    let finder = try finder([booking(1, "2026-11-23T10:00:00Z", link: 2)])
    #expect(try finder.reason("2026-11-23T10:00:00Z") == .booked(booking: 1, isFull: false))
  }

  @Test func `rule 19: joining spares only the group's own event, not what else is there`() throws {
    let joined = try booking(1, "2026-11-23T10:00:00Z")
    let event = try busy("2026-11-23T10:30:00Z", minutes: 5, event: 8)
    #expect(try finder([joined], busy: [event]).reason("2026-11-23T10:00:00Z") == .busy(event: 8))
    let other = try booking(2, "2026-11-23T10:30:00Z", link: 2)
    #expect(try finder([joined, other]).reason("2026-11-23T10:00:00Z") == .booked(booking: 2, isFull: false))
  }

  @Test func `rule 19: a meeting made with buffers spares its start with them`() throws {
    let finder = try finder([booking(1, "2026-11-23T10:00:00Z", before: 30, after: 30)])
    #expect(try finder.seatsLeft("2026-11-23T10:00:00Z") == 2)
    #expect(try finder.times(on: "2026-11-23") == "10:00")
  }

  @Test func `rules 18 and 19: a guest who moves may come back to the group that is left`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-23T10:00:00Z"), booking(2, "2026-11-23T10:00:00Z")])
    let moving = try SlotFinder(
      schedule: schedule("UTC", daily("10:00-11:00")), link: link(seats: 2), linkNumber: 1, facts: facts,
      now: instant("2026-01-01T00:00:00Z"), moving: 2)
    #expect(try moving.seatsLeft("2026-11-23T10:00:00Z") == 1)
  }
}
