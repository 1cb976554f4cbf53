internal import Reactor

/// One loop's connections. Does what the machine decides.
final class Pool {
  private let loop: EventLoop
  private let blocking: BlockingPool
  private let settings: DatabaseSettings
  private let chance: () -> Double
  private let report: (DatabaseEvent) -> Void
  private var machine: PoolMachine
  private var connectors: [Int: Connector] = [:]
  private var connections: [Int: Connection] = [:]
  /// The shared ones that stand, which is nearly always all there are.
  private var shared: [Connection] = []
  private var waiting: [Int: UnsafeContinuation<Result<Lease, DatabaseError>, Never>] = [:]
  private var nextRequest = 0
  private var timer: (id: TimerID, deadline: Int64)?
  private let queryPatience: Int64

  var statementLimit: Duration { settings.statementLimit }

  init(
    _ settings: DatabaseSettings, loop: EventLoop, blocking: BlockingPool, chance: @escaping () -> Double,
    report: @escaping (DatabaseEvent) -> Void
  ) {
    self.settings = settings
    self.loop = loop
    self.blocking = blocking
    self.chance = chance
    self.report = report
    // The server's own limit is to come first; this is for a server that does not answer at all.
    queryPatience = settings.queryLimit.nanoseconds + settings.queryLimit.nanoseconds / 8
    machine = PoolMachine(
      PoolMachine.Limits(
        shared: max(1, settings.sharedConnections), leased: max(1, settings.transactionConnections),
        waiting: settings.waitingLimit, patience: settings.patience.nanoseconds,
        idle: settings.idleLimit.nanoseconds))
  }

  func open() {
    act(machine.open(at: loop.now))
  }

  func close() {
    act(machine.close())
    if let timer = timer.take() { loop.cancel(timer.id) }
  }

  // MARK: Asking

  /// Runs one statement on a shared connection.
  nonisolated(nonsending) func run(_ query: Query) async throws(DatabaseError) -> Rows {
    let connection = try await sharedConnection()
    connection.tidy(patience: queryPatience)
    return try await connection.run(query, patience: queryPatience)
  }

  private nonisolated(nonsending) func sharedConnection() async throws(DatabaseError) -> Connection {
    var best: Connection?
    for connection in shared where !connection.isStalling && !connection.isDoomed {
      if connection.depth < best?.depth ?? .max { best = connection }
    }
    if let best {
      guard best.depth < settings.pipelineLimit else {
        throw DatabaseError(.busy, "too many statements wait for the database")
      }
      return best
    }
    if !shared.isEmpty { throw DatabaseError(.unavailable, "the database does not answer") }
    return try await request { machine, id, now in machine.wantShared(id, at: now) }.connection
  }

  /// A connection for one task alone; to be given back.
  nonisolated(nonsending) func lease() async throws(DatabaseError) -> Lease {
    try await request { machine, id, now in machine.wantLease(id, at: now) }
  }

  /// A lease comes back. What is not quiet, or has no future, is closed.
  func giveBack(_ lease: Lease) {
    let connection = lease.connection
    if connection.isClosed { return }
    // Nothing but the rollback may be under way.
    if connection.isDoomed || connection.isCopying || connection.depth > 1 { return connection.close(.lost) }
    connection.tidy(patience: settings.statementLimit.nanoseconds)
    act(machine.returned(lease.slot, at: loop.now))
  }

  private nonisolated(nonsending) func request(
    _ ask: (inout PoolMachine, Int, Int64) -> [PoolMachine.Action]
  ) async throws(DatabaseError) -> Lease {
    if Task.isCancelled { throw DatabaseError(.cancelled, "cancelled before there was a connection") }
    nextRequest += 1
    let id = nextRequest
    let confined = Confined(self, to: loop)
    let result = await withTaskCancellationHandler {
      // Resumed exactly once: whoever resumes it takes it out of `waiting` first.
      await withUnsafeContinuation { continuation in
        waiting[id] = continuation
        act(ask(&machine, id, loop.now))
      }
    } onCancel: {
      confined.loop.execute { confined.value.forget(id) }
    }
    return try result.get()
  }

  private func forget(_ id: Int) {
    guard machine.forget(id) else { return }
    answer(id, .failure(DatabaseError(.cancelled, "cancelled before there was a connection")))
  }

  private func answer(_ id: Int, _ result: Result<Lease, DatabaseError>) {
    waiting.removeValue(forKey: id)?.resume(returning: result)
  }

  // MARK: Doing

  private func act(_ actions: [PoolMachine.Action]) {
    for action in actions {
      switch action {
      case .connect(let slot): connect(slot)
      case .close(let slot): close(slot)
      case .serve(let id, let slot): serve(id, slot)
      case .refuse(let id, let refusal): answer(id, .failure(error(for: refusal)))
      }
    }
    setTimer()
  }

  private func serve(_ id: Int, _ slot: Int) {
    guard let connection = connections[slot] else { preconditionFailure("a slot in service has a connection") }
    answer(id, .success(Lease(slot: slot, connection: connection)))
  }

  private func connect(_ slot: Int) {
    let connector = Connector(
      to: settings.address, limit: settings.connectLimit.nanoseconds, loop: loop, pool: blocking
    ) { [self] result in
      connectors[slot] = nil
      switch result {
      case .success(let wire): stand(wire, in: slot)
      case .failure(let error): failed(slot, error)
      }
    }
    connectors[slot] = connector
    connector.start()
  }

  private func stand(_ wire: Wire, in slot: Int) {
    let role: Connection.Role = machine.kind(of: slot) == .shared ? .shared : .leased
    let connection = Connection(
      wire, role: role, loop: loop, pool: blocking, statementCapacity: settings.statementCapacity)
    guard connection.open() else {
      wire.close()
      return failed(slot, .lost)
    }
    connections[slot] = connection
    if role == .shared { shared.append(connection) }
    connection.onClose = { [self] reason in lost(slot, reason) }
    connection.post(
      settings.session(for: role), patience: role == .shared ? queryPatience : settings.statementLimit.nanoseconds)
    report(.connected)
    if !connection.isClosed { act(machine.connected(slot, at: loop.now)) }
  }

  private func failed(_ slot: Int, _ error: DatabaseError) {
    report(.unreachable(error.message))
    act(machine.failed(slot, at: loop.now, chance: chance()))
  }

  private func lost(_ slot: Int, _ reason: DatabaseError) {
    let connection = connections.removeValue(forKey: slot)
    shared.removeAll { $0 === connection }
    report(.lost(reason.message))
    act(machine.lost(slot, at: loop.now, chance: chance()))
  }

  private func close(_ slot: Int) {
    connectors.removeValue(forKey: slot)?.cancel()
    guard let connection = connections.removeValue(forKey: slot) else { return }
    shared.removeAll { $0 === connection }
    connection.onClose = nil
    connection.close(error(for: .closed))
  }

  private func error(for refusal: PoolMachine.Refusal) -> DatabaseError {
    switch refusal {
    case .away: DatabaseError(.unavailable, "the database is away")
    case .busy: DatabaseError(.busy, "too many transactions wait for the database")
    case .closed: DatabaseError(.unavailable, "the database is closed")
    }
  }

  private func setTimer() {
    guard let deadline = machine.nextDeadline else { return }
    // One that is set too early only looks and sets the next; to move it at every lease would cost more.
    if let timer {
      if timer.deadline <= deadline { return }
      loop.cancel(timer.id)
    }
    let id = loop.schedule(at: deadline) { [self] in
      timer = nil
      act(machine.timePassed(at: loop.now))
    }
    timer = (id, deadline)
  }
}

/// A connection that is somebody's own until it is given back.
struct Lease {
  let slot: Int
  let connection: Connection
}

extension DatabaseSettings {
  /// What a new session is told first. `set_config` and not the address's `options`, which poolers do not pass on.
  ///
  /// Everything is asked for by index, even where a table is still so small that to walk through it is quicker: a plan is
  /// kept, and goes on walking when the table has grown.
  func session(for role: Connection.Role) -> Query {
    let statement = role == .shared ? queryLimit : statementLimit
    return """
      SELECT set_config('statement_timeout', \(statement.wholeMilliseconds), false), \
      set_config('lock_timeout', \(lockLimit.wholeMilliseconds), false), \
      set_config('idle_in_transaction_session_timeout', \(idleTransactionLimit.wholeMilliseconds), false), \
      set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false), \
      set_config('TimeZone', 'UTC', false), set_config('client_min_messages', 'error', false)
      """
  }
}

extension Duration {
  /// As the server's settings take it; at least 1, as 0 would mean no limit.
  var wholeMilliseconds: String { "\(max(1, nanoseconds / 1_000_000))" }
}
