import CivilTime
import Postgres
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Operations

/// What of an owner's calendar is in a guest's way: rules 15 to 17, from the rows to the verdict.
@Suite struct OwnEventTests {
  private static let monday = TestOffice.monday

  private static func half(_ start: Instant) -> OwnEvent {
    OwnEvent(
      title: "Own", time: .timed(TimeRange(from: start, to: start.adding(minutes: 30))), zone: TestOffice.berlin)
  }

  private static func isFree(_ world: TestOffice, _ text: String) async throws -> Bool {
    try await world.open().decide(#require(Instant(text)), lasting: 30) == .free(seatsLeft: 1)
  }

  /// The world as SQL makes it, and the version raised with it.
  private static func run(_ world: TestOffice, _ script: String) throws {
    try world.address.run(script + "; UPDATE owners SET version = version + 1")
    world.clock.advance(by: .milliseconds(100))
  }

  @Test func `an event takes its time and no more`() async throws {
    try await withOffice { world in
      _ = try await world.office.addEvent(Self.half(Self.monday), of: world.owner, caller: .house)
      #expect(try await !Self.isFree(world, "2026-11-23T09:00:00Z"))
      #expect(try await Self.isFree(world, "2026-11-23T08:30:00Z"))
      #expect(try await Self.isFree(world, "2026-11-23T09:30:00Z"))
    }
  }

  @Test func `an event that is noted only, or was deleted, takes none`() async throws {
    try await withOffice { world in
      var noted = Self.half(Self.monday)
      noted.transparency = .transparent
      _ = try await world.office.addEvent(noted, of: world.owner, caller: .house)
      let id = try await world.office.addEvent(Self.half(Self.monday), of: world.owner, caller: .house)
      #expect(try await !Self.isFree(world, "2026-11-23T09:00:00Z"))
      #expect(try await world.office.deleteEvent(id, of: world.owner, caller: .house) == .deleted)
      #expect(try await Self.isFree(world, "2026-11-23T09:00:00Z"))
    }
  }

  @Test func `an event that many delete at once is deleted once`() async throws {
    try await withOffice { world in
      let id = try await world.office.addEvent(Self.half(Self.monday), of: world.owner, caller: .house)
      let outcomes = try await withThrowingTaskGroup(of: DeleteEventOutcome.self) { group in
        for _ in 0..<8 {
          group.addTask { try await world.office.deleteEvent(id, of: world.owner, caller: .house) }
        }
        return try await group.reduce(into: [DeleteEventOutcome: Int]()) { $0[$1, default: 0] += 1 }
      }
      #expect(outcomes == [.deleted: 1, .unknown: 7])
      #expect(try await world.count("SELECT count(*)::integer FROM audit_logs WHERE action = 'event.delete'") == 1)
    }
  }

  @Test func `a booking's event is not deleted, and nothing is written of the attempt`() async throws {
    try await withOffice { world in
      let booking = try await world.book()
      let version = try await world.count("SELECT version FROM owners")
      let outcome = try await world.office.deleteEvent(booking.event, of: world.owner, caller: .house)
      #expect(outcome == .isNotOwn(.booking))
      #expect(try await world.count("SELECT version FROM owners") == version)
    }
  }

  @Test(arguments: [
    "UPDATE events SET status = 'cancelled'", "UPDATE events SET response = 'declined'",
    "UPDATE calendars SET checks_conflicts = false", "UPDATE calendars SET is_active = false",
    "UPDATE calendars SET deleted_at = now(), is_primary = false; "
      + "INSERT INTO calendars (user_id, id, name, timezone, is_primary) "
      + "SELECT user_id, gen_random_uuid(), 'Other', 'UTC', true FROM calendars",
  ])
  func `an event that does not count takes none`(_ change: String) async throws {
    try await withOffice { world in
      _ = try await world.office.addEvent(Self.half(Self.monday), of: world.owner, caller: .house)
      #expect(try await !Self.isFree(world, "2026-11-23T09:00:00Z"))
      try Self.run(world, change)
      #expect(try await Self.isFree(world, "2026-11-23T09:00:00Z"))
    }
  }

  @Test func `an unanswered or tentative event counts`() async throws {
    try await withOffice { world in
      _ = try await world.office.addEvent(Self.half(Self.monday), of: world.owner, caller: .house)
      try Self.run(world, "UPDATE events SET status = 'tentative', response = 'needs_action'")
      #expect(try await !Self.isFree(world, "2026-11-23T09:00:00Z"))
    }
  }

  @Test func `whole days take whole days in the owner's zone, whatever zone they were noted in`() async throws {
    try await withOffice { world in
      let zone = try Zone.named("America/Los_Angeles")
      let date = try #require(LocalDate("2026-11-24"))
      let event = OwnEvent(title: "Away", time: .days(date...date), zone: zone)
      _ = try await world.office.addEvent(event, of: world.owner, caller: .house)
      #expect(try await Self.isFree(world, "2026-11-23T15:30:00Z"))
      #expect(try await !Self.isFree(world, "2026-11-24T08:00:00Z"))
      #expect(try await !Self.isFree(world, "2026-11-24T15:30:00Z"))
      #expect(try await Self.isFree(world, "2026-11-25T08:00:00Z"))
    }
  }

  @Test func `a series takes each of its times by its own clock, but those left out`() async throws {
    try await withOffice({ $0.window = .daysAhead(200) }) { world in
      var event = Self.half(try #require(Instant("2026-01-05T09:00:00Z")))
      event.rule = "FREQ=WEEKLY;BYDAY=MO"
      event.leftOut = [try #require(Instant("2026-11-30T09:00:00Z"))]
      _ = try await world.office.addEvent(event, of: world.owner, caller: .house)
      #expect(try await !Self.isFree(world, "2026-11-23T09:00:00Z"))
      #expect(try await Self.isFree(world, "2026-11-24T09:00:00Z"))
      #expect(try await Self.isFree(world, "2026-11-30T09:00:00Z"))
      // After the change of clocks ten o'clock in Berlin is an hour earlier.
      #expect(try await !Self.isFree(world, "2027-04-05T08:00:00Z"))
      #expect(try await Self.isFree(world, "2027-04-05T09:00:00Z"))
    }
  }

  @Test func `a series that is over takes no more`() async throws {
    try await withOffice { world in
      var event = Self.half(try #require(Instant("2026-01-05T09:00:00Z")))
      event.rule = "FREQ=WEEKLY;UNTIL=20261116T090000Z"
      event.ruleEnd = Instant("2026-11-16T09:30:00Z")
      _ = try await world.office.addEvent(event, of: world.owner, caller: .house)
      #expect(try await Self.isFree(world, "2026-11-23T09:00:00Z"))
    }
  }

  @Test func `a series that can't be counted is in the way until it ends`() async throws {
    try await withOffice { world in
      var event = Self.half(Self.monday)
      event.rule = "FREQ=FORTNIGHTLY"
      event.ruleEnd = Instant("2026-11-24T12:00:00Z")
      _ = try await world.office.addEvent(event, of: world.owner, caller: .house)
      #expect(try await Self.isFree(world, "2026-11-23T08:30:00Z"))
      #expect(try await !Self.isFree(world, "2026-11-23T15:00:00Z"))
      #expect(try await !Self.isFree(world, "2026-11-24T11:30:00Z"))
      #expect(try await Self.isFree(world, "2026-11-24T12:00:00Z"))
    }
  }

  /// One of a weekly series is moved to `start`, or cancelled there.
  private static func moveOne(_ world: TestOffice, to start: String, status: String = "confirmed") async throws {
    var event = half(monday)
    event.rule = "FREQ=WEEKLY"
    let id = try await world.office.addEvent(event, of: world.owner, caller: .house)
    try run(
      world,
      """
      INSERT INTO events (user_id, id, calendar_id, title, start_time, end_time, timezone, status, parent_event_id,
        original_start, blocked, ical_uid)
      SELECT user_id, gen_random_uuid(), calendar_id, title, '\(start)', timestamptz '\(start)' + interval '30 minutes',
        timezone, '\(status)', id, '2026-11-30T09:00:00Z',
        tstzrange('\(start)', timestamptz '\(start)' + interval '30 minutes'), ical_uid
      FROM events WHERE id = '\(id)'
      """)
  }

  @Test func `one of a series that was moved takes its new time and leaves the old one`() async throws {
    try await withOffice { world in
      try await Self.moveOne(world, to: "2026-12-01T10:00:00Z")
      #expect(try await Self.isFree(world, "2026-11-30T09:00:00Z"))
      #expect(try await !Self.isFree(world, "2026-12-01T10:00:00Z"))
      #expect(try await !Self.isFree(world, "2026-12-07T09:00:00Z"))
    }
  }

  @Test func `one that was moved out of sight leaves its time too`() async throws {
    try await withOffice { world in
      try await Self.moveOne(world, to: "2029-12-01T10:00:00Z")
      #expect(try await Self.isFree(world, "2026-11-30T09:00:00Z"))
    }
  }

  @Test func `one that was cancelled takes none`() async throws {
    try await withOffice { world in
      try await Self.moveOne(world, to: "2026-11-30T09:00:00Z", status: "cancelled")
      #expect(try await Self.isFree(world, "2026-11-30T09:00:00Z"))
      #expect(try await !Self.isFree(world, "2026-12-07T09:00:00Z"))
    }
  }

  @Test func `one that counts of a series that does not stands for itself`() async throws {
    try await withOffice { world in
      try await Self.moveOne(world, to: "2026-12-01T10:00:00Z")
      try Self.run(world, "UPDATE events SET transparency = 'transparent' WHERE recurrence_rule IS NOT NULL")
      #expect(try await Self.isFree(world, "2026-12-07T09:00:00Z"))
      #expect(try await !Self.isFree(world, "2026-12-01T10:00:00Z"))
    }
  }

  @Test func `another owner's events are in nobody's way`() async throws {
    try await withOffice { world in
      let other = NewOwner(username: "eve", email: "eve@example.org", passwordHash: "-", zone: .utc)
      guard case .created(let eve) = try await world.office.createOwner(other, caller: .house) else {
        throw Unexpected("no owner")
      }
      _ = try await world.office.addEvent(Self.half(Self.monday), of: eve, caller: .house)
      #expect(try await Self.isFree(world, "2026-11-23T09:00:00Z"))
    }
  }
}

extension TestOffice {
  var event: OwnEvent {
    OwnEvent(
      title: "Own", time: .timed(TimeRange(from: Self.monday, to: Self.monday.adding(minutes: 30))),
      zone: Self.berlin)
  }
}
