import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct AccessTokenTests {
  @Test func `a token made for a program opens its owner's data, as far as it was made for`() async throws {
    try await withAccount { world in
      let (made, text) = try await world.makeToken("Backup", ["read"])
      #expect(text.text.hasPrefix("calento_"))
      #expect(text.text.utf8.count == 72)
      let bearer = try await world.bearer(text.text)
      #expect(bearer?.owner.id == world.owner)
      #expect(bearer?.owner.isActive == true)
      #expect(bearer?.token == ActingToken(id: made.id, name: made.name))
      #expect(bearer?.scopes == [.read])
      #expect(bearer?.mayWrite == false)
      #expect(bearer?.session == nil)
      #expect(try await world.audit == ["access_token.create success -"])
    }
  }

  @Test func `who may write may read`() async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken("Sync", ["write"])
      #expect(try await world.bearer(text.text)?.scopes == [.read, .write])
    }
  }

  @Test func `a session's token opens everything`() async throws {
    try await withAccount { world in
      let (token, session) = try await world.signIn()
      let bearer = try await world.bearer(token.text)
      #expect(bearer?.session == session.id)
      #expect(bearer?.owner == session.owner)
      #expect(bearer?.mayWrite == true)
    }
  }

  @Test func `of a token nothing is kept that opens anything`() async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken()
      let kept = try await world.texts("SELECT row_to_json(t)::text FROM access_tokens t").joined()
      let logged = try await world.texts("SELECT row_to_json(l)::text FROM audit_logs l").joined()
      let secret = text.text.suffix(43)
      #expect(!kept.contains(secret))
      #expect(!logged.contains(secret))
      #expect("\(text)" == "AccessTokenText(…)")
      #expect(!String(reflecting: text).contains(secret))
    }
  }

  @Test(arguments: zip(AccessTokenLife.allCases, [30, 90, 365, nil] as [Int?]))
  func `it ends when it was to`(life: AccessTokenLife, days: Int?) async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken(life: life.rawValue)
      world.clock.advance(by: .seconds((days ?? 3_650) * 86_400 - 1))
      #expect(try await world.bearer(text.text) != nil)
      world.clock.advance(by: .seconds(1))
      #expect(try await (world.bearer(text.text) == nil) == (days != nil))
    }
  }

  @Test func `revoked it is worthless at once, and off the list`() async throws {
    try await withAccount { world in
      let (first, text) = try await world.makeToken("First")
      let (second, other) = try await world.makeToken("Second")
      let owner = world.owner
      #expect(try await world.office.accessTokens(of: owner).map(\.id) == [second.id, first.id])
      #expect(try await world.office.revokeAccessToken(first.id, of: owner, caller: world.caller) == "First")
      #expect(try await world.bearer(text.text) == nil)
      #expect(try await world.bearer(other.text) != nil)
      #expect(try await world.office.accessTokens(of: owner).map(\.name) == ["Second"])
      #expect(try await world.office.revokeAccessToken(first.id, of: owner, caller: world.caller) == nil)
      #expect(try await world.audit.filter { $0.contains("revoke") } == ["access_token.revoke success -"])
    }
  }

  @Test func `nobody sees or revokes another owner's token`() async throws {
    try await withAccount { world in
      let (made, text) = try await world.makeToken()
      let other = try await world.makeOwner("erik")
      #expect(try await world.office.accessTokens(of: other) == [])
      #expect(try await world.office.revokeAccessToken(made.id, of: other, caller: world.caller) == nil)
      #expect(try await world.bearer(text.text) != nil)
    }
  }

  @Test func `its use is noted every five minutes`() async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken()
      #expect(try await world.lastUsed() == nil)
      let first = world.office.now
      _ = try await world.bearer(text.text)
      #expect(try await world.lastUsed() == first)
      world.clock.advance(by: .seconds(299))
      _ = try await world.bearer(text.text)
      #expect(try await world.lastUsed() == first)
      world.clock.advance(by: .seconds(2))
      _ = try await world.bearer(text.text)
      #expect(try await world.lastUsed() == first.adding(seconds: 301))
    }
  }

  @Test(arguments: [
    "UPDATE users SET status = 'suspended'", "UPDATE users SET email_verified = false",
    "UPDATE users SET deleted_at = now()", "DELETE FROM users", "UPDATE access_tokens SET token_hash = sha256('other')",
  ])
  func `who was shut out is out with all programs`(change: String) async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken()
      try await world.run(change)
      #expect(try await world.bearer(text.text) == nil)
    }
  }

  @Test func `what only looks like a token opens nothing`() async throws {
    try await withAccount { world in
      let (_, text) = try await world.makeToken()
      let erik = try await world.makeOwner("erik")
      let secret = try Base64.url.decode(Array(text.text.utf8.dropFirst(8))).suffix(32)
      let moved = try #require(Token(bytes: secret))
      let lookalikes = [
        "", "calento_", "calento_" + String(repeating: "A", count: 64), text.text + "A", String(text.text.dropLast()),
        String(text.text.dropFirst(8)), text.text.uppercased(), text.text + "\u{0}",
        "Calento_" + text.text.dropFirst(8),
        "calento_" + LinkToken(owner: erik.uuid, token: moved).text,
        "calento_" + LinkToken(owner: world.owner.uuid, token: .random()).text,
      ]
      for lookalike in lookalikes { #expect(try await world.bearer(lookalike) == nil, "\(lookalike)") }
      #expect(try await world.bearer(text.text) != nil)
    }
  }
}

@Suite struct AccessTokenFormTests {
  private static func form(
    name: String = "Backup", scopes: [String] = ["read"], life: String = "30d", password: String = TestAccount.password
  ) -> AccessTokenForm {
    AccessTokenForm(name: name, scopes: scopes, life: life, password: password)
  }

  @Test(
    arguments: [
      (Self.form(name: " "), AccountRefusal(.tokenName, .field(.missing))),
      (Self.form(name: "\u{200B}"), AccountRefusal(.tokenName, .field(.missing))),
      (Self.form(name: "a\nb"), AccountRefusal(.tokenName, .field(.unprintable))),
      (Self.form(name: String(repeating: "a", count: 101)), AccountRefusal(.tokenName, .field(.tooLong(limit: 100)))),
      (Self.form(scopes: []), AccountRefusal(.scopes, .field(.missing))),
      (Self.form(scopes: ["read", "admin"]), AccountRefusal(.scopes, .field(.notAChoice))),
      (Self.form(life: ""), AccountRefusal(.expires, .field(.missing))),
      (Self.form(life: "31d"), AccountRefusal(.expires, .field(.notAChoice))),
      (Self.form(password: ""), AccountRefusal(.current, .field(.missing))),
      (Self.form(password: "wrong"), AccountRefusal(.current, .wrong)),
    ])
  func `a form with a fault makes none`(form: AccessTokenForm, refusal: AccountRefusal) async throws {
    try await withAccount { world in
      let outcome = try await world.office.createAccessToken(form, of: world.owner, caller: world.caller)
      guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
      #expect(refusals == [refusal])
      #expect(try await world.count("SELECT count(*) FROM access_tokens") == 0)
    }
  }

  @Test func `a form that comes twice makes one, revoked or not`() async throws {
    try await withAccount { world in
      var form = TestAccount.tokenForm
      form.id = world.office.newAccessTokenID()
      func send() async throws -> AccessTokenOutcome {
        try await world.office.createAccessToken(form, of: world.owner, caller: world.caller)
      }
      guard case .created(let token, _) = try await send() else { throw Unexpected("none") }
      guard case .repeated = try await send() else { throw Unexpected("two") }
      _ = try await world.office.revokeAccessToken(token.id, of: world.owner, caller: world.caller)
      guard case .repeated = try await send() else { throw Unexpected("two, one of them revoked") }
      #expect(try await world.count("SELECT count(*) FROM access_tokens") == 1)
      #expect(try await world.audit.filter { $0.hasPrefix("access_token.create") }.count == 1)
    }
  }

  @Test func `an owner has fifty at most; one that is revoked makes room`() async throws {
    try await withAccount { world in
      let (first, _) = try await world.makeToken()
      try await world.run(
        """
        INSERT INTO access_tokens (user_id, id, name, token_hash, scopes)
        SELECT user_id, gen_random_uuid(), name, sha256(n::text::bytea), scopes
        FROM access_tokens, generate_series(1, 49) n
        """)
      let outcome = try await world.office.createAccessToken(
        TestAccount.tokenForm, of: world.owner, caller: world.caller)
      guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
      #expect(refusals == [AccountRefusal(.tokenName, .field(.tooMany(limit: 50)))])
      _ = try await world.office.revokeAccessToken(first.id, of: world.owner, caller: world.caller)
      _ = try await world.makeToken()
    }
  }

  @Test func `guessing the password there is slowed down`() async throws {
    try await withAccount { world in
      var form = TestAccount.tokenForm
      form.password = "wrong"
      let strict = world.world.strict()
      for _ in 1...10 { _ = try await strict.createAccessToken(form, of: world.owner, caller: world.caller) }
      let outcome = try await strict.createAccessToken(TestAccount.tokenForm, of: world.owner, caller: world.caller)
      guard case .tooMany = outcome else { throw Unexpected("\(outcome)") }
    }
  }
}

extension TestAccount {
  static let tokenForm = AccessTokenForm(name: "Backup", scopes: ["read"], life: "30d", password: password)

  func makeToken(
    _ name: String = "Backup", _ scopes: [String] = ["read"], life: String = "90d"
  ) async throws -> (AccessToken, AccessTokenText) {
    let form = AccessTokenForm(name: name, scopes: scopes, life: life, password: Self.password)
    let outcome = try await office.createAccessToken(form, of: owner, caller: caller)
    guard case .created(let token, let text) = outcome else { throw Unexpected("\(outcome)") }
    return (token, text)
  }

  func bearer(_ token: String) async throws -> Bearer? { try await office.bearer(token, caller: caller) }

  fileprivate func lastUsed() async throws -> Instant? {
    try await office.accessTokens(of: owner).first?.lastUsedAt
  }
}
