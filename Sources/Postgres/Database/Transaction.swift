internal import Reactor

/// How a transaction runs.
public struct TransactionOptions: Sendable {
  /// How much of what others do meanwhile can be seen.
  public enum Isolation: Sendable {
    case readCommitted, repeatableRead, serializable
  }

  public var isolation: Isolation
  public var isReadOnly: Bool
  /// How long its statements wait for somebody else's lock, where that differs from the settings.
  public var lockLimit: Duration?
  /// What each of its statements may take, where that differs from the settings.
  public var statementLimit: Duration?

  public init(
    isolation: Isolation = .readCommitted, isReadOnly: Bool = false, lockLimit: Duration? = nil,
    statementLimit: Duration? = nil
  ) {
    self.isolation = isolation
    self.isReadOnly = isReadOnly
    self.lockLimit = lockLimit
    self.statementLimit = statementLimit
  }

  /// Whether a transaction runs like this of which nothing is said.
  var areUsual: Bool { isolation == .readCommitted && !isReadOnly && limits == nil }

  var begin: Query {
    switch (isolation, isReadOnly) {
    case (.readCommitted, false): "BEGIN"
    case (.readCommitted, true): "BEGIN READ ONLY"
    case (.repeatableRead, false): "BEGIN ISOLATION LEVEL REPEATABLE READ"
    case (.repeatableRead, true): "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case (.serializable, false): "BEGIN ISOLATION LEVEL SERIALIZABLE"
    case (.serializable, true): "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY"
    }
  }

  /// What the transaction's own session is told after it has begun; nil where the settings hold.
  var limits: Query? {
    switch (lockLimit, statementLimit) {
    case (nil, nil): nil
    case (let lock?, nil): "SELECT set_config('lock_timeout', \(lock.wholeMilliseconds), true)"
    case (nil, let statement?): "SELECT set_config('statement_timeout', \(statement.wholeMilliseconds), true)"
    case (let lock?, let statement?):
      """
      SELECT set_config('lock_timeout', \(lock.wholeMilliseconds), true), \
      set_config('statement_timeout', \(statement.wholeMilliseconds), true)
      """
    }
  }
}

/// A transaction under way, on a connection of its own. Its beginning travels with its first statement and its end can
/// travel with its last, so that a round trip is paid for what has to be waited for alone.
public final class Transaction {
  private enum State {
    /// Nothing was sent yet. Becomes `open`.
    case fresh
    /// Becomes `failed` or `done`.
    case open
    /// A statement failed: the server refuses every other. Becomes `done`.
    case failed(DatabaseError)
    /// A statement failed, and the server has taken back all of it. Becomes `done`.
    case undone(DatabaseError)
    case done
  }

  private let lease: Lease
  private let pool: Pool
  private let options: TransactionOptions
  private var state = State.fresh

  init(_ lease: Lease, _ options: TransactionOptions, _ pool: Pool) {
    self.lease = lease
    self.options = options
    self.pool = pool
  }

  /// Runs one statement.
  @discardableResult
  public nonisolated(nonsending) func query(_ query: Query) async throws(DatabaseError) -> Rows {
    if case .open = state {
      return try await guarding { () async throws(DatabaseError) in
        try await lease.connection.run(query, patience: patience(for: 1))
      }
    }
    guard let rows = try await send([query]).last else {
      throw DatabaseError(.connectionLost, "the server answered nothing")
    }
    return rows
  }

  /// Runs statements one after the other in one round trip; the first error stops the rest.
  @discardableResult
  public nonisolated(nonsending) func send(_ queries: [Query]) async throws(DatabaseError) -> [Rows] {
    let opening = try opening()
    if opening.isEmpty && queries.isEmpty { return [] }
    let all = try await guarding { () async throws(DatabaseError) in
      try await lease.connection.run(opening + queries, patience: patience(for: queries.count + 1))
    }
    return Array(all.dropFirst(opening.count))
  }

  /// Runs a last few statements and commits, in one round trip. Nothing can follow.
  @discardableResult
  public nonisolated(nonsending) func commit(sending queries: [Query] = []) async throws(DatabaseError) -> [Rows] {
    if case .fresh = state, options.areUsual, !queries.isEmpty { return try await commitAll(queries) }
    var answers = try await send(queries + ["COMMIT"])
    // The server answers ROLLBACK where there was nothing left to commit.
    guard let last = answers.popLast(), last.answer.command == "COMMIT" else {
      throw DatabaseError(.refused, "the transaction was rolled back")
    }
    state = .done
    return answers
  }

  /// What is sent up to a sync is one transaction to the server: when that is all of it, nobody needs to tell it so.
  private nonisolated(nonsending) func commitAll(_ queries: [Query]) async throws(DatabaseError) -> [Rows] {
    do {
      let answers = try await lease.connection.run(queries, patience: patience(for: queries.count))
      state = .done
      return answers
    } catch {
      state = .undone(error)
      throw error
    }
  }

  nonisolated(nonsending) func commitUnlessDone() async throws(DatabaseError) {
    switch state {
    case .fresh, .done: state = .done
    case .open: try await commit()
    case .failed(let error), .undone(let error): throw error
    }
  }

  /// Rolls back what is not committed and gives the connection back. The rollback goes ahead of whatever the
  /// connection's next user sends, so nobody waits for it.
  func end() {
    switch state {
    case .fresh, .undone, .done: break
    case .open, .failed: lease.connection.post("ROLLBACK", patience: patience(for: 1))
    }
    state = .done
    pool.giveBack(lease)
  }

  /// Runs a copy, outside of the pipeline.
  nonisolated(nonsending) func copying<Outcome>(_ body: (CopyPassage, Wire) async throws -> Outcome) async throws
    -> Outcome
  {
    try await send([])
    let connection = lease.connection
    do {
      return try await body(CopyPassage(connection, patience: patience(for: 1)), connection.wire)
    } catch {
      let reason = error as? DatabaseError
      state = .failed(reason ?? DatabaseError(.refused, "a copy in this transaction was given up"))
      throw error
    }
  }

  private func opening() throws(DatabaseError) -> [Query] {
    switch state {
    case .fresh:
      state = .open
      return options.limits.map { [options.begin, $0] } ?? [options.begin]
    case .open: return []
    case .failed(let error), .undone(let error): throw error
    case .done: throw DatabaseError(.misuse, "the transaction is over")
    }
  }

  /// Remembers the first error, after which there is no going on.
  private nonisolated(nonsending) func guarding<Outcome>(
    _ body: () async throws(DatabaseError) -> Outcome
  ) async throws(DatabaseError) -> Outcome {
    do {
      return try await body()
    } catch {
      if case .open = state { state = .failed(error) }
      throw error
    }
  }

  /// Longer than the server's own limit, which is to come first; beyond it the server is not there any more.
  private func patience(for statements: Int) -> Int64 {
    let limit = (options.statementLimit ?? pool.statementLimit).nanoseconds
    return limit * Int64(min(statements, 10)) + 1_000_000_000
  }
}
