import Postgres
import Store
import TestSupport
import Testing

@testable import Operations

/// What becomes of the tokens of an owner's programs when the password changes, and when their time is over.
@Suite struct TokenFateTests {
  @Test func `a forgotten password takes every token with it, and the letter says so`() async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken("Backup")
      let erik = try await world.makeOwner("erik")
      let other = try await world.makeToken("Other", of: erik)
      try await world.reset()
      #expect(try await world.bearer(text.text) == nil)
      #expect(try await world.bearer(other.text) != nil)
      #expect(try await world.office.accessTokens(of: world.owner) == [])
      #expect(try await world.told == "revoked")
      #expect(try await world.audit.filter { $0.contains("revoke") } == ["access_token.revoke_all success -"])
    }
  }

  @Test func `who has none reads nothing of tokens`() async throws {
    try await withAccount { world in
      let (made, _) = try await world.makeToken()
      _ = try await world.office.revokeAccessToken(made.id, of: world.owner, caller: world.caller)
      try await world.reset()
      #expect(try await world.told == "-")
      #expect(try await world.audit.filter { $0.contains("revoke_all") } == [])
    }
  }

  @Test(arguments: [(true, "revoked"), (false, "kept")])
  func `who changes the password chooses`(revoking: Bool, told: String) async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken()
      #expect(try await world.office.countAccessTokens(of: world.owner) == 1)
      let outcome = try await world.office.changePassword(
        from: TestAccount.password, to: "a new sentence", revokingTokens: revoking, of: world.owner, keeping: nil,
        caller: world.caller)
      #expect(outcome == .done)
      #expect(try await (world.bearer(text.text) == nil) == revoking)
      #expect(try await world.told == told)
      #expect(try await world.office.countAccessTokens(of: world.owner) == (revoking ? 0 : 1))
    }
  }

  @Test func `another password from the shell takes them too`() async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken()
      #expect(try await world.office.replacePassword(of: "demo", by: "a new sentence", caller: .house) == .saved)
      #expect(try await world.bearer(text.text) == nil)
      #expect(try await world.told == "revoked")
    }
  }

  @Test func `thirty days after their end they are forgotten, not before`() async throws {
    try await withAccount { world in
      let (revoked, _) = try await world.makeToken("Revoked", life: "365d")
      _ = try await world.makeToken("Month", life: "30d")
      _ = try await world.makeToken("Endless", life: "never")
      _ = try await world.office.revokeAccessToken(revoked.id, of: world.owner, caller: world.caller)
      let names: Query = "SELECT name FROM access_tokens ORDER BY 1"
      world.clock.advance(by: .seconds(30 * 86_400))
      _ = try await world.office.clearAccounts()
      #expect(try await world.texts(names) == ["Endless", "Month", "Revoked"])
      world.clock.advance(by: .seconds(1))
      _ = try await world.office.clearAccounts()
      #expect(try await world.texts(names) == ["Endless", "Month"])
      world.clock.advance(by: .seconds(30 * 86_400))
      _ = try await world.office.clearAccounts()
      #expect(try await world.texts(names) == ["Endless"])
    }
  }

  @Test func `those that ended leave room for others`() async throws {
    try await withAccount { world in
      for number in 1...AccessTokenLimits.most { _ = try await world.makeToken("\(number)", life: "30d") }
      world.clock.advance(by: .seconds(30 * 86_400))
      _ = try await world.makeToken("Fresh")
    }
  }
}

extension TestAccount {
  fileprivate func makeToken(_ name: String, of owner: UserID) async throws -> AccessTokenText {
    let form = AccessTokenForm(name: name, scopes: ["read"], life: "90d", password: Self.password)
    guard case .created(_, let text) = try await office.createAccessToken(form, of: owner, caller: caller) else {
      throw Unexpected("no token")
    }
    return text
  }

  fileprivate func reset() async throws {
    _ = try await office.forgotPassword("demo", caller: caller)
    let token = try await token("reset_password")
    #expect(try await office.resetPassword(token, to: "a new sentence", caller: caller) == .done)
  }

  /// What the letter about the new password says of tokens.
  fileprivate var told: String? {
    get async throws {
      try await texts(
        "SELECT coalesce(view ->> 'tokens', '-') FROM email_logs WHERE template_name = 'password_changed'"
      ).first
    }
  }
}
