import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct CloseTests {
  @Test func `a closed account shows nothing and lets nobody in, until it is opened again`() async throws {
    try await withAccount { world in
      let (token, _) = try await world.signIn()
      let closed = try await world.close()
      #expect(closed == .done)
      #expect(try await world.office.session(token.text, caller: world.caller) == nil)
      #expect(try await world.office.owner(named: "demo") == nil)
      let ticket = try await world.ticket()
      guard case .signedIn(let fresh, _) = try await world.office.reopenAccount(ticket, caller: world.caller) else {
        throw Unexpected("not opened")
      }
      #expect(
        try await world.letters == ["account_closed demo@example.org en", "account_reopened demo@example.org en"])
      #expect(try await world.office.session(fresh.text, caller: world.caller) != nil)
      #expect(try await world.office.owner(named: "demo") != nil)
    }
  }

  @Test func `where a code is asked for, the password alone opens nothing`() async throws {
    try await withAccount { world in
      let app = try await world.enableFactor()
      _ = try await world.close()
      let ticket = try await world.ticket()
      guard case .secondStep(let step) = try await world.office.reopenAccount(ticket, caller: world.caller) else {
        throw Unexpected("no code was asked for")
      }
      #expect(try await world.office.owner(named: "demo") == nil)
      let wrong = try await world.office.signInSecondStep(step, code: "000000", caller: world.caller)
      guard case .wrong = wrong else { throw Unexpected("\(wrong)") }
      #expect(try await world.office.owner(named: "demo") == nil)
      world.clock.advance(by: .seconds(30))
      let right = try await world.office.signInSecondStep(step, code: world.code(app), caller: world.caller)
      guard case .signedIn = right else { throw Unexpected("\(right)") }
      #expect(try await world.office.owner(named: "demo") != nil)
    }
  }

  @Test func `it takes the password`() async throws {
    try await withAccount { world in
      let outcome = try await world.close("guess")
      #expect(outcome == .refused([AccountRefusal(.current, .wrong)]))
      #expect(try await world.office.owner(named: "demo") != nil)
    }
  }

  @Test func `what lies ahead is called off, its guests are written to, and nothing brings it back`() async throws {
    try await withAccount { world in
      let office = world.office
      let booked = try await world.world.book()
      #expect(try await office.countAhead(of: world.owner) == 1)
      _ = try await world.close()
      #expect(try await office.countAhead(of: world.owner) == 0)
      #expect(
        try await world.texts(
          "SELECT recipient_email FROM email_logs WHERE template_name = 'booking_cancelled'") == ["ada@example.com"])
      let token = try #require(office.token(of: booked))
      #expect(try await office.booking(token)?.status == .cancelled)
      #expect(try await office.booking(token)?.cancellation?.by == .owner)

      guard case .signedIn = try await office.reopenAccount(try await world.ticket(), caller: world.caller) else {
        throw Unexpected("not opened")
      }
      #expect(try await office.booking(booked.id, of: world.owner)?.status == .cancelled)
      _ = try await world.world.book(key: "form-2")
    }
  }

  @Test func `it calls off as many as lie ahead, however many`() async throws {
    try await withAccount { world in
      _ = try await world.world.book()
      try await world.run(
        """
        INSERT INTO bookings SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(),
          'idempotency_key', n::text, 'token_hash', '\\x' || encode(sha256(n::text::bytea), 'hex')))).*
        FROM bookings b, generate_series(1, 201) n
        """)
      #expect(try await world.office.countAhead(of: world.owner) == 202)
      #expect(try await world.close() == .done)
      #expect(try await world.office.countAhead(of: world.owner) == 0)
      #expect(try await world.office.owner(named: "demo") == nil)
      #expect(try await world.count("SELECT count(*) FROM bookings WHERE status = 'cancelled'") == 202)
      #expect(
        try await world.count("SELECT count(*) FROM email_logs WHERE template_name = 'booking_cancelled'") == 202)
      #expect(try await world.audit.filter { $0.hasPrefix("user.close") } == ["user.close success -"])
    }
  }

  @Test func `a new password takes the offer back that was made to who had the old one`() async throws {
    try await withAccount { world in
      _ = try await world.close()
      let ticket = try await world.ticket()
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      let reset = try await world.office.resetPassword(
        world.token("reset_password"), to: "another password", caller: world.caller)
      #expect(reset == .done)
      guard case .gone = try await world.office.reopenAccount(ticket, caller: world.caller) else {
        throw Unexpected("opened")
      }
    }
  }

  @Test func `thirty days later there is no way back`() async throws {
    try await withAccount { world in
      _ = try await world.close()
      world.clock.advance(by: .seconds(30 * 86_400 - 60))
      let ticket = try await world.ticket()
      world.clock.advance(by: .seconds(120))
      guard case .gone = try await world.office.reopenAccount(ticket, caller: world.caller) else {
        throw Unexpected("opened")
      }
      guard case .refused = try await world.outcome() else { throw Unexpected("known still") }
    }
  }

  @Test func `nobody gets the name or the address of a closed account while it can be opened again`() async throws {
    try await withAccount { world in
      let erik = try await world.makeOwner("erik")
      _ = try await world.close()
      // Neither by signing up,
      #expect(try await world.signUp("demo", "stranger@example.org") == [AccountRefusal(.username, .usernameTaken)])
      #expect(try await world.signUp("stranger", "Demo@example.org") == [])
      #expect(
        try await world.letters == ["account_closed demo@example.org en", "account_exists demo@example.org en"])
      // nor by changing what one has.
      let form = ProfileForm(
        username: "demo", firstName: "", lastName: "", bio: "", zone: "UTC", locale: "en", weekStart: "1", clock: "")
      let saved = try await world.office.saveProfile(form, speaking: ["en"], of: erik, caller: world.caller)
      #expect(saved == .refused([AccountRefusal(.username, .usernameTaken)]))
      let changed = try await world.office.changeEmail(
        to: "demo@example.org", password: TestAccount.password, of: erik, caller: world.caller)
      #expect(changed == .done)
      #expect(try await world.letters.suffix(2).allSatisfy { $0 == "account_exists demo@example.org en" })

      let ticket = try await world.ticket()
      guard case .signedIn = try await world.office.reopenAccount(ticket, caller: world.caller) else {
        throw Unexpected("not opened")
      }
    }
  }

  @Test func `they are free for others when it is gone, cleared away or not`() async throws {
    try await withAccount { world in
      _ = try await world.makeOwner("erik")
      _ = try await world.close()
      world.clock.advance(by: .seconds(30 * 86_400 + 1))
      #expect(try await world.signUp("demo", "demo@example.org") == [])
      #expect(try await world.letters.last == "verify_address demo@example.org en")
    }
  }

  @Test func `a ticket is good for ten minutes, for this alone`() async throws {
    try await withAccount { world in
      _ = try await world.close()
      let ticket = try await world.ticket()
      for forged in [Ticket(text: ""), Ticket(text: ticket.text + "x"), try await world.other()] {
        guard case .gone = try await world.office.reopenAccount(forged, caller: world.caller) else {
          throw Unexpected("opened")
        }
      }
      world.clock.advance(by: .seconds(600))
      guard case .gone = try await world.office.reopenAccount(ticket, caller: world.caller) else {
        throw Unexpected("opened late")
      }
    }
  }
}

extension TestAccount {
  fileprivate func close(_ password: String = TestAccount.password) async throws -> GuardedOutcome {
    try await office.closeAccount(password, of: owner, caller: caller)
  }

  fileprivate func ticket() async throws -> Ticket {
    guard case .closed(let ticket) = try await outcome() else { throw Unexpected("not closed") }
    return ticket
  }

  /// What is wrong with it; nothing where a letter was written.
  fileprivate func signUp(_ username: String, _ email: String) async throws -> [AccountRefusal] {
    let form = SignUpForm(username: username, email: email, password: "a long sentence")
    switch try await office.signUp(form, caller: caller) {
    case .wrote: return []
    case .refused(let refusals): return refusals
    case let outcome: throw Unexpected("\(outcome)")
    }
  }

  fileprivate func other() async throws -> Ticket { try await office.makeTicket(for: .secondStep, of: owner) }
}
