import CivilTime
import Mail
import Postgres
import Reactor
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
}

extension PostRoom {
  func statuses() async throws -> [String] {
    try await database.query("SELECT status FROM bookings ORDER BY slot_start").map { try $0.decode(String.self) }
  }
}
