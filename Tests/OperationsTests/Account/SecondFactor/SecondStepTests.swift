import CivilTime
import Crypto
import Postgres
import Store
import TestSupport
import Testing

@testable import Operations

/// Signing in with a code behind the password.
@Suite struct SecondStepTests {
  @Test func `the app's code lets in, once`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      world.clock.advance(by: .seconds(30))
      #expect(try await world.step(world.code(app)) == "in")
      #expect(try await world.step(world.code(app)) == "wrong")
      world.clock.advance(by: .seconds(30))
      #expect(try await world.step(world.code(app)) == "in")
    }
  }

  @Test func `the code that turned it on is used up with that`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      #expect(try await world.step(world.code(app)) == "wrong")
    }
  }

  @Test(arguments: [(-90, "wrong"), (-30, "in"), (30, "in"), (60, "wrong")])
  func `a clock may be half a minute off`(seconds: Int, outcome: String) async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      world.clock.advance(by: .seconds(300))
      #expect(try await world.step(world.code(app, shifted: seconds)) == outcome)
    }
  }

  @Test func `blanks and capitals don't matter`() async throws {
    try await withAccount { world in
      let app = try await world.beginFactor()
      let codes = try await world.confirm(app)
      world.clock.advance(by: .seconds(30))
      let code = world.code(app)
      #expect(try await world.step(" \(code.prefix(3)) \(code.suffix(3))\n") == "in")
      #expect(try await world.step(codes.texts[0].uppercased().replacing("-", with: " ")) == "in")
    }
  }

  @Test func `a recovery code lets in once`() async throws {
    try await withAccount { world in
      let app = try await world.beginFactor()
      let codes = try await world.confirm(app)
      #expect(try await world.step(codes.texts[3]) == "in")
      #expect(try await world.step(codes.texts[3]) == "wrong")
      #expect(try await world.factor == "on, 9 left")
    }
  }

  @Test func `two who send one code at the same moment don't both come in`() async throws {
    try await withAccount { world in
      let app = try await world.beginFactor()
      let codes = try await world.confirm(app)
      world.clock.advance(by: .seconds(30))
      for code in [world.code(app), codes.texts[0]] {
        let tickets = [try await world.codeTicket(), try await world.codeTicket()]
        let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
          for ticket in tickets { group.addTask { try await world.step(code, ticket) } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.sorted() == ["in", "wrong"])
      }
    }
  }

  @Test func `a session that begins so is as any other, and takes the place of the browser's`() async throws {
    try await withAccount { world in
      let (old, _) = try await world.signIn()
      let app = try await world.enableFactor()
      world.clock.advance(by: .seconds(30))
      let ticket = try await world.codeTicket()
      let outcome = try await world.office.signInSecondStep(
        ticket, code: world.code(app), replacing: old.text, caller: world.caller)
      guard case .signedIn(let token, let session) = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.office.session(token.text, caller: world.caller)?.id == session.id)
      #expect(try await world.office.session(old.text, caller: world.caller) == nil)
      #expect(try await world.audit.last == "session.create success -")
    }
  }

  @Test func `a wrong code is noted, and ends nothing`() async throws {
    try await withAccount { world in
      _ = try await world.enableFactor()
      #expect(try await world.step("000000") == "wrong")
      #expect(try await world.audit.last == "session.create failure wrong code")
    }
  }

  @Test func `a ticket is good for ten minutes, its owner and this use`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      let ticket = try await world.codeTicket()
      world.clock.advance(by: .seconds(601))
      #expect(try await world.step(world.code(app), ticket) == "gone")
      let reopening = try await world.office.makeTicket(for: .reopening, of: world.owner)
      #expect(try await world.step(world.code(app), reopening) == "gone")
      let erik = try await world.makeOwner("erik")
      let others = try await world.office.makeTicket(for: .secondStep, of: erik)
      #expect(try await world.step(world.code(app), others) == "gone")
      for text in ["", "a.b.c", ticket.text + "A"] {
        #expect(try await world.step(world.code(app), Ticket(text: text)) == "gone")
      }
      #expect(try await world.office.session(ticket.text, caller: world.caller) == nil)
    }
  }

  /// By who is signed in, by a letter's link, by whoever runs the house; or another second factor.
  @Test(arguments: 0..<4)
  func `a half-finished sign-in is over once what it began with is changed`(_ way: Int) async throws {
    try await withAccount { world in
      let (office, caller) = (world.office, world.caller)
      var app = try await world.enableFactor()
      let ticket = try await world.codeTicket()
      world.clock.advance(by: .seconds(30))
      switch way {
      case 0:
        let changed = try await office.changePassword(
          from: TestAccount.password, to: "another password", of: world.owner, keeping: nil, caller: caller)
        #expect(changed == .done)
      case 1:
        _ = try await office.forgotPassword("demo", caller: caller)
        let token = try await world.token("reset_password")
        #expect(try await office.resetPassword(token, to: "another password", caller: caller) == .done)
      case 2:
        #expect(try await office.replacePassword(of: "demo", by: "another password", caller: caller) == .saved)
      default:
        #expect(try await office.rescue("demo", caller: caller) == .done)
        app = try await world.enableFactor()
        world.clock.advance(by: .seconds(30))
      }
      #expect(try await world.step(world.code(app), ticket) == "gone")
      #expect(try await world.count("SELECT count(*) FROM sessions") == 0)
    }
  }

  @Test func `a ticket lets in once, whichever codes come with it`() async throws {
    try await withAccount { world in
      let app = try await world.beginFactor()
      let codes = try await world.confirm(app)
      world.clock.advance(by: .seconds(30))
      let ticket = try await world.codeTicket()
      #expect(try await world.step("000000", ticket) == "wrong")
      #expect(try await world.step(world.code(app), ticket) == "in")
      #expect(try await world.step(codes.texts[0], ticket) == "gone")
      #expect(try await world.factor == "on, 10 left")

      let another = try await world.codeTicket()
      let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
        for code in codes.texts.prefix(3) { group.addTask { try await world.step(code, another) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.sorted() == ["gone", "gone", "in"])
      #expect(try await world.factor == "on, 9 left")
    }
  }

  @Test func `who was shut out meanwhile does not come in`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      let ticket = try await world.codeTicket()
      world.clock.advance(by: .seconds(30))
      try await world.run("UPDATE users SET status = 'suspended'")
      #expect(try await world.step(world.code(app), ticket) == "gone")
    }
  }

  @Test func `guessing is slowed down, wherever it comes from`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      let strict = world.world.strict()
      let ticket = try await world.codeTicket()
      for number in 1...5 {
        let caller = Caller(address: "192.0.2.\(number)", userAgent: "")
        let outcome = try await strict.signInSecondStep(ticket, code: "000000", caller: caller)
        guard case .wrong = outcome else { throw Unexpected("\(outcome)") }
      }
      let outcome = try await strict.signInSecondStep(ticket, code: world.code(app), caller: world.caller)
      guard case .tooMany(let wait) = outcome else { throw Unexpected("\(outcome)") }
      #expect(wait.seconds <= 31)
      world.clock.advance(by: .seconds(31))
      let later = try await strict.signInSecondStep(ticket, code: world.code(app), caller: world.caller)
      guard case .signedIn = later else { throw Unexpected("\(later)") }
    }
  }

  @Test func `a forgotten password does not switch it off`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      let reset = try await world.office.resetPassword(
        world.token("reset_password"), to: "another password", caller: world.caller)
      #expect(reset == .done)
      guard case .secondStep(let ticket) = try await world.outcome("another password") else {
        throw Unexpected("asks for no code")
      }
      world.clock.advance(by: .seconds(30))
      #expect(try await world.step(world.code(app), ticket) == "in")
    }
  }

  @Test func `opening a closed account again takes the code too`() async throws {
    try await withAccount { world in
      _ = try await world.enableFactor()
      _ = try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: world.caller)
      guard case .closed(let ticket) = try await world.outcome() else { throw Unexpected("not closed") }
      let outcome = try await world.office.reopenAccount(ticket, caller: world.caller)
      guard case .secondStep = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.count("SELECT count(*) FROM sessions") == 0)
    }
  }
}
