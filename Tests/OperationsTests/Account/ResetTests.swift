import CivilTime
import Crypto
import Postgres
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct ResetTests {
  @Test func `a forgotten password is replaced by a letter's link, and every session ends`() async throws {
    try await withAccount { world in
      let (session, _) = try await world.signIn()
      #expect(try await world.office.forgotPassword(" demo@example.org ", caller: world.caller) == .wrote)
      #expect(try await world.letters == ["reset_password demo@example.org en"])
      let token = try await world.token("reset_password")
      #expect(try await world.office.resetting(token)?.username == "demo")
      #expect(try await world.office.resetPassword(token, to: "a new sentence", caller: world.caller) == .done)
      #expect(try await world.office.session(session.text, caller: world.caller) == nil)
      guard case .refused = try await world.outcome() else { throw Unexpected("the old password works") }
      guard case .signedIn = try await world.outcome("a new sentence") else { throw Unexpected("the new one does not") }
      #expect(
        try await world.letters == ["reset_password demo@example.org en", "password_changed demo@example.org en"])
      #expect(try await world.office.resetPassword(token, to: "one more sentence", caller: world.caller) == .gone)
    }
  }

  @Test(arguments: ["nobody@example.org", "nobody", "", "@", "\u{0}"])
  func `an unknown address gets the same answer and no letter`(login: String) async throws {
    try await withAccount { world in
      let outcome = try await world.office.forgotPassword(login, caller: world.caller)
      #expect(outcome == .wrote)
      #expect(try await world.letters == [])
    }
  }

  @Test func `a password that can't be is refused, and the link still works`() async throws {
    try await withAccount { world in
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      let token = try await world.token("reset_password")
      let refused = try await world.office.resetPassword(token, to: "short", caller: world.caller)
      #expect(refused == .refused([AccountRefusal(.password, .tooShort(least: 8))]))
      #expect(try await world.office.resetPassword(token, to: "a new sentence", caller: world.caller) == .done)
    }
  }

  @Test func `a link works for an hour, and only the last one sent does`() async throws {
    try await withAccount { world in
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      let first = try await world.token("reset_password")
      world.clock.advance(by: .seconds(60))
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      #expect(try await world.office.resetting(first) == nil)
      let second = try await world.token("reset_password")
      world.clock.advance(by: .seconds(3_599))
      #expect(try await world.office.resetting(second) != nil)
      world.clock.advance(by: .seconds(1))
      #expect(try await world.office.resetting(second) == nil)
      #expect(try await world.office.resetPassword(second, to: "a new sentence", caller: world.caller) == .gone)
    }
  }

  @Test func `of many who use a link at the same moment one does`() async throws {
    try await withAccount { world in
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      let token = try await world.token("reset_password")
      let done = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 1...6 {
          group.addTask {
            try await world.office.resetPassword(token, to: "sentence \(number)", caller: world.caller) == .done
          }
        }
        return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
      }
      #expect(done == 1)
    }
  }

  @Test func `who has not confirmed their address is asked for that instead`() async throws {
    try await withAccount { world in
      let form = SignUpForm(username: "lan", email: "lan@example.org", password: "a long sentence")
      try await world.wrote(form)
      let first = try await world.token("verify_address")
      // A name is nobody's yet.
      for login in ["lan", "Lan@example.org"] {
        #expect(try await world.office.forgotPassword(login, caller: world.caller) == .wrote)
      }
      #expect(
        try await world.letters == ["verify_address lan@example.org en", "verify_address lan@example.org en"])
      #expect(try await world.isGone(first))
      #expect(try await world.isLetIn(by: try await world.token("verify_address"), "a long sentence"))
    }
  }

  @Test func `a suspended owner is written nothing`() async throws {
    try await withAccount { world in
      try await world.run("UPDATE users SET status = 'suspended'")
      #expect(try await world.office.forgotPassword("demo", caller: world.caller) == .wrote)
      #expect(try await world.letters == [])
    }
  }

  @Test func `letters are sent only so often`() async throws {
    try await withAccount { world in
      let office = world.world.strict()
      for _ in 1...3 { _ = try await office.forgotPassword("demo", caller: world.caller) }
      guard case .tooMany = try await office.forgotPassword("Demo", caller: world.caller) else {
        throw Unexpected("a fourth letter")
      }
      #expect(try await world.letters.count == 3)
    }
  }

  @Test func `an account's names share its letters, and who has used them up learns nothing`() async throws {
    try await withAccount { world in
      let office = world.world.strict()
      for name in ["demo", "demo@example.org", "DEMO", "Demo@example.org", "demo", "demo@example.org"] {
        #expect(try await office.forgotPassword(name, caller: world.caller) == .wrote)
      }
      #expect(try await world.letters.count == 3)
      guard case .tooMany = try await office.forgotPassword("demo", caller: world.caller) else {
        throw Unexpected("a fourth under one name")
      }
      world.clock.advance(by: .seconds(901))
      #expect(try await office.forgotPassword("demo", caller: world.caller) == .wrote)
      #expect(try await world.letters.count == 4)
    }
  }
}
