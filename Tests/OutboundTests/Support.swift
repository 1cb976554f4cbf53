import Glibc
import Outbound
import Reactor
import Testing

/// Whoever follows a proxy from the environment finds nobody there. Only mail's: the process is not ours alone, and
/// other tests start programs that would heed the others.
private let hostileEnvironment: Void = { _ = setenv("smtp_proxy", "http://127.0.0.1:1", 1) }()

func withPool<Answer: Sendable>(_ body: (BlockingPool) async throws -> Answer) async throws -> Answer {
  hostileEnvironment
  let pool = try BlockingPool(threads: 2)
  defer { pool.stop() }
  return try await body(pool)
}

func withServer(
  _ behaviour: @escaping @Sendable (String) -> LoopbackServer.Behaviour,
  _ body: (LoopbackServer, BlockingPool) async throws -> Void
) async throws {
  let server = try LoopbackServer(behaviour)
  defer { server.stop() }
  try await withPool { try await body(server, $0) }
}

extension AddressGuard {
  /// The one address the tests' servers stand at; its neighbours are as forbidden as ever.
  static let testServers = AddressGuard(allowing: ["127.0.0.1"].compactMap(Network.init))
}

/// How long anything may take where time is not what is tested: a busy machine is no failure.
private let patience = Duration.seconds(600)

extension SMTPClient.Limits {
  static var patient: Self {
    var limits = Self()
    limits.connect = patience
    limits.reply = patience
    limits.whole = patience
    return limits
  }
}

/// For a deadline that has to pass before the outcome is seen: on a busy machine a short one may pass too soon, and a
/// longer one is tried.
func withGrowingPatience(
  from shortest: Duration = .milliseconds(500), _ send: (Duration) async throws -> SMTPOutcome
) async throws -> SMTPOutcome {
  let outcome = try await send(shortest)
  guard outcome == .timedOut, shortest < .seconds(60) else { return outcome }
  return try await withGrowingPatience(from: shortest * 4, send)
}

extension HTTPClient {
  static func test(
    _ pool: BlockingPool, guard guardian: AddressGuard = .testServers, trust: Trust = .system,
    _ adjust: (inout Limits) -> Void = { _ in }
  ) -> HTTPClient {
    var limits = Limits()
    limits.connect = patience
    limits.whole = patience
    adjust(&limits)
    return HTTPClient(pool: pool, guard: guardian, limits: limits, trust: trust)
  }

  func get(_ text: String) async throws -> HTTPAnswer {
    try await send(HTTPRequest(.get, WebAddress(text)))
  }
}

extension LoopbackServer {
  func address(_ path: String = "/") throws -> WebAddress {
    try WebAddress("http://127.0.0.1:\(port)\(path)")
  }
}

func ok(_ body: String, headers: String = "") -> LoopbackServer.Behaviour {
  .say("HTTP/1.1 200 OK\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
}

func redirect(_ status: Int, to location: String) -> LoopbackServer.Behaviour {
  .say("HTTP/1.1 \(status) Moved\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
}

/// What went wrong, of the kind expected; an issue if nothing did.
func failure<Failure: Error>(
  _: Failure.Type, _ work: () async throws -> some Any, at place: SourceLocation = #_sourceLocation
) async -> Failure? {
  await #expect(throws: Failure.self, sourceLocation: place) { _ = try await work() }
}
