import CivilTime
import Postgres
import Reactor
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Operations

/// Many guests at once, over two offices that know nothing of each other: what two server processes are to a database.
@Suite struct RaceTests {
  private static func sixty(_ world: TestOffice, _ request: @escaping @Sendable (Int) -> BookingRequest) async throws
    -> [BookingOutcome]
  {
    let offices = [world.office, world.another()]
    // Both have the owner's book at hand, so that both decide on facts of before.
    for office in offices { _ = try await office.link(world.link.slug, of: "demo") }
    return try await withThrowingTaskGroup(of: BookingOutcome.self) { group in
      for index in 0..<60 {
        group.addTask { try await offices[index % 2].book(request(index)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func overlappingEvents(_ world: TestOffice) async throws -> Int {
    try await world.count(
      """
      SELECT count(*) FROM events a JOIN events b ON a.user_id = b.user_id AND a.id < b.id AND a.blocked && b.blocked
      WHERE a.status <> 'cancelled' AND b.status <> 'cancelled'
      """)
  }

  /// Each booking with its event, its letters and its audit row, and none of these without its booking.
  private static func expectWhole(_ world: TestOffice, _ bookings: Int, events: Int? = nil) async throws {
    #expect(try await world.count("SELECT count(*) FROM bookings") == bookings)
    #expect(try await world.count("SELECT count(*) FROM events WHERE origin = 'booking'") == events ?? bookings)
    #expect(try await world.count("SELECT count(*) FROM email_logs") == 2 * bookings)
    #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'booking.create'") == bookings)
    #expect(try await world.count("SELECT bookings_count FROM booking_links") == bookings)
    // Who got nothing changed nothing: an account and a link came before.
    let version = try await world.count("SELECT version FROM owners")
    #expect(version == 2 + bookings)
  }

  @Test func `sixty guests want one slot: one gets it, the others are offered other times`() async throws {
    try await withOffice { world in
      let outcomes = try await Self.sixty(world) { world.request(email: "g\($0)@example.com", key: "form-\($0)") }
      #expect(outcomes.count { $0.appointment != nil } == 1)
      for outcome in outcomes where outcome.appointment == nil {
        guard case .taken(.booked, let near) = outcome else { throw Unexpected("\(outcome)") }
        #expect(near.count == 6)
      }
      try await Self.expectWhole(world, 1)
    }
  }

  @Test func `sixty guests want starts that overlap: no two meetings do`() async throws {
    try await withOffice({
      $0.durations = [60]
      $0.increment = 5
    }) { world in
      let outcomes = try await Self.sixty(world) { index in
        world.request(TestOffice.monday.adding(minutes: 5 * (index % 24)), key: "form-\(index)")
      }
      let booked = outcomes.count { $0.appointment != nil }
      // Starts over two hours: at least one meeting of an hour, at most two side by side and one at the end.
      #expect((1...3).contains(booked))
      #expect(try await Self.overlappingEvents(world) == 0)
      try await Self.expectWhole(world, booked)
    }
  }

  @Test func `meetings whose buffers only just meet are all booked at once`() async throws {
    try await withOffice({
      $0.increment = 45
      $0.bufferBefore = 10
      $0.bufferAfter = 5
    }) { world in
      let eight = TestOffice.monday.adding(minutes: -60)
      let outcomes = try await Self.sixty(world) { index in
        world.request(eight.adding(minutes: 45 * (index % 10)), key: "form-\(index)")
      }
      #expect(outcomes.count { $0.appointment != nil } == 10)
      #expect(try await Self.overlappingEvents(world) == 0)
      try await Self.expectWhole(world, 10)
    }
  }

  @Test func `sixty guests want the last seats of a group: as many get in as there are`() async throws {
    try await withOffice({ $0.seats = 7 }) { world in
      let outcomes = try await Self.sixty(world) { world.request(email: "g\($0)@example.com", key: "form-\($0)") }
      #expect(outcomes.count { $0.appointment != nil } == 7)
      try await Self.expectWhole(world, 7, events: 1)
      #expect(try await world.count("SELECT count(*) FROM event_attendees") == 7)
    }
  }

  @Test func `two links of one owner race for the owner's time`() async throws {
    try await withOffice { world in
      let other = Link(id: world.office.newLinkID(), title: "Other", slug: "other", durations: [30])
      _ = try await world.office.saveLink(other, of: world.owner, caller: .house)
      let outcomes = try await Self.sixty(world) { index in
        world.request(slug: index % 2 == 0 ? "other" : nil, key: "form-\(index)")
      }
      #expect(outcomes.count { $0.appointment != nil } == 1)
      #expect(try await world.count("SELECT count(*) FROM events") == 1)
    }
  }

  @Test func `a guest books while the owner writes an event: never both unless the booking came first`() async throws {
    try await withOfficeAlone { world in
      // Which transaction raised the version to what.
      try world.address.run(
        """
        CREATE TABLE raises (version bigint, writer xid);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO raises VALUES (NEW.version, pg_current_xact_id()::xid); RETURN NEW; END $$;
        CREATE TRIGGER note AFTER UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION note();
        """)
      let other = world.another()
      for round in 0..<12 {
        let start = TestOffice.monday.adding(minutes: 30 * round)
        _ = try await world.office.link("intro", of: "demo")
        async let booking = world.office.book(world.request(start, key: "form-\(round)"))
        async let event = other.addEvent(
          OwnEvent(
            title: "Own", time: .timed(TimeRange(from: start, to: start.adding(minutes: 30))), zone: TestOffice.berlin),
          of: world.owner, caller: .house)
        let (outcome, id) = try await (booking, event)
        guard case .booked(let booked) = outcome else { continue }
        let distance = try await world.count(
          """
          SELECT (SELECT version FROM raises WHERE writer = b.xmin) - (SELECT version FROM raises WHERE writer = e.xmin)
          FROM bookings b, events e WHERE b.id = \(booked.id) AND e.id = \(id)
          """)
        #expect(distance < 0)
      }
    }
  }

  @Test func `without the constraint and the version the same race books twice`() async throws {
    try await withOfficeAlone { world in
      try world.address.run(
        """
        ALTER TABLE events DROP CONSTRAINT events_never_twice;
        ALTER TABLE owners ALTER COLUMN version DROP NOT NULL;
        """)
      let offices = [world.office, world.another()]
      for office in offices { _ = try await office.link("intro", of: "demo") }
      await withTaskGroup(of: Void.self) { group in
        for index in 0..<2 {
          // What comes after the first may fail in any way: the version is nothing now.
          group.addTask { _ = try? await offices[index].book(world.request(key: "form-\(index)")) }
        }
      }
      #expect(try await world.count("SELECT count(*) FROM bookings") == 2)
      #expect(try await Self.overlappingEvents(world) == 1)
    }
  }

  @Test func `the constraint alone keeps two bookings apart`() async throws {
    try await withOfficeAlone { world in
      try world.address.run("ALTER TABLE owners ALTER COLUMN version DROP NOT NULL")
      let other = world.another()
      for office in [world.office, other] { _ = try await office.link("intro", of: "demo") }
      _ = try await world.book()
      try world.address.run("UPDATE owners SET version = NULL")
      // The other office still decides by the book of before, and nothing stops its version.
      let outcome = try? await other.book(world.request(key: "form-2"))
      #expect(outcome?.appointment == nil)
      #expect(try await world.count("SELECT count(*) FROM bookings") == 1)
    }
  }

  @Test func `who has to wait too long for the owner's row is told to try again`() async throws {
    try await withTestDatabase { address in
      let clock = ManualClock()
      try await withDatabase(address, settings: { $0.lockLimit = .milliseconds(50) }) { database in
        let world = try await TestOffice.make(database, address, clock)
        try await database.transaction { transaction in
          _ = try await transaction.query("SELECT 1 FROM owners FOR UPDATE")
          await #expect(throws: Trouble.busy) { try await world.office.book(world.request()) }
          await #expect(throws: Trouble.busy) {
            try await world.office.changeDate(.first, to: .closed, of: world.owner, caller: .house)
          }
        }
        _ = try await world.book()
      }
    }
  }
}
