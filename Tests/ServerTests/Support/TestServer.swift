import Guard
import HTTP
import Log
import Reactor
import Synchronization
import TestSupport

@testable import Server

/// A server on a free port of loopback, with loops and a clock of its own.
final class TestServer: Sendable {
  let port: UInt16
  let clock: ManualClock
  let server: Server
  let metrics: Metrics
  let log: RecordingSink
  private let group: EventLoopGroup
  private let pool: BlockingPool

  init(
    _ configuration: ServerConfiguration = ServerConfiguration(), wall: Int64 = 1_795_165_200_000_000,
    loops: Int = 1, assets: Assets? = nil, metrics: Metrics = Metrics(), _ handler: any Handler
  ) throws {
    var configuration = configuration
    configuration.port = 0
    clock = ManualClock(wall: wall)
    self.metrics = metrics
    log = RecordingSink()
    pool = try BlockingPool(threads: 1)
    group = try EventLoopGroup(count: loops, clock: clock)
    clock.drive(group.loops)
    server = try Server(
      configuration, group: group, handler: handler, assets: assets, pool: pool,
      log: Log(.text, clock: clock, to: log), metrics: metrics)
    try group.start()
    port = try server.start()
  }

  /// Ends it, whatever it is at.
  func stop() async {
    let drained = Atomic(false)
    async let drain: Void = {
      await server.drain()
      drained.store(true, ordering: .releasing)
    }()
    while !drained.load(ordering: .acquiring) {
      clock.advance(by: .seconds(10))
      await turn()
    }
    await drain
    group.stop()
    pool.stop()
  }

  /// Comes back when every loop has gone round twice: what was ready before has been seen to.
  func turn() async {
    for loop in group.loops + group.loops {
      await withCheckedContinuation { continuation in
        loop.execute { loop.schedule(at: loop.now) { continuation.resume() } }
      }
    }
  }

  /// One figure of the traffic, all its lines added up.
  func figure(_ name: String) async -> Int {
    let text = String(decoding: await metrics.traffic().text, as: UTF8.self)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix(name + " ") || $0.hasPrefix(name + "{") }
    return lines.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
  }

  /// Comes back when the figure has reached the value.
  func until(_ name: String, is value: Int) async {
    while await figure(name) != value { await turn() }
  }

  func connect(from address: String = "127.0.0.1") throws -> Client {
    try Client(to: port, from: address)
  }
}

/// Runs a server for the length of `body`.
func withServer(
  _ configuration: ServerConfiguration = ServerConfiguration(), wall: Int64 = 1_795_165_200_000_000, loops: Int = 1,
  assets: Assets? = nil, metrics: Metrics = Metrics(), handling handler: any Handler = HelloHandler(),
  _ body: (TestServer) async throws -> Void
) async throws {
  let server = try TestServer(configuration, wall: wall, loops: loops, assets: assets, metrics: metrics, handler)
  do {
    try await body(server)
  } catch {
    await server.stop()
    throw error
  }
  await server.stop()
}

/// Says hello to whoever asks for anything.
struct HelloHandler: Handler {
  func answer(_ request: Request) -> Answer { .now(.text("hello")) }
}

/// Answers by a closure.
struct ClosureHandler: Handler {
  let body: @Sendable (Request) -> Answer
  init(_ body: @escaping @Sendable (Request) -> Answer) { self.body = body }
  func answer(_ request: Request) -> Answer { body(request) }
}

/// Keeps what a log writes.
final class RecordingSink: LogSink {
  let isTerminal = false
  private let bytes = Guarded<[UInt8]>([])

  var lines: [String] {
    bytes.withLock { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").map(String.init)
  }

  func take(_ lines: [UInt8], patience: Duration) -> Int {
    bytes.withLock { $0 += lines }
    return lines.count
  }
}
