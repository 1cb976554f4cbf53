import Postgres
import Reactor
import TestDatabases
import TestSupport
import Testing

struct LimitTests {
  @Test func `a statement that takes too long is ended, and the one behind it runs`() async throws {
    try await withDatabase(settings: { $0.queryLimit = .milliseconds(300) }) { database in
      let outcomes = try await together(2) { number -> DatabaseError.Kind? in
        do {
          _ = number == 0 ? try await database.query("SELECT pg_sleep(20)") : try await database.query("SELECT 1")
          return nil
        } catch let error as DatabaseError {
          return error.kind
        }
      }
      #expect(outcomes[0] == .timeout)
      // What waited behind it may have lost its patience too; the connection is the same in any case.
      #expect(outcomes[1] == nil || outcomes[1] == .timeout)
      let rows = try await eventually { try await database.query("SELECT 1") }
      #expect(rows.count == 1)
    }
  }

  @Test func `a transaction has limits of its own`() async throws {
    let options = TransactionOptions(lockLimit: .seconds(7), statementLimit: .milliseconds(50))
    // Our own clock stands still, so that only the server's limit can end a statement.
    try await withDatabase(clock: ManualClock()) { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction(options, sending: ["SELECT pg_sleep(20)"])
      }
      #expect(error?.kind == .timeout)
      #expect(error?.state == .queryCancelled)
      let limits = try await database.transaction(TransactionOptions(lockLimit: .seconds(7))) { transaction in
        try await transaction.query("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
          .first
      }
      #expect(try limits?.decode(String.self, String.self) ?? ("", "") == ("7s", "10min"))
      let after = try await database.transaction(sending: ["SELECT current_setting('lock_timeout')"])
      #expect(try after.first?.first?.decode(String.self) == "10min")
    }
  }

  @Test func `who waits too long for a lock is told that it is busy`() async throws {
    try await withAccounts { database in
      try await database.transaction { holder in
        try await holder.query("SELECT 1 FROM accounts WHERE name = 'anna' FOR UPDATE")
        let error = await #expect(throws: DatabaseError.self) {
          try await database.transaction(
            TransactionOptions(lockLimit: .milliseconds(20)),
            sending: ["UPDATE accounts SET balance = 0 WHERE name = 'anna'"])
        }
        #expect(error?.kind == .busy)
        #expect(error?.isLockTimeout == true)
      }
      try await expectBalances(["anna 100", "ben 100"], in: database)
    }
  }

  @Test func `when every connection is taken and the queue is full, more are refused`() async throws {
    let narrow: @Sendable (inout DatabaseSettings) -> Void = {
      $0.transactionConnections = 1
      $0.waitingLimit = 1
    }
    let served = try await withDatabase(settings: narrow) { database in
      try await database.transaction { _ in
        let waiting = Task(executorPreference: EventLoop.current) {
          try await database.transaction(sending: ["SELECT 1"]).count
        }
        // Lets the other task get into the queue.
        await Task.yield()
        let error = await #expect(throws: DatabaseError.self) { try await database.transaction(sending: ["SELECT 1"]) }
        #expect(error?.kind == .busy)
        return waiting
      }.value
    }
    #expect(served == 1)
  }

  @Test func `who waits too long for a connection is told that it is busy`() async throws {
    let clock = ManualClock()
    let narrow: @Sendable (inout DatabaseSettings) -> Void = {
      $0.transactionConnections = 1
      $0.patience = .seconds(1)
    }
    try await withDatabase(clock: clock, settings: narrow) { database in
      try await database.transaction { transaction in
        try await transaction.query("SELECT 1")
        let waiting = Task(executorPreference: EventLoop.current) {
          try await database.transaction(sending: ["SELECT 1"]).count
        }
        await Task.yield()
        clock.advance(by: .seconds(1))
        let error = await #expect(throws: DatabaseError.self) { try await waiting.value }
        #expect(error?.kind == .busy)
      }
    }
  }

  @Test func `too many statements under way are refused`() async throws {
    try await withDatabase(settings: { $0.pipelineLimit = 3 }) { database in
      try await database.query("SELECT 1")
      let kinds = try await together(5) { _ -> DatabaseError.Kind? in
        do {
          try await database.query("SELECT 1")
          return nil
        } catch let error as DatabaseError {
          return error.kind
        }
      }
      #expect(kinds == [nil, nil, nil, .busy, .busy])
    }
  }
}

struct SilenceTests {
  @Test func `when the server says nothing, who waits is told, and who comes is refused at once`() async throws {
    let clock = ManualClock()
    try await withDatabase(clock: clock, settings: { $0.queryLimit = .milliseconds(800) }) { database in
      // The server's own limit would end the nap.
      try await database.query("SET statement_timeout = 0")
      // For a clock that stands still and leaps, the server's nap is a long silence.
      let napping = Task(executorPreference: EventLoop.current) {
        try await database.query("SELECT pg_sleep(\(Self.nap))")
      }
      await Task.yield()
      clock.advance(by: .seconds(1))
      let late = await #expect(throws: DatabaseError.self) { try await napping.value }
      #expect(late?.kind == .timeout)
      let refused = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
      #expect(refused?.kind == .unavailable)
      clock.advance(by: .seconds(2))
      // Given up and made anew.
      let rows = try await eventually { try await database.query("SELECT 1") }
      #expect(rows.count == 1)
    }
  }

  @Test func `a transaction whose server says nothing loses its connection`() async throws {
    let clock = ManualClock()
    try await withDatabase(clock: clock, settings: { $0.statementLimit = .seconds(8) }) { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.query("SELECT 1")
          // Runs when this task has sent its statement and waits.
          Task(executorPreference: EventLoop.current) { clock.advance(by: .seconds(10)) }
          try await transaction.query("SELECT pg_sleep(\(Self.nap))")
        }
      }
      #expect(error?.kind == .timeout)
    }
  }

  /// Seconds; long beside the test, short enough that a server that is left alone ends it soon.
  private static let nap = 5.0
}

/// Runs `body` until it does not fail with a database that is away or slow. A test that never gets there hangs, and the
/// suite's own limit ends it.
func eventually<Outcome>(_ body: () async throws -> Outcome) async throws -> Outcome {
  while true {
    do {
      return try await body()
    } catch let error as DatabaseError where error.isUnavailable || error.kind == .timeout {
      await Task.yield()
    }
  }
}
