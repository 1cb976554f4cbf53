import CivilTime
import Postgres
import Reactor
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Operations

/// One office on two event loops, as a server with two processors has it.
@Suite struct TwoLoopsTests {
  @Test func `guests on both loops read and book by the same books`() async throws {
    try await withTestDatabase { address in
      let group = try EventLoopGroup(count: 2)
      try group.start()
      let pool = try BlockingPool(threads: 1)
      let database = Database(try .patient(address), loops: group.loops, pool: pool)
      defer {
        database.close()
        group.stop()
        pool.stop()
      }
      let world = try await Task(executorPreference: group.loops[0]) {
        try await TestOffice.make(database, address, ManualClock())
      }.value
      let booked = try await withThrowingTaskGroup(of: Bool.self) { tasks in
        for index in 0..<80 {
          tasks.addTask(executorPreference: group.loops[index % 2]) {
            _ = try await world.open().nextFreeDate(from: .first, in: TestOffice.berlin, lasting: 30)
            world.clock.advance(by: .milliseconds(20))
            let start = TestOffice.monday.adding(minutes: 30 * (index % 8))
            return try await world.office.book(world.request(start, key: "form-\(index)")).appointment != nil
          }
        }
        return try await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(booked == 8)
      #expect(try await world.count("SELECT count(*) FROM bookings") == 8)
      let version = try await world.count("SELECT version FROM owners")
      #expect(version == 10)
    }
  }
}
