internal import Reactor

/// Makes one connection: tries the servers of an address one after the other until a session stands.
///
/// `@unchecked Sendable` holds because everything in it is touched on the loop's own thread alone.
final class Connector: Watcher, @unchecked Sendable {
  private let loop: EventLoop
  private let pool: BlockingPool
  private let limit: Int64
  private var candidates: [DatabaseAddress.Candidate]
  private var wire: Wire?
  private var watch: Watch?
  private var timer: TimerID?
  private var complaint = "no server is named"
  /// Told once, with a wire that is connected or the last server's refusal.
  private var completion: ((Result<Wire, DatabaseError>) -> Void)?

  /// `limit` in nanoseconds, for each server, where the address names none.
  init(
    to address: DatabaseAddress, limit: Int64, loop: EventLoop, pool: BlockingPool,
    completion: @escaping (Result<Wire, DatabaseError>) -> Void
  ) {
    self.loop = loop
    self.pool = pool
    self.limit = address.connectLimit.map { Int64($0) * 1_000_000_000 } ?? limit
    self.completion = completion
    candidates = address.candidates
  }

  func start() {
    tryNext()
  }

  /// Gives up without telling anybody.
  func cancel() {
    completion = nil
    dropWire()
  }

  private func tryNext() {
    guard completion != nil else { return }
    guard !candidates.isEmpty else { return finish(.failure(DatabaseError(.unavailable, complaint))) }
    let candidate = candidates.removeFirst()
    if let host = candidate.unresolvedHost {
      lookUpThenTry(host, candidate)
    } else {
      begin(candidate)
    }
  }

  private func lookUpThenTry(_ host: String, _ candidate: DatabaseAddress.Candidate) {
    Task(executorPreference: loop) { [self] in
      do {
        let addresses = try await pool.run { try lookUp(host: host) }
        candidates.insert(contentsOf: addresses.map { candidate.resolved(to: $0) }, at: 0)
      } catch {
        complaint = (error as? DatabaseError)?.message ?? "host \(host): the name could not be looked up"
      }
      tryNext()
    }
  }

  private func begin(_ candidate: DatabaseAddress.Candidate) {
    guard let wire = Wire(candidate.parameters) else { return refused("no memory for a connection") }
    self.wire = wire
    if wire.hasFailed { return refused(wire.complaint) }
    timer = loop.schedule(at: loop.now + limit) { [self] in
      timer = nil
      refused("\(candidate.options["host"] ?? "the server") did not answer in time")
    }
    // libpq wants the first poll when the socket is writable.
    listen(wire, .wantsWrite)
  }

  func ready(_ readiness: Readiness) {
    guard let wire else { return }
    // libpq may close this socket and open another one, with the same number even.
    dropWatch()
    listen(wire, wire.poll())
  }

  private func listen(_ wire: Wire, _ progress: Wire.Progress) {
    switch progress {
    case .connected: succeeded(wire)
    case .failed: refused(wire.complaint)
    case .wantsRead, .wantsWrite:
      do {
        watch = try loop.watch(wire.socket, progress == .wantsRead ? .read : .write, self)
      } catch {
        refused("\(error)")
      }
    }
  }

  private func succeeded(_ wire: Wire) {
    dropTimer()
    self.wire = nil
    finish(.success(wire))
  }

  private func refused(_ complaint: String) {
    self.complaint = complaint
    dropWire()
    tryNext()
  }

  private func finish(_ result: Result<Wire, DatabaseError>) {
    completion.take()?(result)
  }

  private func dropWire() {
    dropTimer()
    dropWatch()
    wire?.close()
    wire = nil
  }

  private func dropWatch() {
    if let watch = watch.take() { loop.unwatch(watch) }
  }

  private func dropTimer() {
    if let timer = timer.take() { loop.cancel(timer) }
  }
}
