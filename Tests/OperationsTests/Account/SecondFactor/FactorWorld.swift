import CivilTime
import Crypto
import Postgres
import Store

@testable import Operations

// An owner with an app on their phone.
extension TestAccount {
  /// As the app shows it now, or on a clock that is off.
  func code(_ app: TOTP, shifted seconds: Int = 0) -> String {
    app.code(at: TOTP.step(at: Int64(office.now.seconds + seconds)))
  }

  func state() async throws -> SecondFactor {
    let found = try await database.query(Accounts.find(owner)).first.map(Account.init)
    guard let found else { throw Unexpected("no owner") }
    return try await office.secondFactor(of: found.owner)
  }

  var factor: String {
    get async throws {
      switch try await state() {
      case .off: "off"
      case .beingSetUp: "being set up"
      case .on(_, let left): "on, \(left) left"
      }
    }
  }

  /// The app, told the secret.
  func beginFactor() async throws -> TOTP {
    let outcome = try await office.beginSecondFactor(Self.password, of: owner, caller: caller)
    guard outcome == .done, let found = try await office.foundSecondFactor(of: owner),
      let app = office.totp(found, of: owner)
    else { throw Unexpected("\(outcome)") }
    return app
  }

  func confirm(_ app: TOTP) async throws -> RecoveryCodes {
    let outcome = try await office.confirmSecondFactor(code(app), of: owner, caller: caller)
    guard case .on(let codes) = outcome else { throw Unexpected("\(outcome)") }
    return codes
  }

  func enableFactor() async throws -> TOTP {
    let app = try await beginFactor()
    _ = try await confirm(app)
    return app
  }

  func codeTicket() async throws -> Ticket {
    let outcome = try await outcome()
    guard case .secondStep(let ticket) = outcome else { throw Unexpected("\(outcome)") }
    return ticket
  }

  /// Signs in with that code: what came of it, in a word.
  func step(_ code: String, _ ticket: Ticket? = nil) async throws -> String {
    var ticket = ticket
    if ticket == nil { ticket = try await codeTicket() }
    guard let ticket else { return "-" }
    return switch try await office.signInSecondStep(ticket, code: code, caller: caller) {
    case .signedIn: "in"
    case .wrong: "wrong"
    case .gone: "gone"
    case .tooMany: "too many"
    }
  }
}
