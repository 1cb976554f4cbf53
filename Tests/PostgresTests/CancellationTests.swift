import Postgres
import Reactor
import TestDatabases
import Testing

struct CancellationTests {
  @Test func `a cancelled task stops waiting, and others keep their answers`() async throws {
    try await withDatabase { database in
      try await database.query("SELECT 1")
      let slow = start { try await database.query("SELECT pg_sleep(0.3)") }
      let behind = start { try await database.query("SELECT 7") }
      await Task.yield()
      slow.cancel()
      let error = await #expect(throws: DatabaseError.self) { try await slow.value }
      #expect(error?.kind == .cancelled)
      let rows = try await behind.value
      #expect(try rows.first?.decode(Int.self) == 7)
    }
  }

  @Test func `what is cancelled before it is sent is never sent`() async throws {
    try await withAccounts { database in
      let task = start {
        withUnsafeCurrentTask { $0?.cancel() }
        try await database.query("DELETE FROM accounts")
      }
      let error = await #expect(throws: DatabaseError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      try await expectBalances(["anna 100", "ben 100"], in: database)
    }
  }

  @Test func `a cancelled transaction is stopped at the server and rolled back`() async throws {
    try await withAccounts { database in
      let task = start {
        try await database.transaction { transaction in
          try await transaction.query("UPDATE accounts SET balance = 0")
          try await transaction.query("SELECT pg_sleep(600)")
        }
      }
      try await untilRunning("pg_sleep(600)", database)
      task.cancel()
      let error = await #expect(throws: DatabaseError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      // Would wait for the lock, were the other transaction still there.
      try await database.transaction(sending: ["UPDATE accounts SET balance = balance + 1"])
      try await expectBalances(["anna 101", "ben 101"], in: database)
    }
  }

  @Test func `the connection of a cancelled transaction serves the next`() async throws {
    try await withDatabase(settings: { $0.transactionConnections = 1 }) { database in
      let process: @Sendable () async throws -> Int? = {
        try await database.transaction(sending: ["SELECT pg_backend_pid()"]).first?.first?.decode(Int.self)
      }
      let before = try await process()
      for _ in 0..<5 {
        let task = start { try await database.transaction(sending: ["SELECT pg_sleep(601)"]) }
        try await untilRunning("pg_sleep(601)", database)
        task.cancel()
        _ = try? await task.value
        let after = try await process()
        #expect(after == before)
      }
    }
  }

  @Test func `who is cancelled in the queue for a connection leaves it`() async throws {
    try await withDatabase(settings: { $0.transactionConnections = 1 }) { database in
      let error = try await database.transaction { transaction in
        try await transaction.query("SELECT 1")
        let waiting = start { try await database.transaction(sending: ["SELECT 1"]) }
        await Task.yield()
        waiting.cancel()
        return await #expect(throws: DatabaseError.self) { try await waiting.value }
      }
      #expect(error?.kind == .cancelled)
      let rows = try await database.transaction(sending: ["SELECT 1"])
      #expect(rows.count == 1)
    }
  }

  private func start<Outcome: Sendable>(
    _ body: @escaping @Sendable () async throws -> Outcome
  ) -> Task<Outcome, any Error> {
    Task(executorPreference: EventLoop.current, operation: body)
  }

  /// Waits until the server runs a statement that contains `text`.
  private func untilRunning(_ text: String, _ database: Database) async throws {
    while true {
      let rows = try await database.query(
        """
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
        AND pid <> pg_backend_pid() AND query LIKE \("%\(text)%")
        """)
      if !rows.isEmpty { return }
    }
  }
}
