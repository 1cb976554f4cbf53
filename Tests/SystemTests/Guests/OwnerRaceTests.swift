import CivilTime
import Postgres
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// Guests book while the owner writes an event of their own over the same time, by another process.
  @Suite struct `an owner and guests at the same moment` {
    /// Which transaction raised the version to what.
    private static let noting = """
      CREATE TABLE raises (version bigint, writer xid);
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO raises VALUES (NEW.version, pg_current_xact_id()::xid); RETURN NEW; END $$;
      CREATE TRIGGER note AFTER UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION note();
      """

    @Test func `a guest gets the time only where the booking came before the event`() async throws {
      try await withHouse { house in
        try await house.run(Self.noting)
        var booked = 0
        for round in 0..<14 {
          let start = TestHouse.monday.adding(minutes: 30 * round)
          async let event = house.addEvent(start)
          async let answers = house.post(
            together: (0..<20).map { number in Guest.number(100 * round + number) { $0.start = start } })
          let (replies, _) = try await (answers, event)
          let count = replies.count { $0.status == 303 }
          #expect(count <= 1)
          #expect(replies.allSatisfy { $0.status == 303 || $0.status == 409 && !$0.offered.isEmpty })
          booked += count
        }
        try await house.expectWhole(booked)
        let late = try await house.count(
          """
          SELECT count(*) FROM bookings b
          JOIN events e ON e.user_id = b.user_id AND e.origin = 'own' AND e.start_time = b.slot_start
          JOIN raises booking ON booking.writer = b.xmin
          JOIN raises event ON event.writer = e.xmin
          WHERE booking.version > event.version
          """)
        #expect(late == 0)
        #expect(try await house.count("SELECT count(*) FROM raises") == 14 + booked)
      }
    }

    @Test func `what the owner wrote a moment ago is in every guest's way, whichever server they ask`() async throws {
      try await withHouse { house in
        for round in 0..<5 {
          let start = TestHouse.monday.adding(minutes: 30 * round)
          // Both servers know the time as free.
          for server in house.servers { _ = try await server.read("/anna/intro?date=2026-11-23") }
          try await house.addEvent(start)
          let guests = (0..<10).map { number in Guest.number(100 * round + number) { $0.start = start } }
          #expect(try await house.post(together: guests).allSatisfy { $0.status == 409 })
        }
        try await house.expectWhole(0)
      }
    }
  }
}
