import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct ChangeTests {
  @Test func `another address counts once its own letter was answered, and the old one is told`() async throws {
    try await withAccount { world in
      let asked = try await world.changeEmail(to: "dana@example.org")
      #expect(asked == .done)
      #expect(try await world.letters == ["confirm_address dana@example.org en"])
      #expect(try await world.office.waitingEmail(of: world.owner) == "dana@example.org")
      #expect(try await world.texts("SELECT email FROM users") == ["demo@example.org"])
      let token = try await world.token("confirm_address")
      guard case .another(_, "dana@example.org") = try await world.office.address(token) else {
        throw Unexpected("not found")
      }
      guard case .changed = try await world.verify(token, signedIn: world.owner) else { throw Unexpected("same") }
      #expect(try await world.texts("SELECT email FROM users") == ["dana@example.org"])
      #expect(try await world.letters.last == "address_changed demo@example.org en")
      #expect(try await world.office.waitingEmail(of: world.owner) == nil)
      #expect(try await world.isGone(token))
      _ = try await world.signIn("dana@example.org")
    }
  }

  @Test func `whoever reads letters at the new address makes it nobody's but their own`() async throws {
    try await withAccount { world in
      let stranger = try await world.makeOwner("erik")
      _ = try await world.changeEmail(to: "dana@example.org")
      let token = try await world.token("confirm_address")
      for (password, owner) in [("", nil), ("", stranger), ("guess", nil), ("guess", stranger)] {
        let outcome = try await world.verify(token, password: password, signedIn: owner)
        guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
        #expect(refusals == [AccountRefusal(.password, password.isEmpty ? .field(.missing) : .wrong)])
      }
      #expect(try await world.texts("SELECT email FROM users WHERE username = 'demo'") == ["demo@example.org"])
      #expect(try await world.audit.filter { $0.hasPrefix("user.verify") }.count == 2)
      guard case .changed = try await world.verify(token, password: TestAccount.password) else {
        throw Unexpected("the password is not enough")
      }
    }
  }

  @Test func `it takes the password, and another address`() async throws {
    try await withAccount { world in
      let wrong = try await world.changeEmail(to: "dana@example.org", password: "guess")
      #expect(wrong == .refused([AccountRefusal(.current, .wrong)]))
      #expect(try await world.changeEmail(to: "Demo@example.org") == .refused([AccountRefusal(.email, .knownToOthers)]))
      #expect(try await world.changeEmail(to: "dana") == .refused([AccountRefusal(.email, .field(.notAnEmail))]))
      #expect(try await world.letters == [])
    }
  }

  @Test func `the address of another account is written to, and stays theirs`() async throws {
    try await withAccount { world in
      _ = try await world.makeOwner("erik")
      let asked = try await world.changeEmail(to: "erik@example.org")
      #expect(asked == .done)
      #expect(try await world.letters == ["account_exists erik@example.org en"])
      // Who asked sees no difference.
      #expect(try await world.office.waitingEmail(of: world.owner) == "erik@example.org")
      #expect(try await world.audit.last == "user.email_asked success -")
      let known = try await world.office.letters(of: world.owner, behind: nil, limit: 10)
      _ = try await world.changeEmail(to: "dana@example.org")
      let unknown = try await world.office.letters(of: world.owner, behind: nil, limit: 10)
      #expect(known.isEmpty && unknown.isEmpty)
    }
  }

  @Test func `an address that was taken meanwhile stays where it is`() async throws {
    try await withAccount { world in
      _ = try await world.changeEmail(to: "erik@example.org")
      let token = try await world.token("confirm_address")
      _ = try await world.makeOwner("erik")
      guard case .taken = try await world.verify(token, signedIn: world.owner) else { throw Unexpected("stolen") }
      #expect(
        try await world.texts("SELECT email FROM users ORDER BY email") == ["demo@example.org", "erik@example.org"])
    }
  }

  @Test func `a change that was thought better of can't be confirmed any more`() async throws {
    try await withAccount { world in
      _ = try await world.changeEmail(to: "dana@example.org")
      let token = try await world.token("confirm_address")
      try await world.office.forgetNewEmail(of: world.owner, caller: world.caller)
      #expect(try await world.isGone(token))
    }
  }

  @Test func `a new password ends every other session`() async throws {
    try await withAccount { world in
      let (here, session) = try await world.signIn()
      let (there, _) = try await world.signIn()
      let outcome = try await world.changePassword(to: "a new sentence", keeping: session.id)
      #expect(outcome == .done)
      #expect(try await world.office.session(here.text, caller: world.caller) != nil)
      #expect(try await world.office.session(there.text, caller: world.caller) == nil)
      #expect(try await world.letters == ["password_changed demo@example.org en"])
      guard case .signedIn = try await world.outcome("a new sentence") else { throw Unexpected("not let in") }
    }
  }

  @Test(arguments: [
    ("guess", "a new sentence", AccountField.current, AccountProblem.wrong),
    ("", "a new sentence", .current, .field(.missing)),
    (TestAccount.password, TestAccount.password, .password, .knownToOthers),
    (TestAccount.password, "short", .password, .tooShort(least: 8)),
  ])
  func `a password that can't be, or by who can't say the old one, changes nothing`(
    current: String, new: String, field: AccountField, problem: AccountProblem
  ) async throws {
    try await withAccount { world in
      let outcome = try await world.changePassword(from: current, to: new, keeping: nil)
      #expect(outcome == .refused([AccountRefusal(field, problem)]))
      guard case .signedIn = try await world.outcome() else { throw Unexpected("changed") }
    }
  }

  @Test func `guessing the password of somebody signed in ends soon`() async throws {
    try await withAccount { world in
      let office = world.world.strict()
      for _ in 1...10 {
        _ = try await office.changeEmail(
          to: "dana@example.org", password: "guess", of: world.owner, caller: world.caller)
      }
      let outcome = try await office.changeEmail(
        to: "dana@example.org", password: TestAccount.password, of: world.owner, caller: world.caller)
      #expect(outcome == .tooMany(Wait(seconds: 61)))
    }
  }
}

extension TestAccount {
  fileprivate func changeEmail(
    to email: String, password: String = TestAccount.password
  ) async throws -> GuardedOutcome {
    try await office.changeEmail(to: email, password: password, of: owner, caller: caller)
  }

  fileprivate func changePassword(
    from current: String = TestAccount.password, to password: String, keeping session: SessionID?
  ) async throws -> GuardedOutcome {
    try await office.changePassword(from: current, to: password, of: owner, keeping: session, caller: caller)
  }
}
