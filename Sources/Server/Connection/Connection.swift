internal import Glibc
internal import HTTP
internal import Log
internal import Reactor

/// One client's connection: moves bytes between its socket and its `Conversation`, and hands requests to be answered.
/// Touched by its loop's own thread alone.
///
/// While nothing happens it owns no buffer: what comes and goes passes through the worker's.
final class Connection: Watcher {
  let worker: Worker
  let peer: Peer
  let isTurnedAway: Bool
  private(set) var slot = 0

  let transport: Transport
  var phase: Phase
  private var watch: Watch?
  var outbox = Outbox()
  /// Told by edge: the socket may hold bytes, an end or an error that were not met yet.
  var mayRead = false
  /// The kernel has seen the peer's end, perhaps behind bytes that were not read yet.
  var endIsComing = false
  private var isPaused = false
  /// An answer that was made while the one before it was still being sent.
  var afterSending: ((Connection) -> Void)?

  private var timer: (id: TimerID, deadline: Int64)?
  /// Until when the present phase may last, or what the conversation waits for may come.
  var waitDeadline: Int64
  var sendingSince: Int64 = 0

  var conversation: Conversation
  /// The request whose answer is being made by a task.
  var exchange: Exchange?
  var exchangeDeadline: Int64 = 0
  var task: Task<Void, Never>?
  var exchangeCount = 0
  /// What follows the output, for an answer whose body is a file.
  var fileToSend: File?

  /// For the first request of a connection that came just before a drain, in nanoseconds.
  private static let freshTime: Int64 = 500_000_000

  enum Phase {
    /// TLS is being agreed on. Becomes `talking` or `closed`.
    case handshaking
    /// Requests and answers. Becomes `lingering` or `closed`.
    case talking
    /// All is said; what the client still sends is thrown away, so that it gets to read the end. Becomes `closed`.
    case lingering
    case closed
  }

  private init(_ transport: Transport, _ peer: Peer, _ worker: Worker, isTurnedAway: Bool) {
    self.transport = transport
    self.peer = peer
    self.worker = worker
    self.isTurnedAway = isTurnedAway
    let limits = worker.parts.limits
    phase = isTurnedAway ? .lingering : transport.tls == nil ? .talking : .handshaking
    waitDeadline = worker.loop.now + (isTurnedAway ? limits.http.lingerTime : limits.handshakeTime)
    conversation = Conversation(
      limits: limits.http, scheme: transport.tls == nil ? .http : .https, now: worker.loop.now)
  }

  /// Takes over a connected socket.
  static func begin(_ descriptor: Int32, _ peer: Peer, _ worker: Worker) {
    var session: TLSSession?
    if let context = worker.parts.tls {
      session = context.session(over: descriptor)
      guard session != nil else {
        Glibc.close(descriptor)
        worker.counters.closed()
        return worker.parts.census.leave(peer.address, isCounted: peer.isCounted)
      }
    }
    let transport = Transport(descriptor: descriptor, tls: session)
    Connection(transport, peer, worker, isTurnedAway: false).enter()
  }

  /// Takes over a connected socket to say that there is no room.
  static func turnAway(_ descriptor: Int32, _ peer: Peer, _ worker: Worker) {
    let transport = Transport(descriptor: descriptor, tls: nil)
    let connection = Connection(transport, peer, worker, isTurnedAway: true)
    connection.enter()
    guard connection.phase != .closed else { return }
    let response = NoRoom.response(
      id: worker.nextID(), date: worker.date, isSecure: worker.parts.configuration.sendsTransportSecurity ?? false)
    _ = response.withUnsafeBytes { transport.write($0, hasMore: false) }
    transport.endWriting()
  }

  private func enter() {
    slot = worker.add(self)
    do {
      watch = try worker.loop.watch(transport.descriptor, [.read, .write, .edge], self)
    } catch {
      worker.parts.log.error("cannot watch a connection", ["error": .error(error)])
      close()
    }
  }

  // MARK: What happens

  func ready(_ readiness: Readiness) {
    if readiness.contains(.read) { mayRead = true }
    if readiness.contains(.peerClosed) { endIsComing = true }
    go()
  }

  /// Finishes what is under way, then closes. A client that has just come and said nothing yet gets a moment for it.
  func drain() {
    // Who has begun a request is told in its answer that it is the last; that must not be put off.
    guard exchangeCount == 0, !conversation.isMidRequest else { return drainNow() }
    worker.loop.schedule(at: worker.loop.now + Connection.freshTime) { [self] in drainNow() }
  }

  private func drainNow() {
    if phase == .handshaking { return close() }
    // A request may lie in the socket already.
    mayRead = true
    go()
    conversation.drain()
    go()
  }

  /// Goes on with whatever can be gone on with.
  func go() {
    switch phase {
    case .handshaking: shakeHands()
    case .talking: talk()
    case .lingering: readDry()
    case .closed: return
    }
    setTimer()
  }

  func goOnNextTurn() {
    guard !isPaused else { return }
    isPaused = true
    // By the inbox, which is looked at between two looks at the descriptors.
    let here = Confined(self, to: worker.loop)
    worker.loop.execute {
      here.value.isPaused = false
      here.value.go()
    }
  }

  // MARK: Phases

  private func shakeHands() {
    switch transport.tls?.shakeHands() {
    case .done, nil:
      phase = .talking
      mayRead = true
      talk()
    case .unfinished: break
    case .failed: close()
    }
  }

  // MARK: Ending

  func end() {
    guard conversation.lingers, !endIsComing else {
      transport.tls?.sayGoodbye()
      return close()
    }
    transport.endWriting()
    phase = .lingering
    waitDeadline = worker.loop.now + worker.parts.limits.http.lingerTime
    readDry()
  }

  private func readDry() {
    for _ in 0..<Connection.readsPerTurn where mayRead {
      // Below TLS: nobody reads what is thrown away.
      switch Transport(descriptor: transport.descriptor, tls: nil).read(into: worker.input) {
      case .bytes: continue
      case .empty: mayRead = false
      case .end, .failed: return close()
      }
    }
    if mayRead { goOnNextTurn() }
  }

  func close() {
    guard phase != .closed else { return }
    phase = .closed
    task?.cancel()
    task = nil
    exchange = nil
    afterSending = nil
    if let timer { worker.loop.cancel(timer.id) }
    timer = nil
    if let watch { worker.loop.unwatch(watch) }
    Glibc.close(transport.descriptor)
    if !isTurnedAway {
      worker.counters.closed()
      worker.parts.census.leave(peer.address, isCounted: peer.isCounted)
    }
    worker.remove(self)
  }

  // MARK: Deadlines

  private var deadline: Int64 {
    switch phase {
    case .handshaking, .lingering: return waitDeadline
    case .talking:
      if !outbox.isEmpty {
        let limits = worker.parts.limits
        return sendingSince + limits.sendTime + outbox.total / limits.sendRate * 1_000_000_000
      }
      return exchange == nil ? waitDeadline : exchangeDeadline
    case .closed: return .max
    }
  }

  /// Sets the one timer for the present deadline. One that is set for earlier stays: it looks again when it fires,
  /// so that a busy connection sets hardly any.
  private func setTimer() {
    let deadline = deadline
    guard deadline < .max else { return }
    if let timer {
      if timer.deadline <= deadline { return }
      worker.loop.cancel(timer.id)
    }
    let id = worker.loop.schedule(at: deadline) { [self] in
      timer = nil
      if worker.loop.now >= self.deadline { timeIsUp() } else { setTimer() }
    }
    timer = (id, deadline)
  }

  private func timeIsUp() {
    switch phase {
    case .handshaking, .lingering: close()
    case .talking:
      // A client that takes nothing gets nothing; one that has ended its side and is still not answered is gone.
      if !outbox.isEmpty || exchange != nil && endIsComing { return close() }
      if exchange != nil { answerTooLate() }
      go()
    case .closed: break
    }
  }
}
