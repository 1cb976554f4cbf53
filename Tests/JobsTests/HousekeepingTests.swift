import CivilTime
import Crypto
import Mail
import Operations
import Postgres
import Reactor
import Store
import TestSupport
import Testing

@testable import Jobs

@Suite struct HousekeepingTests {
  @Test func `meetings that are over become completed`() async throws {
    try await withPostRoom { room in
      try await room.book("2026-11-23T09:00:00Z")
      try await room.book("2026-11-24T09:00:00Z")
      let job = CompleteBookings(room.office)
      #expect(try await job.run(Shift()) == false)
      #expect(try await room.statuses() == ["confirmed", "confirmed"])
      room.clock.advance(by: .seconds(4 * 86_400))
      #expect(try await job.run(Shift()) == false)
      #expect(try await room.statuses() == ["completed", "confirmed"])
    }
  }

  @Test func `the bytes of a letter are dropped after ninety days, and nothing else of it`() async throws {
    try await withPostRoom { room in
      try await room.book()
      _ = try await room.worker(FakeTransport()).run(Shift())
      let before = try await room.letters()
      let job = DropOldMessages(room.database, clock: room.clock)
      room.clock.advance(by: .seconds(90 * 86_400))
      #expect(try await job.run(Shift()) == false)
      #expect(try await room.letters().allSatisfy { $0.message != nil })
      room.clock.advance(by: .seconds(1))
      #expect(try await job.run(Shift()) == false)
      let after = try await room.letters()
      #expect(after.allSatisfy { $0.message == nil && $0.status == "sent" })
      #expect(after.map(\.subject) == before.map(\.subject) && after.map(\.sentAt) == before.map(\.sentAt))
    }
  }

  @Test func `a request's key is dropped after a day`() async throws {
    try await withPostRoom { room in
      let owner = try #require(
        try await room.database.query("SELECT id FROM users LIMIT 1").first?.decode(UserID.self))
      for holder in [KeyHolder.owner(owner), room.office.visitor(.house)] {
        guard case .first = try await room.office.takeKey("key-1", SHA256.hash([1]), of: holder) else {
          Issue.record("the key is not new")
          return
        }
      }
      func keys() async throws -> Int {
        try await room.database.query(
          "SELECT (SELECT count(*) FROM idempotency_keys) + (SELECT count(*) FROM visitor_keys)"
        ).first?.decode(Int.self) ?? -1
      }
      let job = DropOldKeys(room.database, clock: room.clock)
      room.clock.advance(by: .seconds(86_400))
      #expect(try await job.run(Shift()) == false)
      #expect(try await keys() == 2)
      room.clock.advance(by: .seconds(1))
      #expect(try await job.run(Shift()) == true)
      #expect(try await keys() == 0)
      #expect(try await job.run(Shift()) == false)
    }
  }

  @Test func `the log stands by months, planned ahead, and whatever month it is nothing leaves it`() async throws {
    try await withPostRoom { room in
      // Far from the months that the database itself knows of, with a gap that no table was made for.
      room.clock.advance(by: .seconds(400 * 86_400))
      try await room.book("2028-01-03T09:00:00Z")
      #expect(try await room.tablesOfTheLog().contains("audit_logs_unplanned"))
      let job = PlanAuditMonths(room.database, clock: room.clock)
      for _ in 0..<2 { #expect(try await job.run(Shift()) == false) }
      room.clock.advance(by: .seconds(31 * 86_400))
      try await room.book("2028-02-07T09:00:00Z")
      let tables = try await room.tablesOfTheLog()
      #expect(tables.filter { $0 == "audit_logs_2028_01" }.count == 1)
      for attack: Query in [
        "DELETE FROM audit_logs_2028_01", "UPDATE audit_logs SET action = ''", "TRUNCATE audit_logs_2028_01",
        "TRUNCATE audit_logs_unplanned", "TRUNCATE audit_logs",
      ] {
        let error = await #expect(throws: DatabaseError.self) { try await room.database.query(attack) }
        #expect(error?.state == .restrictViolation)
      }
      let rows = try await room.tablesOfTheLog()
      #expect(rows == tables)
    }
  }
}

extension PostRoom {
  /// Where the rows of the log stand, one for each.
  func tablesOfTheLog() async throws -> [String] {
    try await database.query("SELECT tableoid::regclass::text FROM audit_logs ORDER BY created_at")
      .map { try $0.decode(String.self) }
  }

  func statuses() async throws -> [String] {
    try await database.query("SELECT status FROM bookings ORDER BY slot_start").map { try $0.decode(String.self) }
  }
}
