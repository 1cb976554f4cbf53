import Outbound
import Reactor
import Testing

@Suite struct SMTPClientTests {
  @Test func `a letter is handed over with its envelope`() async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, "plain", to: ["ben@example.com", "carla@example.com"])
      let reply = try accepted(outcome)
      #expect(reply.code == 250)
      #expect(reply.text.hasPrefix("2.0.0 calento.test anna@example.com ben@example.com,carla@example.com - plain "))
      #expect(reply.text.hasSuffix(" " + hex("Subject: Haircut\r\n\r\nSee you.\r\n")))
    }
  }

  @Test(arguments: [
    ".\r\n", "..\r\n", ".x\r\n\r\n.\r\n.y\r\n", "a\r\n.\r\nMAIL FROM:<eve@example.com>\r\n", "\r\n.\r\n",
    "a\r\n..\r\n...\r\n",
  ])
  func `dots at the start of a line end nothing`(text: String) async throws {
    try await withRealServers { servers, pool in
      let reply = try accepted(await send(servers, pool, "plain", text: text))
      #expect(reply.text.hasSuffix(" " + hex(text)))
    }
  }

  @Test func `a long letter arrives whole`() async throws {
    try await withRealServers { servers, pool in
      let text = String(repeating: String(repeating: ".", count: 70) + "\r\n", count: 10_000)
      let reply = try accepted(await send(servers, pool, "plain", text: text))
      #expect(reply.text == "2.0.0 720000")
    }
  }

  @Test func `a letter without a sender is handed over as such`() async throws {
    try await withRealServers { servers, pool in
      let reply = try accepted(await send(servers, pool, "plain", from: ""))
      #expect(reply.text.contains(" calento.test <> ben@example.com "))
    }
  }

  @Test(arguments: [("starttls", SMTPServer.Security.startTLS), ("implicit", .implicitTLS)])
  func `a letter travels under TLS`(port: String, security: SMTPServer.Security) async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, port, security: security, trust: servers.trust)
      let reply = try accepted(outcome)
      #expect(reply.text.contains(" tls "))
    }
  }

  @Test(arguments: [("starttls", SMTPServer.Security.startTLS), ("implicit", .implicitTLS)])
  func `a certificate nobody vouches for is refused`(port: String, security: SMTPServer.Security) async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, port, security: security)
      guard case .untrusted = outcome else { throw Unexpected(outcome) }
    }
  }

  @Test func `a server without STARTTLS gets no letter`() async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, "plain", security: .startTLS, trust: servers.trust)
      guard case .untrusted = outcome else { throw Unexpected(outcome) }
    }
  }

  @Test(arguments: [
    ("login", SMTPServer.Security.plainOnLoopback), ("loginOnly", .plainOnLoopback), ("loginTLS", .startTLS),
  ])
  func `name and password are given`(port: String, security: SMTPServer.Security) async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(
        servers, pool, port, login: "anna:p%40ss%3Aw%2Frd@", security: security, trust: servers.trust)
      let reply = try accepted(outcome)
      #expect(reply.text.contains(" anna "))
    }
  }

  @Test func `a wrong password is no fault of the letter`() async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, "login", login: "anna:wrong@")
      guard case .loginRefused(let reply) = outcome else { throw Unexpected(outcome) }
      #expect(reply.code == 535)
    }
  }

  @Test func `a refusal for now keeps the server's words`() async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, "plain", to: ["later@example.com"])
      guard case .refusedForNow(let reply) = outcome else { throw Unexpected(outcome) }
      #expect(reply.description == "451 4.7.1 Please try again later")
      let full = try await send(servers, pool, "plain", text: "busy\r\n")
      guard case .refusedForNow(let reply) = full else { throw Unexpected(full) }
      #expect(reply.description == "452 4.3.1 Full")
      let closing = try await send(servers, pool, "plain", to: ["gone@example.com"])
      guard case .refusedForNow(let reply) = closing else { throw Unexpected(closing) }
      #expect(reply.code == 421)
    }
  }

  @Test func `a refusal for good keeps the server's words`() async throws {
    try await withRealServers { servers, pool in
      for (to, from, text, words) in [
        ("nobody@example.com", "anna@example.com", "a\r\n", "550 5.1.1 No such user"),
        ("ben@example.com", "blocked@example.com", "a\r\n", "550 5.7.1 Not from you"),
        ("ben@example.com", "anna@example.com", "spam\r\n", "554 5.7.1 No thanks"),
        ("wordy@example.com", "anna@example.com", "a\r\n", "550 5.1.1 No such user 5.1.1 here, 5.1.1 sorry"),
      ] {
        let outcome = try await send(servers, pool, "plain", text: text, from: from, to: [to])
        guard case .refused(let reply) = outcome else { throw Unexpected(outcome) }
        #expect(reply.description == words)
      }
    }
  }

  @Test func `one refused recipient refuses the letter for all`() async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, "plain", to: ["ben@example.com", "nobody@example.com"])
      guard case .refused = outcome else { throw Unexpected(outcome) }
    }
  }

  @Test func `a server that says no goodbye has taken the letter all the same`() async throws {
    try await withRealServers { servers, pool in
      let outcome = try await withGrowingPatience { patience in
        try await send(servers, pool, "rude") { $0.reply = patience }
      }
      _ = try accepted(outcome)
    }
  }

  @Test func `a server that stops answering is left at the deadline`() async throws {
    try await withRealServers { servers, pool in
      let outcome = try await send(servers, pool, "plain", to: ["hang@example.com"]) { $0.whole = .milliseconds(300) }
      #expect(outcome == .timedOut)
    }
  }

  @Test(arguments: ["silence\r\n", "farewell\r\n"])
  func `nobody knows whether a letter was taken by a server that falls silent at its end`(text: String) async throws {
    try await withRealServers { servers, pool in
      let outcome = try await withGrowingPatience { patience in
        try await send(servers, pool, "plain", text: text) { limits in
          limits.whole = patience
          limits.reply = patience
        }
      }
      #expect(outcome == .unanswered)
    }
  }

  @Test func `a knock finds out whether letters could be handed over, and hands over none`() async throws {
    try await withRealServers { servers, pool in
      func knock(_ port: String, login: String = "") async throws -> SMTPOutcome {
        let server = try SMTPServer("smtp://\(login)localhost:\(servers.port(port))")
        return try await SMTPClient(pool: pool, server: server, guard: .testServers).knock()
      }
      #expect(try accepted(await knock("plain")).code == 250)
      #expect(try accepted(await knock("login", login: "anna:p%40ss%3Aw%2Frd@")).code == 250)
      guard case .loginRefused = try await knock("login", login: "anna:wrong@") else { throw Unexpected("let in") }
      let nobody = SMTPClient(pool: pool, server: try SMTPServer("smtp://127.0.0.1:1"), guard: .testServers)
      guard case .unreachable = try await nobody.knock() else { throw Unexpected("reached") }
    }
  }

  /// The outcome of a letter that is in order but for what is said.
  private func send(
    _ servers: RealServers, _ pool: BlockingPool, _ port: String,
    text: String = "Subject: Haircut\r\n\r\nSee you.\r\n", from: String = "anna@example.com",
    to: [String] = ["ben@example.com"], login: String = "", security: SMTPServer.Security = .plainOnLoopback,
    trust: Trust = .system, _ adjust: (inout SMTPClient.Limits) -> Void = { _ in }
  ) async throws -> SMTPOutcome {
    var limits = SMTPClient.Limits.patient
    adjust(&limits)
    let scheme = security == .implicitTLS ? "smtps" : "smtp"
    let server = try SMTPServer("\(scheme)://\(login)localhost:\(servers.port(port))", security: security)
    let client = SMTPClient(
      pool: pool, server: server, greeting: "calento.test", guard: .testServers, limits: limits, trust: trust)
    return try await client.send(SMTPLetter(from: from, to: to, message: Array(text.utf8)))
  }

  private func accepted(_ outcome: SMTPOutcome) throws -> SMTPReply {
    guard case .accepted(let reply) = outcome else { throw Unexpected(outcome) }
    return reply
  }

  private func hex(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
