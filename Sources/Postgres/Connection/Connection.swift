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
  private let role: Role
  private let stopper: Stopper
  private var machine: Machine

  private var watch: Watch?
  private var interest = Interest.read
  private var timer: (id: TimerID, deadline: Int64)?
  private var lastHeard: Int64
  /// A call of libpq's failed half-way through an exchange; the connection closes when that is sealed.
  private var isBroken = false
  private(set) var isClosed = false
  /// Somebody's patience has run out since the server was last heard: who comes now would only wait in vain.
  private(set) var isStalling = false

  /// Told once, when the connection is over and everybody who waited knows.
  var onClose: ((DatabaseError) -> Void)?

  /// Set while data is copied, which happens outside of the pipeline; who copies reads and writes by itself.
  var isCopying = false
  private var socketWaiter: UnsafeContinuation<Void, Never>?

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
  var depth: Int { machine.depth }

  /// The server has said that this session has no future.
  var isDoomed: Bool { machine.isDoomed }

  // MARK: Asking

  /// Runs one statement. `patience` in nanoseconds.
  func run(_ query: Query, patience: Int64) async throws(DatabaseError) -> Rows {
    let outcome = await exchange(patience) { send(query) }
    guard let rows = try outcome.get().first else {
      throw DatabaseError(.connectionLost, "the server answered nothing")
    }
    return rows
  }

  /// Runs several statements in one go; the first error stops the rest.
  func run(_ queries: [Query], patience: Int64) async throws(DatabaseError) -> [Rows] {
    let outcome = await exchange(patience) {
      for query in queries { send(query) }
    }
    return try outcome.get().all
  }

  /// Sends a statement that nobody waits for; the connection closes if it fails.
  func post(_ query: Query, patience: Int64) {
    guard !isClosed else { return }
    send(query)
    seal(nil, patience: patience, isVital: true)
  }

  /// Tells the server to forget the statements that were given up. Not inside of a transaction, which could have failed.
  func tidy(patience: Int64) {
    guard machine.hasDroppedStatements, !isClosed else { return }
    for statement in machine.takeDroppedStatements() {
      send(.raw("DEALLOCATE \(statement.identifier)"))
      seal(nil, patience: patience)
    }
  }

  private func exchange(_ patience: Int64, _ send: () -> Void) async -> Outcome {
    loop.preconditionCurrent()
    if isClosed { return .failure(DatabaseError(.unavailable, "the connection to the database is closed")) }
    if Task.isCancelled { return .failure(DatabaseError(.cancelled, "cancelled before it was sent")) }
    let ticket = machine.nextTicket
    return await withTaskCancellationHandler {
      // Resumed exactly once: the machine gives a waiter out once, by answer, deadline, abandonment or loss.
      await withUnsafeContinuation { waiter in
        send()
        seal(waiter, patience: patience)
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

  private func seal(_ waiter: Waiter?, patience: Int64, isVital: Bool = false) {
    if machine.depth == 0 { lastHeard = loop.now }
    machine.seal(waiter, deadline: loop.now + patience, isVital: isVital)
    guard !isBroken, wire.synchronize() else { return breakOff() }
    flush()
    armTimer()
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
      if !isAlive || (machine.isQuiet && wire.hearsFarewell()) { breakOff() }
    }
    if !isClosed { flush() }
  }

  private func takeAnswers() {
    while machine.expectsAnswer && !wire.isBusy {
      let ticket = machine.frontTicket
      switch machine.received(nextEvent()) {
      case .none: break
      case .finish(let waiter, let outcome): stopper.finish(ticket, waiter, outcome)
      case .giveUp(let error): return close(error)
      }
    }
    if machine.isDoomed && machine.isQuiet && role == .shared { close(.lost) }
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

  // MARK: Waiting for the socket itself

  /// Parks the task until the socket is ready for one of `interest`, or the connection or the task's own wish to go on
  /// has ended; the caller looks at which.
  func socketReady(for interest: Interest, patience: Int64) async {
    listen(for: interest)
    if isClosed || Task.isCancelled { return }
    let limit = loop.schedule(at: loop.now + patience) { [self] in
      close(DatabaseError(.timeout, "the database did not go on in time"))
    }
    await withTaskCancellationHandler {
      await withUnsafeContinuation { socketWaiter = $0 }
    } onCancel: {
      loop.execute { self.wakeSocketWaiter() }
    }
    loop.cancel(limit)
    // Nobody reads or writes between two waits, so nobody is to be told.
    if isCopying { listen(for: []) }
  }

  private func wakeSocketWaiter() {
    socketWaiter.take()?.resume()
  }

  // MARK: Losing patience

  private func cancel(_ ticket: Int) {
    switch role {
    case .shared: machine.abandon(ticket)?.resume(returning: .failure(DatabaseError(.cancelled, "cancelled")))
    case .leased: if machine.isUnderWay(ticket) { stopper.stop(ticket, on: wire) }
    }
  }

  private func armTimer() {
    guard let deadline = machine.nextDeadline ?? givingUpAt else { return }
    // One that is set too early only looks and sets the next; to move it at every statement would cost more.
    if let timer {
      if timer.deadline <= deadline { return }
      loop.cancel(timer.id)
    }
    let id = loop.schedule(at: deadline) { [self] in
      timer = nil
      checkDeadlines()
    }
    timer = (id, deadline)
  }

  private func checkDeadlines() {
    for waiter in machine.takeOverdue(at: loop.now) {
      isStalling = true
      waiter.resume(returning: .failure(DatabaseError(.timeout, "the database did not answer in time")))
    }
    if let givingUpAt, givingUpAt <= loop.now { return close(.lost) }
    armTimer()
  }

  /// When the server has been silent for so long that it can't be there any more: its own time limits end a statement
  /// well before.
  private var givingUpAt: Int64? {
    guard let deadline = machine.deadline else { return nil }
    return role == .leased ? deadline : max(deadline, lastHeard + Connection.silence)
  }

  /// Nanoseconds without a word after which a shared connection is given up. Longer than a statement's patience, as it
  /// may carry several slow ones in a row.
  private static let silence: Int64 = 2_000_000_000

  // MARK: Closing

  /// Closes a connection that broke. What the server said before is still true, and is heard first.
  private func breakOff() {
    var heard: Int
    repeat {
      heard = machine.frontTicket
      _ = wire.receive()
      takeAnswers()
    } while machine.frontTicket > heard && !isClosed
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

extension DatabaseError {
  static let lost = DatabaseError(.connectionLost, "the connection to the database broke")
}
