import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// Setting a second factor up, and what becomes of it.
@Suite struct SecondFactorTests {
  @Test func `it is on once an app has given its first code`() async throws {
    try await withAccount { world in
      #expect(try await world.factor == "off")
      let app = try await world.beginFactor()
      #expect(try await world.factor == "being set up")
      guard case .signedIn = try await world.outcome() else { throw Unexpected("asks for a code too early") }
      let codes = try await world.confirm(app)
      #expect(codes.texts.count == 10)
      #expect(Set(codes.texts).count == 10)
      #expect(try await world.factor == "on, 10 left")
      guard case .secondStep = try await world.outcome() else { throw Unexpected("asks for no code") }
      #expect(try await world.audit.filter { $0.hasPrefix("user.") } == ["user.second_step_on success -"])
    }
  }

  @Test func `an app is told where it belongs`() async throws {
    try await withAccount { world in
      let app = try await world.beginFactor()
      guard case .beingSetUp(let setup) = try await world.state() else { throw Unexpected("not begun") }
      #expect(setup.secret == app.text)
      #expect(setup.address.hasPrefix("otpauth://totp/Calento:demo%40example.org?secret=\(app.text)&issuer=Calento"))
      #expect("\(setup)" == "SecondFactorSetup(…)")
    }
  }

  @Test func `beginning takes the password`() async throws {
    try await withAccount { world in
      let outcome = try await world.office.beginSecondFactor("wrong", of: world.owner, caller: world.caller)
      #expect(outcome == .refused([AccountRefusal(.current, .wrong)]))
      #expect(try await world.factor == "off")
    }
  }

  @Test(arguments: ["", "12345", "1234567", "abcdef", "000 00", String(repeating: "1", count: 5_000)])
  func `a wrong first code turns nothing on`(code: String) async throws {
    try await withAccount { world in
      _ = try await world.beginFactor()
      let outcome = try await world.office.confirmSecondFactor(code, of: world.owner, caller: world.caller)
      guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
      #expect(refusals == [AccountRefusal(.code, code.isEmpty ? .field(.missing) : .wrong)])
      #expect(try await world.factor == "being set up")
    }
  }

  @Test func `another secret makes the first one's codes worthless`() async throws {
    try await withAccount { world in
      let first = try await world.beginFactor()
      let second = try await world.beginFactor()
      #expect(first.secret != second.secret)
      let outcome = try await world.office.confirmSecondFactor(
        world.code(first), of: world.owner, caller: world.caller)
      guard case .refused = outcome else { throw Unexpected("\(outcome)") }
      _ = try await world.confirm(second)
    }
  }

  @Test func `setting up is over after an hour, or when it is given up`() async throws {
    try await withAccount { world in
      let app = try await world.beginFactor()
      world.clock.advance(by: .seconds(3_600))
      #expect(try await world.factor == "off")
      let late = try await world.office.confirmSecondFactor(world.code(app), of: world.owner, caller: world.caller)
      guard case .gone = late else { throw Unexpected("\(late)") }
      _ = try await world.beginFactor()
      try await world.office.giveUpSecondFactor(of: world.owner)
      #expect(try await world.factor == "off")
    }
  }

  @Test func `one that is on is neither replaced nor given up by accident`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      _ = try await world.office.beginSecondFactor(TestAccount.password, of: world.owner, caller: world.caller)
      try await world.office.giveUpSecondFactor(of: world.owner)
      #expect(try await world.factor == "on, 10 left")
      let again = try await world.office.confirmSecondFactor(world.code(app), of: world.owner, caller: world.caller)
      guard case .gone = again else { throw Unexpected("\(again)") }
    }
  }

  @Test func `its secret is sealed, and opens in its owner's row alone`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      let kept = try await world.database.query("SELECT secret FROM second_factors").first?.decode([UInt8].self) ?? []
      #expect(kept.count > app.secret.count)
      #expect(!Hex.encode(kept).contains(Hex.encode(app.secret)))
      let erik = try await world.makeOwner("erik")
      _ = try await world.database.query(
        "INSERT INTO second_factors (user_id, secret, enabled_at) VALUES (\(erik), \(kept), now())")
      let copied = try #require(await world.office.foundSecondFactor(of: erik))
      #expect(world.office.totp(copied, of: erik) == nil)
    }
  }

  @Test func `switching it off takes the password, and forgets everything`() async throws {
    try await withAccount { world in
      _ = try await world.enableFactor()
      let wrong = try await world.office.switchOffSecondFactor("wrong", of: world.owner, caller: world.caller)
      #expect(wrong == .refused([AccountRefusal(.current, .wrong)]))
      #expect(try await world.factor == "on, 10 left")
      let right = try await world.office.switchOffSecondFactor(
        TestAccount.password, of: world.owner, caller: world.caller)
      #expect(right == .done)
      #expect(try await world.factor == "off")
      #expect(try await world.count("SELECT count(*) FROM recovery_codes") == 0)
      guard case .signedIn = try await world.outcome() else { throw Unexpected("still asks") }
      #expect(try await world.audit.contains("user.second_step_off success -"))
    }
  }

  @Test func `other recovery codes make the first worthless`() async throws {
    try await withAccount { world in
      let app = try await world.beginFactor()
      let first = try await world.confirm(app)
      let outcome = try await world.office.newRecoveryCodes(
        TestAccount.password, of: world.owner, caller: world.caller)
      guard case .made(let second) = outcome else { throw Unexpected("\(outcome)") }
      #expect(Set(first.texts).isDisjoint(with: second.texts))
      #expect(try await world.step(first.texts[0]) == "wrong")
      #expect(try await world.letters.count { $0.hasPrefix("recovery_code_used") } == 0)
      #expect(try await world.step(second.texts[0]) == "in")
      #expect(try await world.letters.last == "recovery_code_used demo@example.org en")
      #expect(try await world.factor == "on, 9 left")
    }
  }

  @Test func `a form for other recovery codes that comes twice leaves those it made`() async throws {
    try await withAccount { world in
      _ = try await world.enableFactor()
      let mark = try await world.office.recoveryCodesMark(of: world.owner)
      var outcomes: [RecoveryCodesOutcome] = []
      for _ in 1...2 {
        outcomes.append(
          try await world.office.newRecoveryCodes(
            TestAccount.password, replacing: mark, of: world.owner, caller: world.caller))
      }
      guard case .made(let codes) = outcomes[0], case .repeated = outcomes[1] else { throw Unexpected("\(outcomes)") }
      #expect(try await world.step(codes.texts[0]) == "in")
      // One that is used is still one of them.
      let next = try await world.office.recoveryCodesMark(of: world.owner)
      #expect(next != mark)
      for code in codes.texts.dropFirst() { #expect(try await world.step(code) == "in") }
      #expect(try await world.office.recoveryCodesMark(of: world.owner) == next)
    }
  }

  @Test func `without a second factor there are no recovery codes`() async throws {
    try await withAccount { world in
      let outcome = try await world.office.newRecoveryCodes(
        TestAccount.password, of: world.owner, caller: world.caller)
      guard case .off = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.count("SELECT count(*) FROM recovery_codes") == 0)
    }
  }

  @Test(arguments: ["demo", "DEMO@example.org"])
  func `whoever runs the house lets in who lost everything, and the owner is told`(login: String) async throws {
    try await withAccount { world in
      let (session, _) = try await world.signIn()
      _ = try await world.enableFactor()
      #expect(try await world.office.rescue(login, caller: .house) == .done)
      #expect(try await world.factor == "off")
      #expect(try await world.count("SELECT count(*) FROM recovery_codes") == 0)
      #expect(try await world.office.session(session.text, caller: world.caller) == nil)
      guard case .signedIn = try await world.outcome() else { throw Unexpected("still asks for a code") }
      #expect(try await world.letters.last == "second_step_off demo@example.org en")
      #expect(try await world.audit.contains("user.second_step_off success -"))
    }
  }

  @Test func `who has no second factor, or no account, is left alone`() async throws {
    try await withAccount { world in
      let (session, _) = try await world.signIn()
      #expect(try await world.office.rescue("demo", caller: .house) == .off)
      #expect(try await world.office.rescue("nobody", caller: .house) == .unknown)
      #expect(try await world.office.session(session.text, caller: world.caller) != nil)
      #expect(try await world.letters == [])
    }
  }
}
