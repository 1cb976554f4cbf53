import Outbound
import Reactor
import TestSupport

/// The servers of `realServersScript`, started when the first test asks for them and gone with the process.
struct RealServers: Sendable {
  static let shared = Task { try await RealServers() }

  // Held for as long as the servers should live: they end when their input closes.
  private let process: ChildProcess
  private let facts: [String: String]

  private init() async throws {
    process = try ChildProcess("/usr/bin/python3", ["-c", realServersScript])
    var facts: [String: String] = [:]
    while let line = try await process.line(), line != "ready" {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      facts[words[0]] = words.last
    }
    self.facts = facts
  }

  var trust: Trust { .file(facts["certificate"] ?? "") }

  func port(_ name: String) throws -> Int {
    guard let port = facts[name].flatMap({ Int($0) }) else {
      throw Unexpected("no server named \(name); is python3-aiosmtpd installed?")
    }
    return port
  }
}

func withRealServers(_ body: (RealServers, BlockingPool) async throws -> Void) async throws {
  let servers = try await RealServers.shared.value
  try await withPool { try await body(servers, $0) }
}
