internal import Glibc
internal import Guard

/// The process's loops, one thread each, as many as it has cores unless told otherwise.
public final class EventLoopGroup: Sendable {
  public let loops: [EventLoop]
  private let threads = Guarded<[Thread]>([])

  public init(count: Int = EventLoopGroup.coreCount, clock: any Clock = SystemClock()) throws(SystemError) {
    var loops: [EventLoop] = []
    for index in 0..<max(1, count) { loops.append(try EventLoop(index: index, clock: clock)) }
    self.loops = loops
  }

  /// How many processors this process may use.
  public static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Starts a thread for each loop.
  public func start() throws(SystemError) {
    for loop in loops {
      let thread = try Thread(named: "loop-\(loop.index)") { loop.run() }
      threads.withLock { $0.append(thread) }
    }
  }

  /// Stops the loops and waits for their threads. Not from a loop.
  public func stop() {
    for loop in loops { loop.stop() }
    let running = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in running { thread.join() }
  }
}
