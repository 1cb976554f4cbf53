internal import Glibc
internal import Guard
public import Log
public import Reactor

/// An HTTP server: listens on every loop of its group, has requests answered by its handler, serves files, and ends
/// in good order.
public final class Server: Sendable {
  private let group: EventLoopGroup
  private let parts: SharedParts
  private let metrics: Metrics
  private let workers = Guarded<[Confined<Worker>]>([])

  /// `pool` compresses what would hold up a loop; without one such pages go as they are. Certificate and key are read
  /// here, so that what is wrong with them is said before anything listens.
  public init(
    _ configuration: ServerConfiguration, group: EventLoopGroup, handler: any Handler, assets: Assets? = nil,
    pool: BlockingPool? = nil, log: Log, metrics: Metrics = Metrics()
  ) throws(ServerError) {
    // A client that goes away while it is written to is an error of that write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    self.group = group
    self.metrics = metrics
    let room = Descriptors.raiseLimit() - configuration.limits.spareDescriptors
    parts = try SharedParts(
      configuration, handler, assets, pool, log, connections: max(1, min(configuration.limits.connections, room)))
  }

  /// Binds the port and begins to take connections; returns the port.
  public func start() throws(ServerError) -> UInt16 {
    let configuration = parts.configuration
    let sockets = try ListeningSockets(
      host: configuration.host, port: configuration.port, loops: group.loops.count)
    for (loop, descriptors) in zip(group.loops, sockets.descriptors) {
      let counters = LoopCounters()
      let worker = Confined(Worker(loop, parts, counters), to: loop)
      metrics.add(Confined(counters, to: loop))
      workers.withLock { $0.append(worker) }
      loop.execute { worker.value.listen(on: descriptors) }
    }
    return sockets.port
  }

  /// Takes no more connections, finishes what is in flight, closes the rest; comes back when all are closed, after
  /// `ServerLimits.drainTime` at the latest.
  public func drain() async {
    let workers = workers.withLock { $0 }
    await withTaskGroup { drains in
      for worker in workers {
        drains.addTask(executorPreference: worker.loop) {
          await withCheckedContinuation { continuation in
            worker.value.drain { continuation.resume() }
          }
        }
      }
    }
  }

  /// Reads certificate and key again, for connections from now on. When they are not in order the old ones stay.
  public func reloadCertificate() throws(ServerError) {
    try parts.reloadCertificate()
  }
}
