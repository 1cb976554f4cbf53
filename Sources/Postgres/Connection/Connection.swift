internal import Reactor

/// One open connection: sends what the machine plans, reads what comes, wakes who waited. Belongs to its loop.
///
/// `@unchecked Sendable` holds because everything in it is touched on the loop's own thread alone; whoever comes from
/// elsewhere goes through `loop.execute`.
final class Connection: Watcher, @unchecked Sendable {
  typealias Machine = ConnectionMachine<Waiter, Rows>
  typealias Waiter = UnsafeContinuation<Outcome, Never>
  typealias Outcome = Result<Answers<Rows>, DatabaseError>

  enum Role {
    /// Carries the statements of many tasks; one that loses patience leaves its answer behind.
    case shared
    /// Carries one task's transaction; a cancelled statement is stopped at the server.
    case leased
  }

  let loop: EventLoop
  let wire: Wire
  let role: Role
  let stopper: Stopper
  var machine: Machine

  private var watch: Watch?
  private var interest = Interest.read
  var timer: (id: TimerID, deadline: Int64)?
  var lastHeard: Int64
  /// A call of libpq's failed; nothing more is to be sent, and the connection closes as soon as it can.
  private var isBroken = false
  private(set) var isClosed = false
  /// Somebody's patience has run out since the server was last heard: who comes now would only wait in vain.
  var isStalling = false

  /// Told once, when the connection is over and everybody who waited knows.
  var onClose: ((DatabaseError) -> Void)?

  /// Set while data is copied, which happens outside of the pipeline; who copies reads and writes by itself.
  var isCopying = false
  var socketWaiter: UnsafeContinuation<Void, Never>?

  /// Takes over a wire that is connected.
  init(_ wire: Wire, role: Role, loop: EventLoop, pool: BlockingPool, statementCapacity: Int) {
    self.wire = wire
    self.role = role
    self.loop = loop
    stopper = Stopper(loop: loop, pool: pool)
    machine = Machine(statementCapacity: statementCapacity)
    lastHeard = loop.now
  }

  /// Begins to listen; false when the wire is of no use.
  func open() -> Bool {
    guard wire.enterPipeline() else { return false }
    do {
      watch = try loop.watch(wire.socket, interest, self)
      return true
    } catch {
      return false
    }
  }

  /// How many exchanges are under way.
  var depth: Int { machine.queue.count }

  /// The server has said that this session has no future.
  var isDoomed: Bool { machine.isDoomed }

  // MARK: Asking

  /// Runs one statement. `patience` in nanoseconds.
  nonisolated(nonsending) func run(_ query: Query, patience: Int64) async throws(DatabaseError) -> Rows {
    try query.checkSize()
    let outcome = await exchange(patience, again: role == .shared ? query : nil) { send(query) }
    guard let rows = try outcome.get().first else {
      throw DatabaseError(.connectionLost, "the server answered nothing")
    }
    return rows
  }

  /// Runs several statements in one go; the first error stops the rest.
  nonisolated(nonsending) func run(_ queries: [Query], patience: Int64) async throws(DatabaseError) -> [Rows] {
    for query in queries { try query.checkSize() }
    let outcome = await exchange(patience) {
      for query in queries { send(query) }
    }
    return try outcome.get().all
  }

  /// Sends a statement that nobody waits for; the connection closes if it fails.
  func post(_ query: Query, patience: Int64) {
    guard !isClosed else { return }
    closeGroup()
    send(query)
    machine.seal(nil, deadline: loop.now + patience, isVital: true)
    setTimer(at: loop.now + patience)
    closeGroup()
  }

  /// Tells the server to forget the statements that were given up. Not inside of a transaction, which could have failed.
  func tidy(patience: Int64) {
    guard machine.hasDroppedStatements, !isClosed else { return }
    closeGroup()
    for statement in machine.takeDroppedStatements() {
      send(.raw("DEALLOCATE \(statement.identifier)"))
      machine.seal(nil, deadline: loop.now + patience)
      closeGroup()
    }
  }

  private nonisolated(nonsending) func exchange(_ patience: Int64, again query: Query? = nil, _ send: () -> Void) async
    -> Outcome
  {
    loop.preconditionCurrent()
    if isClosed { return .failure(DatabaseError(.unavailable, "the connection to the database is closed")) }
    if Task.isCancelled { return .failure(DatabaseError(.cancelled, "cancelled before it was sent")) }
    let ticket = machine.queue.nextTicket
    return await withTaskCancellationHandler {
      // Resumed exactly once: the machine gives a waiter out once, by answer, deadline, abandonment or loss.
      await withUnsafeContinuation { waiter in
        send()
        seal(waiter, again: query, patience: patience)
      }
    } onCancel: {
      loop.execute { self.cancel(ticket) }
    }
  }

  private func send(_ query: Query) {
    if isBroken { return }
    let isSent =
      switch machine.send(query) {
      case .prepareAndExecute(let statement): wire.prepare(statement) && wire.execute(statement, with: query)
      case .execute(let statement): wire.execute(statement, with: query)
      case .unprepared: wire.execute(query)
      }
    if !isSent { isBroken = true }
  }

  private func seal(_ waiter: Waiter, again query: Query?, patience: Int64) {
    if machine.queue.isEmpty { lastHeard = loop.now }
    let deadline = loop.now + patience
    machine.seal(waiter, again: query, deadline: deadline)
    setTimer(at: deadline)
    if role == .leased || machine.gatheredCount >= Connection.groupLimit { return closeGroup() }
    // The first of a turn closes the group for all that come after it.
    if machine.gatheredCount == 1 { loop.atTurnEnd { [self] in closeGroup() } }
  }

  /// How many statements share a sync at most: enough that the sync costs next to nothing, few enough that one slow
  /// statement does not keep many answers back.
  private static let groupLimit = 32

  private func closeGroup() {
    guard machine.gatheredCount > 0, !isClosed else { return }
    machine.closeGroup()
    guard !isBroken, wire.synchronize() else { return breakOff() }
    flush()
  }

  /// What was taken back with another's error runs by itself, in the order it was asked for.
  private func sendAgain(_ exchanges: [Machine.Queue.Entry]) {
    closeGroup()
    for exchange in exchanges {
      guard let query = exchange.query, !isClosed, !isBroken else {
        exchange.waiter?.resume(returning: .failure(.lost))
        continue
      }
      send(query)
      machine.sealAgain(exchange)
      closeGroup()
    }
  }

  // MARK: Reading and writing

  func ready(_ readiness: Readiness) {
    if isCopying {
      // With nobody waiting nothing is listened for, so this can only be the server hanging up.
      return socketWaiter == nil ? close(.lost) : wakeSocketWaiter()
    }
    if readiness != .write {
      let isAlive = wire.receive()
      lastHeard = loop.now
      isStalling = false
      takeAnswers()
      if !isAlive || (machine.queue.isEmpty && wire.hearsFarewell()) { breakOff() }
    }
    if !isClosed { flush() }
  }

  private func takeAnswers() {
    while machine.expectsAnswer && !wire.isBusy {
      switch machine.received(nextEvent()) {
      case .none: break
      case .finish: finishGroup()
      case .giveUp(let error): return close(error)
      }
    }
    guard role == .shared, machine.queue.isEmpty, !isClosed else { return }
    if machine.isDoomed { close(.lost) }
    // Somebody's BEGIN would swallow everybody's statements from here on.
    if wire.isInTransaction { close(DatabaseError(.misuse, "a transaction was begun on a shared connection")) }
  }

  private func finishGroup() {
    var takenBack: [Machine.Queue.Entry] = []
    while let ending = machine.queue.takeFinished() {
      switch ending {
      case .finished(let exchange):
        if let waiter = exchange.waiter { stopper.finish(exchange.ticket, waiter, exchange.outcome) }
      case .takenBack(let exchange): takenBack.append(exchange)
      }
    }
    if !takenBack.isEmpty { sendAgain(takenBack) }
  }

  private func nextEvent() -> Machine.Event {
    guard let answer = wire.next() else { return .ended }
    return switch answer.status {
    case .done: .done(Rows(answer: answer))
    case .skipped: .skipped
    case .synchronized: .synchronized
    case .copyIn, .copyOut: .copying
    case .failed: .failed(answer.error(in: machine.currentSQL))
    }
  }

  private func flush() {
    switch wire.flush() {
    case .done: listen(for: .read)
    case .pending: listen(for: [.read, .write])
    case .failed: breakOff()
    }
  }

  func listen(for interest: Interest) {
    guard interest != self.interest, let watch else { return }
    do {
      try loop.change(watch, to: interest)
      self.interest = interest
    } catch {
      close(.lost)
    }
  }

  // MARK: Closing

  /// Closes a connection that broke. What the server said before is still true, and is heard first.
  private func breakOff() {
    isBroken = true
    var depth: Int
    repeat {
      depth = machine.queue.count
      _ = wire.receive()
      takeAnswers()
    } while machine.queue.count < depth && !isClosed
    close(.lost)
  }

  /// Closes at once. Those who wait are told `reason`, or what failed before.
  func close(_ reason: DatabaseError) {
    guard !isClosed else { return }
    isClosed = true
    if let timer { loop.cancel(timer.id) }
    if let watch { loop.unwatch(watch) }
    wire.close()
    for (waiter, failure) in machine.takeAll() { waiter.resume(returning: .failure(failure ?? reason)) }
    stopper.release()
    wakeSocketWaiter()
    onClose.take()?(reason)
  }
}
