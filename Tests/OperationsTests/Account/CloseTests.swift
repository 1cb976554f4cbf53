import CivilTime
import Postgres
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

  @Test func `a name or an address that somebody took meanwhile is theirs`() async throws {
    try await withAccount { world in
      _ = try await world.close()
      let ticket = try await world.ticket()
      _ = try await world.makeOwner("demo")
      guard case .taken = try await world.office.reopenAccount(ticket, caller: world.caller) else {
        throw Unexpected("opened")
      }
    }
  }

  @Test func `a ticket is good for ten minutes, for this alone`() async throws {
    try await withAccount { world in
      _ = try await world.close()
      let ticket = try await world.ticket()
      for forged in [Ticket(text: ""), Ticket(text: ticket.text + "x"), try world.other()] {
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

  fileprivate func other() throws -> Ticket { try office.makeTicket(for: .secondStep, of: owner) }
}
