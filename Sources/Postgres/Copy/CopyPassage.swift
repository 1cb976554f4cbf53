internal import Reactor

/// A connection's way out of the pipeline for the length of one COPY, and back.
final class CopyPassage {
  private let connection: Connection
  private let patience: Int64
  private var wire: Wire { connection.wire }

  init(_ connection: Connection, patience: Int64) {
    self.connection = connection
    self.patience = patience
  }

  /// Sends the COPY statement and waits until the server is ready to copy, the way that is wanted.
  func begin(_ statement: Query, _ direction: Answer.Status) async throws(DatabaseError) {
    guard statement.parameterCount == 0 else {
      throw DatabaseError(.misuse, "COPY takes no values: the server does not bind any there")
    }
    guard connection.depth == 0, wire.leavePipeline() else {
      throw DatabaseError(.misuse, "COPY begins only when nothing else is under way")
    }
    connection.isCopying = true
    guard wire.send(simple: statement.sql) else { throw broken() }
    try await flush()
    guard let answer = try await nextAnswer() else { throw broken() }
    if answer.status == direction { return }
    if answer.status != .failed { throw broken(DatabaseError(.misuse, "the statement is not such a COPY")) }
    let error = answer.error(in: statement.isConstant ? statement.sql : nil)
    try await leave()
    throw error
  }

  /// Waits for the server's last word, which says how many rows it were, and goes back into the pipeline.
  func finish() async throws(DatabaseError) -> Int {
    var count = 0
    var failure: DatabaseError?
    while let answer = try await nextAnswer() {
      switch answer.status {
      case .done: count = answer.touchedCount
      case .failed: failure = failure ?? answer.error(in: nil)
      default: throw broken()
      }
    }
    try await leave()
    if let failure { throw failure }
    return count
  }

  private func leave() async throws(DatabaseError) {
    while try await nextAnswer() != nil {}
    guard wire.enterPipeline() else { throw broken() }
    connection.isCopying = false
    connection.listen(for: .read)
  }

  /// Writes out what libpq holds. Waiting here is what holds back a writer that is faster than the server.
  func flush() async throws(DatabaseError) {
    while true {
      switch wire.flush() {
      case .done: return
      case .failed: throw broken()
      case .pending:
        try await wait(for: [.read, .write])
        // The server may have something to say before it reads on.
        guard wire.receive() else { throw broken() }
      }
    }
  }

  private func nextAnswer() async throws(DatabaseError) -> Answer? {
    while wire.isBusy { try await receive() }
    return wire.next()
  }

  func receive() async throws(DatabaseError) {
    try await wait(for: .read)
    guard wire.receive() else { throw broken() }
  }

  private func wait(for interest: Interest) async throws(DatabaseError) {
    // In the middle of a copy there is no way back but to close.
    if Task.isCancelled { throw broken(DatabaseError(.cancelled, "cancelled while it copied")) }
    await connection.socketReady(for: interest, patience: patience)
    if connection.isClosed { throw .lost }
  }

  /// Closes the connection: nobody knows what would come next on it.
  @discardableResult
  func broken(_ reason: DatabaseError = .lost) -> DatabaseError {
    connection.close(reason)
    return reason
  }
}
