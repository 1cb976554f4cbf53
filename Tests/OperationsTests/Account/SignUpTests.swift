import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct SignUpTests {
  private static func form(
    _ username: String = "lan", _ email: String = "lan@example.org", _ password: String = "a long sentence"
  ) -> SignUpForm {
    SignUpForm(username: username, email: email, password: password, zone: TestOffice.berlin, locale: "vi")
  }

  @Test func `who signs up is written to, and let in once the address is confirmed`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form())
      #expect(try await world.letters == ["verify_address lan@example.org vi"])
      guard case .refused = try await world.office.signIn("lan", password: "a long sentence", caller: world.caller)
      else { throw Unexpected("let in unverified") }
      #expect(try await world.office.owner(named: "lan") == nil)

      let token = try await world.token("verify_address")
      guard case .first(let owner, isNameTaken: false) = try await world.office.address(token) else {
        throw Unexpected("no address")
      }
      #expect(owner.username == "lan" && owner.zone == TestOffice.berlin)
      #expect(try await world.isLetIn(by: token, "a long sentence"))
      #expect(try await world.office.owner(named: "lan") != nil)
      guard case .signedIn = try await world.office.signIn("lan", password: "a long sentence", caller: world.caller)
      else { throw Unexpected("not let in") }
      #expect(try await world.isGone(token))
    }
  }

  /// Who typed the address may not be who reads its letters.
  @Test func `the letter's reader lets nobody in whose password they do not know`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form())
      let token = try await world.token("verify_address")
      for (password, problem) in [("", AccountProblem.field(.missing)), ("another sentence", .wrong)] {
        let outcome = try await world.office.verify(token, password: password, caller: world.caller)
        guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
        #expect(refusals == [AccountRefusal(.password, problem)])
      }
      guard case .refused = try await world.office.signIn("lan", password: "a long sentence", caller: world.caller)
      else { throw Unexpected("let in by a stranger's answer") }
      #expect(try await world.isLetIn(by: token, "a long sentence"))
    }
  }

  @Test func `passwords are guessed at the letter's link no oftener than elsewhere`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form())
      let (token, office) = (try await world.token("verify_address"), world.world.strict())
      for _ in 1...10 {
        guard case .refused = try await office.verify(token, password: "guess", caller: world.caller) else {
          throw Unexpected("not refused")
        }
      }
      guard case .tooMany = try await office.verify(token, password: "a long sentence", caller: world.caller) else {
        throw Unexpected("an eleventh guess")
      }
      #expect(try await world.audit.filter { $0 == "user.verify failure wrong password" }.count == 10)
    }
  }

  @Test func `who did not sign up takes it back, and may sign up themselves`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form())
      let token = try await world.token("verify_address")
      let forged = LinkToken(owner: token.owner, token: .random())
      #expect(try await !world.office.declineSignUp(forged, caller: world.caller))
      #expect(try await world.office.declineSignUp(token, caller: world.caller))
      #expect(try await !world.office.declineSignUp(token, caller: world.caller))
      #expect(try await world.isGone(token))
      guard case .refused = try await world.office.signIn("lan", password: "a long sentence", caller: world.caller)
      else { throw Unexpected("still there") }
      try await world.wrote(Self.form("lan", "lan@example.org", "another sentence"))
      let own = try await world.token("verify_address")
      #expect(try await world.isLetIn(by: own, "another sentence"))
      #expect(try await !world.office.declineSignUp(own, caller: world.caller))
      #expect(try await world.count("SELECT count(*) FROM users") == 2)
    }
  }

  @Test func `an address that has an account is written to as well, and nothing is changed`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form("another", "DEMO@example.org"))
      #expect(try await world.letters == ["account_exists demo@example.org en"])
      #expect(try await world.count("SELECT count(*) FROM users") == 1)
      guard case .signedIn = try await world.outcome() else { throw Unexpected("the password was changed") }
    }
  }

  @Test func `the first account of a house is let in at once`() async throws {
    try await withFloor { database, _ in
      let office = TestOffice.office(database, ManualClock())
      let outcome = try await office.signUp(Self.form(), caller: .house)
      guard case .signedIn(let token, let session) = outcome else { throw Unexpected("\(outcome)") }
      #expect(session.owner.username == "lan")
      #expect(try await office.session(token.text, caller: .house) != nil)
      #expect(try await database.query("SELECT 1 FROM email_logs").isEmpty)
      guard case .wrote = try await office.signUp(Self.form("ben", "ben@example.org"), caller: .house) else {
        throw Unexpected("the second needed no letter")
      }
    }
  }

  @Test func `of two who find an empty house at the same moment one is the first`() async throws {
    try await withFloor { database, _ in
      let clock = ManualClock()
      let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 1...4 {
          group.addTask {
            let form = Self.form("lan-\(number)", "lan\(number)@example.org")
            guard case .signedIn = try await TestOffice.office(database, clock).signUp(form, caller: .house) else {
              return false
            }
            return true
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { $0 } == 1)
      #expect(try await database.query("SELECT 1 FROM users").count == 4)
    }
  }

  @Test(arguments: [
    ("", "lan@example.org", "a long sentence", AccountField.username, AccountProblem.field(.missing)),
    ("l", "lan@example.org", "a long sentence", .username, .unfitUsername),
    ("-lan", "lan@example.org", "a long sentence", .username, .unfitUsername),
    ("lần", "lan@example.org", "a long sentence", .username, .unfitUsername),
    ("login", "lan@example.org", "a long sentence", .username, .unfitUsername),
    ("Demo", "lan@example.org", "a long sentence", .username, .usernameTaken),
    ("lan", "", "a long sentence", .email, .field(.missing)),
    ("lan", "lan", "a long sentence", .email, .field(.notAnEmail)),
    ("lan", "lan@example.org\u{0}", "a long sentence", .email, .field(.unprintable)),
    ("lan", "lan@example.org", "", .password, .field(.missing)),
    ("lan", "lan@example.org", "seven77", .password, .tooShort(least: 8)),
    ("lan", "lan@example.org", "Password1", .password, .tooCommon),
    ("lan", "lan@example.org", "zzzzzzzzzzzz", .password, .tooCommon),
    ("lan", "lan@example.org", "Lan@example.org", .password, .knownToOthers),
    ("lan-nguyen", "lan@example.org", "lan-nguyen", .password, .knownToOthers),
    ("lan", "lan@example.org", String(repeating: "xy", count: 2_049), .password, .field(.tooLong(limit: 4_096))),
  ])
  func `what can't be is refused, each in its field`(
    username: String, email: String, password: String, field: AccountField, problem: AccountProblem
  ) async throws {
    try await withAccount { world in
      let outcome = try await world.office.signUp(Self.form(username, email, password), caller: world.caller)
      guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
      #expect(refusals == [AccountRefusal(field, problem)])
      #expect(try await world.count("SELECT count(*) FROM users") == 1)
      #expect(try await world.letters == [])
    }
  }

  @Test func `everything that is wrong is said at once, a taken name and words of the house among it`() async throws {
    try await withAccount { world in
      for (username, problem) in [("admin", AccountProblem.unfitUsername), ("demo", .usernameTaken)] {
        let outcome = try await world.office.signUp(Self.form(username, "nobody", "short"), caller: world.caller)
        guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
        #expect(
          Set(refusals) == [
            AccountRefusal(.username, problem), AccountRefusal(.email, .field(.notAnEmail)),
            AccountRefusal(.password, .tooShort(least: 8)),
          ])
      }
      // Who signs up again under the same name is not in their own way.
      try await world.wrote(Self.form())
      let again = try await world.office.signUpRefusals(of: Self.form("lan", "lan@example.org", "short"))
      #expect(again == [AccountRefusal(.password, .tooShort(least: 8))])
    }
  }

  @Test func `the words of the house are those the database knows`() async throws {
    try await withAccount { world in
      let known = try await world.texts(
        """
        SELECT (regexp_matches(pg_get_constraintdef(oid), $$'([a-z]+)'::text$$, 'g'))[1]
        FROM pg_constraint WHERE conname = 'users_username_free'
        """)
      #expect(Set(known) == Username.houseWords)
    }
  }

  @Test func `a taken username is said to a known address as to an unknown one`() async throws {
    try await withAccount { world in
      _ = try await world.makeOwner("erik")
      for email in ["demo@example.org", "new@example.org"] {
        let outcome = try await world.office.signUp(Self.form("erik", email), caller: world.caller)
        guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
        #expect(refusals == [AccountRefusal(.username, .usernameTaken)])
      }
    }
  }

  @Test func `who signs up again may confirm either, and the other is gone with that`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form())
      let first = try await world.token("verify_address")
      try await world.wrote(Self.form("lan", "Lan@Example.org", "another sentence"))
      let second = try await world.token("verify_address")
      #expect(try await world.count("SELECT count(*) FROM users") == 3)
      #expect(try await world.isLetIn(by: first, "a long sentence"))
      #expect(try await world.isGone(second))
      #expect(try await world.count("SELECT count(*) FROM users") == 2)
    }
  }

  @Test func `a link works for a day, for its account alone`() async throws {
    try await withAccount { world in
      try await world.wrote(Self.form())
      let token = try await world.token("verify_address")
      let forged = [
        LinkToken(owner: world.owner.uuid, token: token.token), LinkToken(owner: token.owner, token: .random()),
      ]
      for other in forged { #expect(try await world.isGone(other)) }
      world.clock.advance(by: .seconds(86_400))
      #expect(try await world.isGone(token))
    }
  }

  @Test func `who asks too often is asked to wait`() async throws {
    try await withAccount { world in
      let office = world.world.strict()
      for _ in 1...4 {
        guard case .wrote = try await office.signUp(Self.form(), caller: world.caller) else {
          throw Unexpected("refused")
        }
      }
      guard case .tooMany = try await office.signUp(Self.form(), caller: world.caller) else {
        throw Unexpected("a fifth letter")
      }
    }
  }
}
