internal import CEpoll
internal import Glibc
internal import Log
internal import Reactor

/// Accepts connections on one socket of one loop.
final class Listener: Watcher {
  private let descriptor: Int32
  private unowned let worker: Worker
  private var watch: Watch?
  /// Given up for a moment when the process has no descriptor left, so that whoever waits can be let in and out again
  /// instead of keeping the loop awake.
  private var reserve: Int32
  private var warnedAt: Int64 = .min

  /// Accepted in one turn; then those already there get theirs.
  private static let acceptsPerTurn = 64
  /// Between two complaints of the same kind, in nanoseconds.
  private static let warningPause: Int64 = 5_000_000_000

  /// Takes over a listening socket.
  init(_ descriptor: Int32, _ worker: Worker) throws(SystemError) {
    self.descriptor = descriptor
    self.worker = worker
    reserve = Listener.openReserve()
    watch = try worker.loop.watch(descriptor, .read, self)
  }

  func ready(_ readiness: Readiness) {
    for _ in 0..<Listener.acceptsPerTurn where !accept() { return }
  }

  /// Takes in who has connected already and closes.
  func stop() {
    while accept() {}
    if let watch { worker.loop.unwatch(watch) }
    watch = nil
    close(descriptor)
    if reserve >= 0 { close(reserve) }
  }

  /// Returns false when nobody waits any more.
  private func accept() -> Bool {
    var storage = sockaddr_storage()
    var length = UInt32(MemoryLayout<sockaddr_storage>.size)
    let accepted = withUnsafeMutableBytes(of: &storage) { calento_accept(descriptor, $0.baseAddress, &length) }
    if accepted >= 0 {
      welcome(accepted, storage)
      return true
    }
    switch errno {
    case EAGAIN: return false
    case EMFILE, ENFILE: return turnAwayByReserve()
    case ENOBUFS, ENOMEM:
      warn("no memory for connections")
      return false
    // The connection that was to be accepted is broken already; there may be others.
    default: return true
    }
  }

  private func welcome(_ accepted: Int32, _ storage: sockaddr_storage) {
    guard let address = IPAddress(storage) else {
      close(accepted)
      return
    }
    var yes: Int32 = 1
    setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    let peer = Peer(address, worker.parts.configuration)
    if worker.parts.census.admit(address, isCounted: peer.isCounted) {
      worker.counters.accepted()
      Connection.begin(accepted, peer, worker)
    } else {
      worker.counters.turnedAway()
      turnAway(accepted, peer)
    }
  }

  /// Tells a client that there is no room, as long as there is room to tell. Under TLS that would cost a handshake.
  private func turnAway(_ accepted: Int32, _ peer: Peer) {
    warn("too many connections")
    if worker.parts.tls == nil, worker.turnedAway < worker.parts.limits.politeRefusals {
      Connection.turnAway(accepted, peer, worker)
    } else {
      close(accepted)
    }
  }

  private func turnAwayByReserve() -> Bool {
    warn("no descriptors left for connections")
    worker.counters.turnedAway()
    guard reserve >= 0 else { return false }
    close(reserve)
    let accepted = calento_accept(descriptor, nil, nil)
    if accepted >= 0 { close(accepted) }
    reserve = Listener.openReserve()
    return accepted >= 0
  }

  private func warn(_ message: StaticString) {
    let now = worker.loop.now
    guard now >= warnedAt else { return }
    warnedAt = now + Listener.warningPause
    worker.parts.log.warning(message, ["open": .int(worker.parts.census.total)])
  }

  private static func openReserve() -> Int32 {
    open("/dev/null", O_RDONLY | O_CLOEXEC)
  }
}
