import CivilTime
import Postgres
import Store
import TestSupport
import Testing

@testable import Operations

/// Names that owners had before.
@Suite struct FormerNameTests {
  @Test func `a name that was given up leads to its owner, and is nobody else's for ninety days`() async throws {
    try await withAccount { world in
      let erik = try await world.makeOwner("erik")
      #expect(try await world.rename(to: "dana") == .saved)
      #expect(try await world.office.owner(named: "demo") == nil)
      #expect(try await world.office.presentName(of: "Demo") == "dana")
      #expect(try await world.office.presentName(of: "nobody") == nil)
      guard case .refused = try await world.outcome() else { throw Unexpected("signed in by a former name") }

      let taken = [AccountRefusal(.username, .usernameTaken)]
      func expectTaken() async throws {
        #expect(try await world.rename(erik, to: "demo") == .refused(taken))
        #expect(try await world.office.renameOwner(erik, to: "demo", caller: .house) == .usernameTaken)
        let form = SignUpForm(username: "demo", email: "stranger@example.org", password: "a long sentence")
        guard case .refused(taken) = try await world.office.signUp(form, caller: world.caller) else {
          throw Unexpected("signed up")
        }
        #expect(try await world.office.signUpRefusals(of: form) == taken)
        #expect(try await world.office.makeAccount(form, caller: .house) == .refused(taken))
      }
      try await expectTaken()
      world.clock.advance(by: .seconds(90 * 86_400 - 1))
      try await expectTaken()
      world.clock.advance(by: .seconds(1))
      #expect(try await world.rename(erik, to: "demo") == .saved)
      #expect(try await world.office.presentName(of: "demo") == nil)
      #expect(try await world.office.presentName(of: "erik") == "demo")
    }
  }

  @Test func `its owner takes it back at any time`() async throws {
    try await withAccount { world in
      for name in ["dana", "demo", "dana"] {
        let outcome = try await world.rename(to: name)
        #expect(outcome == .saved)
      }
      #expect(try await world.office.presentName(of: "demo") == "dana")
      #expect(try await world.office.presentName(of: "dana") == nil)
      #expect(try await world.count("SELECT count(*) FROM former_usernames") == 1)
    }
  }

  @Test func `nobody holds names in store`() async throws {
    try await withAccount { world in
      for number in 1...7 {
        world.clock.advance(by: .seconds(1))
        #expect(try await world.rename(to: "name-\(number)") == .saved)
      }
      #expect(
        try await world.texts("SELECT username FROM former_usernames ORDER BY username")
          == ["name-2", "name-3", "name-4", "name-5", "name-6"])
      let erik = try await world.makeOwner("erik")
      #expect(try await world.rename(erik, to: "demo") == .saved)
    }
  }

  @Test func `who signed up with a name before it was given up chooses another one`() async throws {
    try await withAccount { world in
      try await world.wrote(SignUpForm(username: "dana", email: "lan@example.org", password: "a long sentence"))
      let token = try await world.token("verify_address")
      for name in ["dana", "demo"] { #expect(try await world.rename(to: name) == .saved) }
      guard case .first(_, isNameTaken: true) = try await world.office.address(token) else {
        throw Unexpected("the name is free")
      }
      let outcome = try await world.office.verify(token, password: "a long sentence", caller: world.caller)
      guard case .refused([AccountRefusal(.username, .usernameTaken)]) = outcome else { throw Unexpected("\(outcome)") }
    }
  }

  @Test func `of many who want a name at the moment it is given up nobody gets it`() async throws {
    try await withAccount { world in
      var strangers: [UserID] = []
      for number in 1...4 { strangers.append(try await world.makeOwner("stranger-\(number)")) }
      let others = strangers
      let saved = try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask { try await world.rename(to: "dana") == .saved }
        for other in others { group.addTask { try await world.rename(other, to: "demo") == .saved } }
        return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
      }
      #expect(saved == 1)
      #expect(try await world.office.presentName(of: "demo") == "dana")
    }
  }

  @Test func `a closed account's former names lead nowhere, and come back with it`() async throws {
    try await withAccount { world in
      #expect(try await world.rename(to: "dana") == .saved)
      _ = try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: world.caller)
      #expect(try await world.office.presentName(of: "demo") == nil)
      guard
        case .closed(let ticket) = try await world.office.signIn(
          "dana", password: TestAccount.password, caller: world.caller)
      else { throw Unexpected("not closed") }
      _ = try await world.office.reopenAccount(ticket, caller: world.caller)
      #expect(try await world.office.presentName(of: "demo") == "dana")
    }
  }
}

extension TestAccount {
  fileprivate func rename(_ owner: UserID? = nil, to username: String) async throws -> ProfileOutcome {
    try await office.saveProfile(speaking: ["en"], of: owner ?? self.owner, caller: caller) { owner in
      var form = ProfileForm(of: owner)
      form.username = username
      return form
    }
  }
}
