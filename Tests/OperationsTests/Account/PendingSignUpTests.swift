import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// What others see of sign-ups that nobody has confirmed: nothing.
@Suite struct PendingSignUpTests {
  private static func form(
    _ username: String, _ email: String, _ password: String = "a long sentence"
  ) -> SignUpForm {
    SignUpForm(username: username, email: email, password: password)
  }

  /// Of `demo@example.org` and of an address that nobody has.
  @Test(arguments: ["demo@example.org", "nobody@example.org"])
  func `nothing that is asked after signing up tells whether the address had an account`(email: String) async throws {
    try await withAccount { world in
      try await world.wrote(Self.form("lan", email))
      // The name is as free as before.
      try await world.wrote(Self.form("lan", "another@example.org"))
      #expect(try await world.office.signUpRefusals(of: Self.form("lan", "third@example.org")).isEmpty)
      for login in [email, "lan"] {
        let outcome = try await world.office.signIn(login, password: "a long sentence", caller: world.caller)
        guard case .refused = outcome else { throw Unexpected("\(outcome)") }
        #expect(try await world.office.forgotPassword(login, caller: world.caller) == .wrote)
      }
      #expect(try await world.office.owner(named: "lan") == nil)
      let changed = try await world.office.changeEmail(
        to: email, password: TestAccount.password, of: try await world.makeOwner("erik"), caller: world.caller)
      #expect(changed == .done)
    }
  }

  @Test func `of two who ask for a name the first to confirm has it, and the other chooses another one`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form("lan", "early@example.org"))
      let early = try await world.token("verify_address")
      try await world.wrote(Self.form("lan", "late@example.org"))
      let late = try await world.token("verify_address")
      #expect(try await world.isLetIn(by: late, "a long sentence"))

      guard case .first(_, true) = try await world.office.address(early) else { throw Unexpected("the name is free") }
      func verify(as username: String?, _ password: String = "a long sentence") async throws -> VerifyOutcome {
        try await world.office.verify(early, as: username, password: password, caller: world.caller)
      }
      let refused: [(String?, String, [AccountRefusal])] = [
        (nil, "a long sentence", [AccountRefusal(.username, .usernameTaken)]),
        ("LAN", "a long sentence", [AccountRefusal(.username, .usernameTaken)]),
        ("demo", "a long sentence", [AccountRefusal(.username, .usernameTaken)]),
        ("login", "a long sentence", [AccountRefusal(.username, .unfitUsername)]),
        ("", "guess", [AccountRefusal(.username, .field(.missing)), AccountRefusal(.password, .wrong)]),
      ]
      for (username, password, expected) in refused {
        let outcome = try await verify(as: username, password)
        guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
        #expect(refusals == expected)
      }
      guard case .signedIn(_, let session) = try await verify(as: "Lan-2") else { throw Unexpected("not let in") }
      #expect(session.owner.username == "lan-2")
      #expect(try await world.office.owner(named: "lan-2") != nil)
    }
  }

  @Test func `of many who confirm the same address at the same moment one has it`() async throws {
    try await withAccount { world in
      var tokens: [LinkToken] = []
      for number in 1...4 {
        try await world.wrote(Self.form("lan-\(number)", "lan@example.org"))
        tokens.append(try await world.token("verify_address"))
      }
      let links = tokens
      let inCount = try await withThrowingTaskGroup(of: Bool.self) { group in
        for link in links {
          group.addTask {
            switch try await world.office.verify(link, password: "a long sentence", caller: world.caller) {
            case .signedIn: return true
            case .taken, .gone: return false
            case let outcome: throw Unexpected("\(outcome)")
            }
          }
        }
        return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
      }
      #expect(inCount == 1)
      #expect(
        try await world.count("SELECT count(*) FROM users WHERE email = 'lan@example.org' AND email_verified") == 1)
    }
  }

  @Test func `an owner has another address whoever asked for an account with it`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form("squatter", "mine@example.org"))
      let squatters = try await world.token("verify_address")
      let asked = try await world.office.changeEmail(
        to: "mine@example.org", password: TestAccount.password, of: world.owner, caller: world.caller)
      #expect(asked == .done)
      let token = try await world.token("confirm_address")
      let outcome = try await world.office.verify(token, password: TestAccount.password, caller: world.caller)
      guard case .changed = outcome else {
        throw Unexpected("not changed")
      }
      #expect(try await world.isGone(squatters))
    }
  }

  @Test func `a closed account that can't be opened again holds nothing, cleared away or not`() async throws {
    try await withAccount { world in
      let closed = try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: world.caller)
      #expect(closed == .done)
      world.clock.advance(by: .seconds(AccountLimits.reopening + 1))
      try await world.wrote(Self.form("demo", "demo@example.org"))
      #expect(try await world.isLetIn(by: try await world.token("verify_address"), "a long sentence"))
    }
  }

  @Test func `what nobody confirms within a day is cleared away`() async throws {
    try await withAccount { world in
      for number in 1...2 { try await world.wrote(Self.form("lan", "lan-\(number)@example.org")) }
      world.clock.advance(by: .seconds(AccountLimits.verifying))
      #expect(try await world.office.clearAccounts() == 0)
      world.clock.advance(by: .seconds(1))
      #expect(try await world.office.clearAccounts() == 2)
    }
  }
}
