import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct SessionTests {
  @Test func `a session goes on while it is used, and ends two weeks after`() async throws {
    try await withAccount { world in
      let (token, _) = try await world.signIn()
      for _ in 1...5 {
        world.clock.advance(by: .seconds(13 * 86_400))
        #expect(try await world.office.session(token.text, caller: world.caller) != nil)
      }
      world.clock.advance(by: .seconds(14 * 86_400))
      #expect(try await world.office.session(token.text, caller: world.caller) == nil)
    }
  }

  @Test func `however often it is used, it ends after ninety days`() async throws {
    try await withAccount { world in
      let (token, _) = try await world.signIn()
      for _ in 1...8 {
        world.clock.advance(by: .seconds(11 * 86_400))
        #expect(try await world.office.session(token.text, caller: world.caller) != nil)
      }
      world.clock.advance(by: .seconds(2 * 86_400))
      #expect(try await world.office.session(token.text, caller: world.caller) == nil)
    }
  }

  @Test func `its use is noted every five minutes, with the address it is used from`() async throws {
    try await withAccount { world in
      let (token, _) = try await world.signIn()
      let elsewhere = Caller(address: "2001:db8::1", userAgent: "Another")
      world.clock.advance(by: .seconds(299))
      _ = try await world.office.session(token.text, caller: elsewhere)
      #expect(try await world.texts("SELECT host(ip_address) FROM sessions") == ["192.0.2.7"])
      world.clock.advance(by: .seconds(2))
      _ = try await world.office.session(token.text, caller: elsewhere)
      #expect(try await world.texts("SELECT host(ip_address) FROM sessions") == ["2001:db8::1"])
      #expect(try await world.texts("SELECT user_agent FROM sessions") == ["Tests"])
    }
  }

  @Test(arguments: [
    "UPDATE users SET status = 'suspended'", "UPDATE users SET email_verified = false",
    "UPDATE users SET deleted_at = now()", "DELETE FROM sessions", "DELETE FROM users",
    "UPDATE sessions SET token_hash = sha256('another')",
  ])
  func `who was shut out is out at once`(change: String) async throws {
    try await withAccount { world in
      let (token, _) = try await world.signIn()
      try await world.run(change)
      #expect(try await world.office.session(token.text, caller: world.caller) == nil)
    }
  }

  @Test func `signing out ends that session alone, and once`() async throws {
    try await withAccount { world in
      let (token, session) = try await world.signIn()
      let (other, _) = try await world.signIn()
      #expect(try await world.office.signOut(session.id, of: world.owner, caller: world.caller))
      #expect(try await world.office.session(token.text, caller: world.caller) == nil)
      #expect(try await world.office.session(other.text, caller: world.caller) != nil)
      #expect(try await !world.office.signOut(session.id, of: world.owner, caller: world.caller))
      #expect(try await world.audit.filter { $0.hasPrefix("session.delete") } == ["session.delete success -"])
    }
  }

  @Test func `nobody ends another owner's session`() async throws {
    try await withAccount { world in
      let (token, session) = try await world.signIn()
      let other = try await world.makeOwner("erik")
      #expect(try await !world.office.signOut(session.id, of: other, caller: world.caller))
      #expect(try await world.office.session(token.text, caller: world.caller) != nil)
    }
  }

  @Test func `a forged token opens nothing`() async throws {
    try await withAccount { world in
      let (token, session) = try await world.signIn()
      let now = Int64(world.office.now.seconds)
      var claims = JWTClaims(
        subject: world.owner.description, audience: "session", id: session.id.description, issuedAt: now,
        expiresAt: now + 1_000)
      let stranger = try JWT(secret: SecretKey(Array(repeating: 1, count: 32))).sign(claims)
      // Genuine, but never given out.
      let unknown = try TestAccount.keys().tokens.sign(claims)
      claims.audience = "second step"
      let otherUse = try TestAccount.keys().tokens.sign(claims)
      let parts = token.text.split(separator: ".")
      let headless = Base64.url.encode(Array(#"{"alg":"none","typ":"JWT"}"#.utf8))
      let forged = [
        "", "a.b.c", stranger, unknown, otherUse, "\(parts[0]).\(parts[1]).", "\(headless).\(parts[1]).",
        "\(headless).\(parts[1]).\(parts[2])", token.text + "A", String(token.text.dropLast()),
      ]
      for text in forged {
        #expect(try await world.office.session(text, caller: world.caller) == nil, "\(text)")
      }
      #expect(try await world.office.session(token.text, caller: world.caller) != nil)
    }
  }

  @Test func `a session tells how many bookings ahead wait for an answer`() async throws {
    try await withAccount({ $0.requiresConfirmation = true }) { world in
      let (token, _) = try await world.signIn()
      #expect(try await world.office.session(token.text, caller: world.caller)?.waiting == 0)
      _ = try await world.world.book()
      _ = try await world.world.book(TestOffice.monday.adding(minutes: 60), key: "form-2")
      #expect(try await world.office.session(token.text, caller: world.caller)?.waiting == 2)
      world.world.setTime("2026-11-23T09:00:00Z")
      #expect(try await world.office.session(token.text, caller: world.caller)?.waiting == 1)
    }
  }

  @Test func `of a session's token the table has the digest alone`() async throws {
    try await withAccount { world in
      let (token, _) = try await world.signIn()
      let digest = Hex.encode(SHA256.hash(token.text.utf8).bytes)
      #expect(try await world.texts("SELECT encode(token_hash, 'hex') FROM sessions") == [digest])
      let signature = try #require(token.text.split(separator: ".").last)
      let kept = try await world.texts("SELECT row_to_json(s)::text FROM sessions s").joined()
      let logged = try await world.texts("SELECT row_to_json(l)::text FROM audit_logs l").joined()
      #expect(!kept.contains(signature) && !logged.contains(signature))
      #expect("\(token)" == "SessionToken(…)")
    }
  }
}
