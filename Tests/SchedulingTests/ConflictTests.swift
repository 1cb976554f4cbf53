import CivilTime
import Scheduling
import Testing

struct ConflictTests {
  private static let day = "2026-11-23"

  @Test func `rule 10: a candidate whose time an event takes is gone`() throws {
    let facts = try Facts(busy: [busy("2026-11-23T10:15:00Z", minutes: 30, event: 7)])
    let finder = try SlotFinder(schedule("UTC", daily("09:00-13:00")), link(30), facts)
    #expect(try finder.times(on: Self.day) == "09:00 09:30 11:00 11:30 12:00 12:30")
    #expect(try finder.reason("2026-11-23T10:30:00Z") == .busy(event: 7))
  }

  @Test func `rule 10: touching is free, an instant more is not`() throws {
    let facts = try Facts(busy: [
      busy("2026-11-23T09:00:00Z", minutes: 60), busy("2026-11-23T11:00:00Z", minutes: 60),
    ])
    let hours = try schedule("UTC", daily("10:00-11:00"))
    #expect(try SlotFinder(hours, link(), facts).times(on: Self.day) == "10:00")
    let late = try BusyStretch(
      TimeRange(from: instant("2026-11-23T10:59:59.999999Z"), to: instant("2026-11-23T12:00:00Z")), event: 0)
    #expect(try SlotFinder(hours, link(), Facts(busy: [late])).times(on: Self.day) == "")
  }

  @Test(arguments: [(0, 0, "09:00 09:30 10:00 11:30"), (30, 0, "09:00 09:30 10:00"), (0, 30, "09:00 09:30 11:30")])
  func `rule 10: the buffers widen the meeting on their own side`(before: Int, after: Int, slots: String) throws {
    let facts = try Facts(busy: [busy("2026-11-23T10:30:00Z", minutes: 60)])
    let finder = try SlotFinder(
      schedule("UTC", daily("09:00-12:00")), link(30, before: Minutes(before), after: Minutes(after)), facts)
    #expect(try finder.times(on: Self.day) == slots)
  }

  @Test func `rule 10: a stretch without length takes nothing`() throws {
    let facts = try Facts(busy: [busy("2026-11-23T09:30:00Z", minutes: 0)])
    #expect(try SlotFinder(schedule("UTC", daily("09:00-10:00")), link(), facts).times(on: Self.day) == "09:00")
  }

  @Test func `rule 10: a long event hides behind a short one and still blocks`() throws {
    let facts = try Facts(busy: [
      busy("2026-11-20T00:00:00Z", minutes: 4_980, event: 1), busy("2026-11-23T09:00:00Z", minutes: 15, event: 2),
      busy("2026-11-23T09:00:00Z", minutes: 600, event: 4), busy("2026-11-23T09:00:00Z", minutes: 600, event: 3),
    ])
    let finder = try SlotFinder(schedule("UTC", daily("09:00-12:00")), link(), facts)
    #expect(try finder.times(on: Self.day) == "")
    #expect(try finder.reason("2026-11-23T10:00:00Z") == .busy(event: 1))
    #expect(try finder.reason("2026-11-23T11:00:00Z") == .busy(event: 3))
  }

  @Test func `rule 11: a booking of any link of the host blocks`() throws {
    for number in [1, 2] {
      let facts = try Facts(bookings: [booking(5, "2026-11-23T10:00:00Z", link: number)])
      let finder = try SlotFinder(schedule("UTC", daily("09:00-12:00")), link(), facts)
      #expect(try finder.times(on: Self.day) == "09:00 11:00")
      #expect(try finder.reason("2026-11-23T10:00:00Z") == .booked(booking: 5, isFull: false))
    }
  }

  @Test(arguments: BookingStatus.allCases)
  func `rule 11: a booking counts unless it was cancelled or declined`(status: BookingStatus) throws {
    let facts = try Facts(bookings: [booking(0, "2026-11-23T10:00:00Z", status)])
    let finder = try SlotFinder(schedule("UTC", daily("10:00-11:00")), link(), facts)
    #expect(try finder.times(on: Self.day) == (status == .cancelled || status == .declined ? "10:00" : ""))
  }

  @Test(arguments: [
    // The first one's buffer after and the second one's before lie between them, one behind the other.
    (0, 0, 0, 0, "09:00 09:10 09:20 09:30 10:30 10:40 10:50 11:00"),
    (10, 0, 0, 0, "09:00 09:10 09:20 09:30 10:40 10:50 11:00"),
    (0, 10, 0, 0, "09:00 09:10 09:20 10:30 10:40 10:50 11:00"),
    (0, 0, 20, 0, "09:00 09:10 10:30 10:40 10:50 11:00"),
    (0, 0, 0, 20, "09:00 09:10 09:20 09:30 10:50 11:00"),
    (10, 10, 10, 20, "09:00 09:10 11:00"),
  ])
  func `rule 11: between two meetings lie both one's buffers`(
    before: Int, after: Int, itsBefore: Int, itsAfter: Int, slots: String
  ) throws {
    let other = try booking(
      0, "2026-11-23T10:00:00Z", minutes: 30, before: Minutes(itsBefore), after: Minutes(itsAfter))
    let finder = try SlotFinder(
      schedule("UTC", daily("09:00-11:30")), link(30, every: 10, before: Minutes(before), after: Minutes(after)),
      Facts(bookings: [other]))
    #expect(try finder.times(on: Self.day) == slots)
  }

  @Test func `rule 11: against an event only the candidate's own buffers count`() throws {
    let facts = try Facts(busy: [busy("2026-11-23T10:00:00Z", minutes: 30)])
    let finder = try SlotFinder(schedule("UTC", daily("09:00-11:30")), link(30, every: 10, after: 10), facts)
    #expect(try finder.times(on: Self.day) == "09:00 09:10 09:20 10:30 10:40 10:50 11:00")
  }

  @Test func `rule 18: a booking that is moved is not in its own way, others are`() throws {
    let facts = try Facts(bookings: [
      booking(1, "2026-11-23T10:00:00Z", after: 30), booking(2, "2026-11-23T12:00:00Z"),
    ])
    let (hours, rules) = try (schedule("UTC", daily("09:00-13:00")), link(60, every: 30))
    let asking = try SlotFinder(hours, rules, facts)
    #expect(try asking.times(on: Self.day) == "09:00")
    let moving = try SlotFinder(
      schedule: hours, link: rules, linkNumber: 1, facts: facts, now: instant("2026-01-01T00:00:00Z"), moving: 1)
    #expect(try moving.times(on: Self.day) == "09:00 09:30 10:00 10:30 11:00")
  }

  @Test func `rule 18: a booking that is moved counts for no limit`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-23T10:00:00Z"), booking(2, "2026-11-24T10:00:00Z")])
    let (hours, rules) = try (schedule("UTC", daily("10:00-12:00")), link(dailyLimit: 1, weeklyLimit: 2))
    #expect(try SlotFinder(hours, rules, facts).times(on: Self.day) == "")
    let moving = try SlotFinder(
      schedule: hours, link: rules, linkNumber: 1, facts: facts, now: instant("2026-01-01T00:00:00Z"), moving: 1)
    #expect(try moving.times(on: Self.day) == "10:00 11:00")
    #expect(try moving.times(on: "2026-11-24") == "")
    #expect(try moving.times(on: "2026-11-25") == "10:00 11:00")
  }
}
