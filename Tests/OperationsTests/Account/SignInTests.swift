import CivilTime
import Crypto
import Postgres
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct SignInTests {
  @Test(arguments: ["demo", "DEMO", "demo@example.org", "Demo@Example.ORG"])
  func `an owner comes in by username or address, in any letters`(login: String) async throws {
    try await withAccount { world in
      let (token, session) = try await world.signIn(login)
      #expect(session.owner.id == world.owner)
      #expect(session.owner.isActive)
      let found = try await world.office.session(token.text, caller: world.caller)
      #expect(found?.id == session.id)
      #expect(found?.owner == session.owner)
      #expect(try await world.audit == ["session.create success -"])
      #expect(try await world.count("SELECT count(*) FROM users WHERE last_login_at IS NOT NULL") == 1)
    }
  }

  @Test(arguments: [
    ("demo", "wrong password"), ("demo", ""), ("demo", "right password "), ("nobody", "right password"),
    ("", ""), ("nobody@example.org", "right password"), ("demo\u{0}", "right password"), ("%", "right password"),
    (String(repeating: "a", count: 5_000), String(repeating: "b", count: 5_000)),
  ])
  func `who has the wrong password is told nothing, and it is noted`(login: String, password: String) async throws {
    try await withAccount { world in
      let outcome = try await world.office.signIn(login, password: password, caller: world.caller)
      guard case .refused = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.audit == ["session.create failure wrong password"])
      #expect(try await world.count("SELECT count(*) FROM sessions") == 0)
    }
  }

  @Test func `who has the right password learns what is in the way`() async throws {
    try await withAccount { world in
      try await world.run("UPDATE users SET status = 'suspended'")
      guard case .suspended = try await world.outcome() else { throw Unexpected("not suspended") }
      guard case .refused = try await world.outcome("wrong password") else { throw Unexpected("told too much") }
      #expect(
        try await world.audit == [
          "session.create failure suspended", "session.create failure wrong password",
        ])
    }
  }

  @Test func `signing in ends the session the browser had, and no other`() async throws {
    try await withAccount { world in
      let (first, _) = try await world.signIn()
      let (elsewhere, _) = try await world.signIn()
      let outcome = try await world.outcome(replacing: first.text)
      guard case .signedIn(let second, _) = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.office.session(first.text, caller: world.caller) == nil)
      #expect(try await world.office.session(second.text, caller: world.caller) != nil)
      #expect(try await world.office.session(elsewhere.text, caller: world.caller) != nil)
    }
  }

  @Test func `a wrong password leaves the browser's session as it is`() async throws {
    try await withAccount { world in
      let (first, _) = try await world.signIn()
      guard case .refused = try await world.outcome("wrong password", replacing: first.text) else {
        throw Unexpected("let in")
      }
      #expect(try await world.office.session(first.text, caller: world.caller) != nil)
    }
  }

  @Test func `a password hashed cheaply is hashed anew while it is at hand`() async throws {
    try await withAccount { world in
      let dear = TestOffice.office(world.database, world.clock, accounts: TestAccount.keys(cost: 5))
      guard case .signedIn = try await dear.signIn("demo", password: TestAccount.password, caller: world.caller) else {
        throw Unexpected("not let in")
      }
      let kept = try await world.texts("SELECT password_hash FROM users")
      #expect(try kept.map { try PasswordHash($0).cost } == [5])
      guard case .signedIn = try await world.outcome() else { throw Unexpected("not let in again") }
    }
  }
}
