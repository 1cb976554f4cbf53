/// Whose is what comes back? A connection sends ahead without waiting; the machine knows what was sent and in which
/// order, and tells from each thing that libpq hands over which waiter is done and how. It does no I/O.
///
/// What is sent goes in *exchanges*: one statement, or several that belong together, closed by a sync. An error ends
/// its own exchange and no other.
struct ConnectionMachine<Waiter, Part> {
  /// What one part of the sent stream is answered by.
  private enum Step {
    case prepare(Statement)
    /// Without a statement: one that is not kept prepared.
    case execute(Statement?)
    case synchronize
  }

  private struct Exchange {
    /// Nil where nobody waits, or no longer.
    var waiter: Waiter?
    var answers = Answers<Part>()
    var failure: DatabaseError?
    let deadline: Int64
    /// Whether the connection is of no use when this fails, as after a ROLLBACK that did not happen.
    let isVital: Bool
  }

  enum Event {
    case done(Part)
    case failed(DatabaseError)
    /// Not run, since one before it in its exchange failed.
    case skipped
    /// libpq's NULL: there is no more for this step.
    case ended
    case synchronized
    /// The server wants to copy, which can't be done among other statements.
    case copying
  }

  enum Action {
    case none
    case finish(Waiter, Result<Answers<Part>, DatabaseError>)
    /// Nothing sensible can follow; the connection is to be closed.
    case giveUp(DatabaseError)
  }

  private var steps = Ring<Step>(capacity: 64)
  private var exchanges = Ring<Exchange>(capacity: 32)
  private var cache: StatementCache
  /// Whether the step in front has had its answer and only waits for its end.
  private var isAnswered = false
  /// The ticket of the exchange in front.
  private(set) var frontTicket = 0
  /// The server has said that this session has no future: nothing more is to be sent.
  private(set) var isDoomed = false

  init(statementCapacity: Int) {
    cache = StatementCache(capacity: statementCapacity)
  }

  // MARK: Sending

  /// How many exchanges are under way.
  var depth: Int { exchanges.count }
  var isQuiet: Bool { exchanges.isEmpty }
  var statementCount: Int { cache.count }

  /// Names the exchange that will be sealed next.
  var nextTicket: Int { frontTicket + exchanges.count }

  /// How a query is to be sent.
  enum Plan {
    case prepareAndExecute(Statement)
    case execute(Statement)
    case unprepared
  }

  /// Takes note that a query is sent now, as part of the exchange that is next sealed.
  mutating func send(_ query: Query) -> Plan {
    guard query.isConstant else {
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

  /// Takes note that the exchange ends with a sync here.
  mutating func seal(_ waiter: Waiter?, deadline: Int64, isVital: Bool = false) {
    steps.append(.synchronize)
    exchanges.append(Exchange(waiter: waiter, deadline: deadline, isVital: isVital))
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
    case .copying: return .giveUp(DatabaseError(.misuse, "COPY is for copyIn and copyOut"))
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
    case .execute: exchanges.update(0) { $0.answers.append(part) }
    // A report without a question: not ours to keep.
    case .synchronize, nil: break
    }
  }

  private mutating func failed(_ error: DatabaseError) {
    var error = error
    switch steps.first {
    case .prepare(let statement):
      statement.state = .failed(error)
      cache.forget(statement)
    case .execute(let statement?):
      error = reason(error, statement)
    // Between statements and their sync: the commit itself failed.
    case .execute(nil), .synchronize, nil: break
    }
    if error.state?.endsSession == true { isDoomed = true }
    if exchanges.isEmpty { return }
    exchanges.update(0) { $0.failure = $0.failure ?? error }
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
    return .none
  }

  private mutating func synchronized() -> Action {
    guard case .synchronize = steps.first, let exchange = exchanges.popFirst() else {
      return .giveUp(DatabaseError(.connectionLost, "the server answered something that was not asked"))
    }
    _ = steps.popFirst()
    isAnswered = false
    frontTicket += 1
    if exchange.isVital, let failure = exchange.failure { return .giveUp(failure) }
    guard let waiter = exchange.waiter else { return .none }
    return .finish(waiter, exchange.failure.map { .failure($0) } ?? .success(exchange.answers))
  }

  // MARK: Not waiting any longer

  /// Whether that exchange is still under way.
  func isUnderWay(_ ticket: Int) -> Bool {
    ticket >= frontTicket && ticket < nextTicket
  }

  /// Takes the waiter from an exchange; its answers will be dropped when they come.
  mutating func abandon(_ ticket: Int) -> Waiter? {
    guard isUnderWay(ticket) else { return nil }
    return takeWaiter(at: ticket - frontTicket)
  }

  /// When the exchange that has been under way for longest should have been answered.
  var deadline: Int64? { exchanges.first?.deadline }

  /// When the next waiter's patience ends. Deadlines grow from front to back.
  var nextDeadline: Int64? {
    for index in 0..<exchanges.count where exchanges[index].waiter != nil { return exchanges[index].deadline }
    return nil
  }

  /// Takes all waiters whose deadline has come.
  mutating func takeOverdue(at now: Int64) -> [Waiter] {
    var overdue: [Waiter] = []
    for index in 0..<exchanges.count {
      if exchanges[index].deadline > now { break }
      if let waiter = takeWaiter(at: index) { overdue.append(waiter) }
    }
    return overdue
  }

  private mutating func takeWaiter(at index: Int) -> Waiter? {
    var waiter: Waiter?
    exchanges.update(index) { waiter = $0.waiter.take() }
    return waiter
  }

  /// The connection is gone: hands out all that waited, with what failed before where something had.
  mutating func takeAll() -> [(Waiter, DatabaseError?)] {
    var all: [(Waiter, DatabaseError?)] = []
    while let exchange = exchanges.popFirst() {
      frontTicket += 1
      if let waiter = exchange.waiter { all.append((waiter, exchange.failure)) }
    }
    steps = Ring()
    isAnswered = false
    return all
  }
}

/// What the statements of one exchange answered, in order. The first one stands by itself: most have no other.
struct Answers<Part> {
  private(set) var first: Part?
  private var others: [Part] = []

  mutating func append(_ part: Part) {
    if first == nil { first = part } else { others.append(part) }
  }

  var all: [Part] {
    guard let first else { return [] }
    return [first] + others
  }
}

extension Answers: Sendable where Part: Sendable {}
