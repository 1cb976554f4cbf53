/// Whose is what comes back? A connection sends ahead without waiting; the machine knows what was sent and in which
/// order, and tells from each thing that libpq hands over which waiter is done and how. It does no I/O.
///
/// What is asked is an *exchange*: one statement, or several that belong together. Exchanges are sent in *groups*, each
/// closed by a sync. A sync costs both sides a system call and the server a transaction, so on a shared connection all
/// that was asked in one turn of the loop makes one group. To the server a group is one transaction, yet nobody notices:
/// answers are handed out when all of it is committed, and when a statement fails, and the server has rolled back the
/// others with it, each of them is sent again by itself.
struct ConnectionMachine<Waiter, Part> {
  typealias Queue = ExchangeQueue<Waiter, Part>

  /// What one part of the sent stream is answered by.
  private enum Step {
    case prepare(Statement)
    /// Without a statement: one that is not kept prepared.
    case execute(Statement?)
    /// Nothing: an exchange ends here.
    case seal
    case synchronize
  }

  enum Event {
    case done(Part)
    case failed(DatabaseError)
    /// Not run, since one before it in its group failed.
    case skipped
    /// libpq's NULL: there is no more for this step.
    case ended
    case synchronized
    /// The server wants to copy, which can't be done among other statements.
    case copying
  }

  enum Action {
    case none
    /// A group is over: what it held is to be taken from the queue by `takeFinished`.
    case finish
    /// Nothing sensible can follow; the connection is to be closed.
    case giveUp(DatabaseError)
  }

  /// Who waits for what.
  var queue = Queue()
  private var steps = Ring<Step>(capacity: 64)
  private var cache: StatementCache
  /// Whether the step in front has had its answer and only waits for its end.
  private var isAnswered = false
  /// How many exchanges are sealed since the last sync was sent.
  private(set) var gatheredCount = 0
  /// The server has said that this session has no future: nothing more is to be sent.
  private(set) var isDoomed = false

  init(statementCapacity: Int) {
    cache = StatementCache(capacity: statementCapacity)
  }

  var statementCount: Int { cache.count }

  // MARK: Sending

  /// How a query is to be sent.
  enum Plan {
    case prepareAndExecute(Statement)
    case execute(Statement)
    case unprepared
  }

  /// Takes note that a query is sent now, as part of the exchange that is next sealed.
  mutating func send(_ query: Query) -> Plan {
    guard query.isConstant, !cache.isOff else {
      steps.append(.execute(nil))
      return .unprepared
    }
    let statement = cache.statement(for: query)
    guard statement.state == .new else {
      steps.append(.execute(statement))
      return .execute(statement)
    }
    statement.state = .sent
    steps.append(.prepare(statement))
    steps.append(.execute(statement))
    return .prepareAndExecute(statement)
  }

  /// Takes note that an exchange is whole. With its `query` it may share a group with others.
  mutating func seal(_ waiter: Waiter?, again query: Query? = nil, deadline: Int64, isVital: Bool = false) {
    queue.add(waiter, again: query, deadline: deadline, isVital: isVital)
    sealed()
  }

  /// As `seal`, for one that was taken back and is sent again.
  mutating func sealAgain(_ exchange: Queue.Entry) {
    queue.addAgain(exchange)
    sealed()
  }

  private mutating func sealed() {
    steps.append(.seal)
    gatheredCount += 1
  }

  /// Takes note that a sync is sent, which closes the group.
  mutating func closeGroup() {
    steps.append(.synchronize)
    gatheredCount = 0
  }

  /// Statements the server is to be told to forget, before anything else is sent.
  mutating func takeDroppedStatements() -> [Statement] { cache.takeDropped() }
  var hasDroppedStatements: Bool { !cache.dropped.isEmpty }

  // MARK: Receiving

  /// Whether something is still to come.
  var expectsAnswer: Bool { !steps.isEmpty }

  /// The text of the statement that the next answer is for, for reports.
  var currentSQL: String? {
    switch steps.first {
    case .prepare(let statement), .execute(let statement?): statement.sql
    default: nil
    }
  }

  mutating func received(_ event: Event) -> Action {
    switch event {
    case .ended: return ended()
    case .synchronized: return synchronized()
    case .copying: return .giveUp(DatabaseError(.misuse, "COPY is for Transaction.copy"))
    case .done(let part): done(part)
    case .failed(let error): failed(error)
    case .skipped: skipped()
    }
    isAnswered = true
    return .none
  }

  private mutating func done(_ part: Part) {
    switch steps.first {
    case .prepare(let statement): statement.state = .ready
    case .execute: queue.keep(part)
    // An answer to nothing: not ours to keep.
    case .seal, .synchronize, nil: break
    }
  }

  private mutating func failed(_ error: DatabaseError) {
    if error.state?.endsSession == true { isDoomed = true }
    switch steps.first {
    case .prepare(let statement):
      statement.state = .failed(error)
      cache.forget(statement)
      queue.failCurrent(error)
    case .execute(let statement?): queue.failCurrent(reason(error, statement))
    case .execute(nil), .seal, nil: queue.failCurrent(error)
    case .synchronize: queue.failCommit(error)
    }
  }

  /// Why an execution really failed, and what that says of its prepared statement.
  private mutating func reason(_ error: DatabaseError, _ statement: Statement) -> DatabaseError {
    switch error.state {
    case .invalidStatementName:
      cache.forget(statement)
      if case .failed(let reason) = statement.state { return reason }
    // A table has changed under the plan; the next use prepares anew.
    case .featureNotSupported: cache.drop(statement)
    default: break
    }
    return error
  }

  private mutating func skipped() {
    guard case .prepare(let statement) = steps.first else { return }
    statement.state = .failed(DatabaseError(.refused, "a statement sent before this one failed"))
    cache.forget(statement)
  }

  private mutating func ended() -> Action {
    // libpq says so without an answer only where it has no connection any more.
    guard isAnswered else { return .giveUp(.lost) }
    isAnswered = false
    // After a failed commit the sync itself is still to come.
    if case .synchronize = steps.first { return .none }
    _ = steps.popFirst()
    if case .seal = steps.first {
      _ = steps.popFirst()
      queue.moveOn()
    }
    return .none
  }

  private mutating func synchronized() -> Action {
    guard case .synchronize = steps.first else {
      return .giveUp(DatabaseError(.connectionLost, "the server answered something that was not asked"))
    }
    _ = steps.popFirst()
    isAnswered = false
    return queue.endGroup().map { .giveUp($0) } ?? .finish
  }

  /// The connection is gone: hands out all that waited, with what failed before where something had.
  mutating func takeAll() -> [(Waiter, DatabaseError?)] {
    steps = Ring()
    (isAnswered, gatheredCount) = (false, 0)
    return queue.takeAll()
  }
}
