public import Reactor

/// The database, as the rest of the house sees it. Each event loop has connections of its own; a task uses those of the
/// loop it runs on, and one that runs on none is served by the first.
public final class Database: Sendable {
  private let pools: [Confined<Pool>]

  /// `pool` is for what blocks: looking up host names, stopping statements. `chance` gives numbers from 0 to 1 and
  /// spreads attempts to reconnect.
  public init(
    _ settings: DatabaseSettings, loops: [EventLoop], pool: BlockingPool,
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    report: @escaping @Sendable (DatabaseEvent) -> Void = { _ in }
  ) {
    precondition(!loops.isEmpty, "a database needs a loop to run on")
    pools = loops.map { loop in
      Confined(Pool(settings, loop: loop, blocking: pool, chance: chance, report: report), to: loop)
    }
  }

  /// Begins to connect on every loop, so that the first page need not wait for it.
  public func open() {
    for pool in pools { pool.loop.execute { pool.value.open() } }
  }

  /// Closes every connection; who still waits is told `.unavailable`. To be called when requests have been drained and
  /// before the loops are stopped.
  public func close() {
    for pool in pools {
      if pool.loop.isCurrent { pool.value.close() } else { pool.loop.execute { pool.value.close() } }
    }
  }

  /// Runs one statement by itself, on a connection that others' statements use too.
  @discardableResult
  public nonisolated(nonsending) func query(_ query: Query) async throws(DatabaseError) -> Rows {
    guard let pool = currentPool else {
      return try await onFirstLoop { () async throws(DatabaseError) in try await self.query(query) }
    }
    return try await pool.run(query)
  }

  /// Runs statements in one transaction and in one round trip: all of them, or, when one fails, none.
  @discardableResult
  public nonisolated(nonsending) func transaction(
    _ options: TransactionOptions = TransactionOptions(), sending queries: [Query]
  ) async throws(DatabaseError) -> [Rows] {
    guard let pool = currentPool else {
      return try await onFirstLoop { () async throws(DatabaseError) in
        try await self.transaction(options, sending: queries)
      }
    }
    let transaction = Transaction(try await pool.lease(), options, pool)
    defer { transaction.end() }
    return try await transaction.commit(sending: queries)
  }

  /// Runs `body` in a transaction. It is committed when `body` returns and rolled back when it throws; an error of a
  /// statement that `body` swallows is thrown here, as nothing can be committed after it.
  @discardableResult
  public nonisolated(nonsending) func transaction<Outcome>(
    _ options: TransactionOptions = TransactionOptions(), _ body: (Transaction) async throws -> Outcome
  ) async throws -> Outcome {
    guard let pool = currentPool else {
      return try await onFirstLoop { try await self.transaction(options, body) }
    }
    let transaction = Transaction(try await pool.lease(), options, pool)
    defer { transaction.end() }
    let outcome = try await body(transaction)
    try await transaction.commitUnlessDone()
    return outcome
  }

  private var currentPool: Pool? {
    guard let loop = EventLoop.current, loop.index < pools.count, pools[loop.index].loop === loop else {
      return EventLoop.current.flatMap { loop in pools.first { $0.loop === loop }?.value }
    }
    return pools[loop.index].value
  }

  private nonisolated(nonsending) func onFirstLoop<Outcome, Failure>(
    _ body: () async throws(Failure) -> Outcome
  ) async throws(Failure) -> Outcome {
    try await withTaskExecutorPreference(pools[0].loop, operation: body)
  }
}
