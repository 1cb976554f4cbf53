import Postgres
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// What keeps one time from being given twice: the owner's version, and under it the constraint. Each alone is enough;
  /// without both the same race does give it twice, so the races prove something. Time stands still: neither server looks
  /// again at what it knows.
  @Suite struct `what keeps a time from being given twice` {
    private static let withoutConstraint = "ALTER TABLE events DROP CONSTRAINT events_never_twice;"

    /// A version that has moved is nothing, which stops the transaction; here it goes on counting instead.
    private static let withoutVersion = """
      CREATE FUNCTION overlook() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.version = OLD.version + 1; RETURN NEW; END $$;
      CREATE TRIGGER overlook BEFORE UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION overlook();
      """

    /// Sixty guests want one slot over two servers that both know it as free.
    private static func race(_ house: TestHouse) async throws -> [CalentoServer.Reply] {
      for server in house.servers {
        #expect(try await server.read("/anna/intro?date=2026-11-23&tz=UTC").shown.contains(TestHouse.monday))
      }
      return try await house.post(together: (0..<60).map { Guest.number($0) })
    }

    @Test func `without the constraint the version is enough`() async throws {
      try await withStillHouse { house, _ in
        try await house.run(Self.withoutConstraint)
        #expect(try await Self.race(house).count { $0.status == 303 } == 1)
        try await house.expectWhole(1)
      }
    }

    @Test func `without the version the constraint is enough`() async throws {
      try await withStillHouse { house, _ in
        try await house.run(Self.withoutVersion)
        let replies = try await Self.race(house)
        #expect(replies.count { $0.status == 303 } == 1)
        #expect(replies.allSatisfy { $0.status == 303 || $0.status == 409 && !$0.offered.isEmpty })
        try await house.expectWhole(1)
      }
    }

    @Test func `without both the time is given twice`() async throws {
      try await withStillHouse { house, _ in
        try await house.run(Self.withoutConstraint + Self.withoutVersion)
        let booked = try await Self.race(house).count { $0.status == 303 }
        #expect(booked >= 2)
        #expect(try await house.count("SELECT count(*) FROM bookings") == booked)
        #expect(try await house.overlappingMeetings() == booked * (booked - 1) / 2)
      }
    }
  }
}
