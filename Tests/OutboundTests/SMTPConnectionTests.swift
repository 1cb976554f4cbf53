import Outbound
import Reactor
import Testing

/// Servers that are no mail servers, or are where no letter should go.
@Suite struct SMTPConnectionTests {
  @Test func `a letter without TLS does not leave the machine`() async throws {
    try await withPool { pool in
      let outcome = try await send(SMTPServer("smtp://8.8.8.8", security: .plainOnLoopback), pool)
      #expect(outcome == .addressRefused(IPAddress("8.8.8.8"), .notLoopback))
    }
  }

  @Test func `the guard holds for mail as well`() async throws {
    try await withPool { pool in
      let outcome = try await send(SMTPServer("smtps://127.0.0.1:1"), pool, guard: .publicOnly)
      #expect(outcome == .addressRefused(IPAddress("127.0.0.1"), .loopback))
    }
  }

  @Test func `a port where nobody listens is unreachable`() async throws {
    let server = try LoopbackServer { _ in .silence }
    server.stop()
    try await withPool { pool in
      let outcome = try await send(SMTPServer("smtp://127.0.0.1:\(server.port)"), pool)
      guard case .unreachable = outcome else { throw Unexpected(outcome) }
    }
  }

  @Test(arguments: [
    "", "HTTP/1.1 400 Bad Request\r\n\r\n", "220 hello\r\n", "220 hello\r\n250 hello\r\n250 ok\r\n",
  ])
  func `a server that breaks off has not taken the letter`(text: String) async throws {
    try await withMailServer(.say(text)) { server, pool in
      let outcome = try await send(SMTPServer("smtp://127.0.0.1:\(server.port)"), pool)
      guard case .unreachable = outcome else { throw Unexpected(outcome) }
    }
  }

  @Test(arguments: ["250-hello\r\n", "220-" + String(repeating: "x", count: 500) + "\r\n"])
  func `a server that talks without end is cut off`(line: String) async throws {
    try await withMailServer(.sayWithoutEnd("220 hello\r\n", line)) { server, pool in
      let outcome = try await send(SMTPServer("smtp://127.0.0.1:\(server.port)"), pool)
      guard case .unreachable = outcome else { throw Unexpected(outcome) }
    }
  }

  @Test func `a server that turns us away at the door says so`() async throws {
    try await withMailServer(.say("554-no\r\n554 service here\r\n")) { server, pool in
      let outcome = try await send(SMTPServer("smtp://127.0.0.1:\(server.port)"), pool)
      guard case .refused(let reply) = outcome else { throw Unexpected(outcome) }
      #expect(reply.description == "554 no service here")
    }
  }

  @Test func `a server that never greets is left at the deadline`() async throws {
    try await withMailServer(.silence) { server, pool in
      let outcome = try await send(SMTPServer("smtp://127.0.0.1:\(server.port)"), pool) {
        $0.whole = .milliseconds(100)
      }
      #expect(outcome == .timedOut)
    }
  }

  @Test func `cancelling the task ends the transfer`() async throws {
    try await withMailServer(.silence) { server, pool in
      let target = try SMTPServer("smtp://127.0.0.1:\(server.port)")
      let task = Task {
        defer { server.expectNoMore() }
        return try await send(target, pool)
      }
      for await _ in server.arrivals { break }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  private func withMailServer(
    _ behaviour: LoopbackServer.Behaviour, _ body: (LoopbackServer, BlockingPool) async throws -> Void
  ) async throws {
    let server = try LoopbackServer(greets: true) { _ in behaviour }
    defer { server.stop() }
    try await withPool { try await body(server, $0) }
  }

  private func send(
    _ server: SMTPServer, _ pool: BlockingPool, guard guardian: AddressGuard = .anywhere,
    _ adjust: (inout SMTPClient.Limits) -> Void = { _ in }
  ) async throws -> SMTPOutcome {
    var limits = SMTPClient.Limits.patient
    adjust(&limits)
    let client = SMTPClient(pool: pool, server: server, guard: guardian, limits: limits)
    return try await client.send(
      SMTPLetter(from: "anna@example.com", to: ["ben@example.com"], message: Array("a\r\n".utf8)))
  }
}
