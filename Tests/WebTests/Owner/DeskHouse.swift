import Crypto
import Operations
import Store
import TestSupport

@testable import Web

/// Lan's house seen from her side: she is signed in, and her browser sends what a page gave it.
struct DeskHouse: Sendable {
  let guests: GuestHouse
  /// What her browser keeps.
  let cookie: String
  /// What every form of hers carries.
  let token: String

  var office: Office { guests.office }
  var owner: UserID { guests.owner }

  static let password = "sumac and paper"
}

/// Runs a test in a house of its own whose owner is signed in.
func withDesk(
  _ change: @escaping @Sendable (inout Link) -> Void = { _ in }, now: String = GuestHouse.usualTime,
  _ body: @escaping @Sendable (DeskHouse) async throws -> Void
) async throws {
  try await withGuestHouse(change, now: now) { house in try await body(try await house.signedIn()) }
}

extension GuestHouse {
  /// Its owner, signed in anew.
  func signedIn() async throws -> DeskHouse {
    let outcome = try await office.signIn(username, password: DeskHouse.password, caller: .house)
    guard case .signedIn(let token, let session) = outcome else { throw Unexpected(what: "\(outcome)") }
    return DeskHouse(
      guests: self, cookie: "__Host-calento=\(token.text)",
      token: FormSeal(GuestHouse.sealKey).token(for: "session \(session.id)"))
  }
}

extension DeskHouse {
  func get(_ address: String, _ headers: [String: String] = [:]) async throws -> Reply {
    try await guests.get(address, ["Cookie": cookie].merging(headers) { $1 })
  }

  /// A form of hers, with the token that its page had in it.
  func post(
    _ address: String, _ fields: [(String, String)] = [], _ headers: [String: String] = [:]
  ) async throws -> Reply {
    try await guests.post(address, [("csrf", token)] + fields, ["Cookie": cookie].merging(headers) { $1 })
  }

  /// Her session as the office sees it; nil once it has ended.
  func session() async throws -> Session? {
    let token = cookie.drop { $0 != "=" }.dropFirst()
    return try await office.session(String(token), caller: .house)
  }

  /// Sends a form and looks at the page it leads to.
  func follow(_ address: String, _ fields: [(String, String)] = []) async throws -> Reply {
    let reply = try await post(address, fields)
    guard reply.status == 303, let next = reply["Location"] else {
      throw Unexpected(what: "\(reply.status) \(reply.page.first("//h1")?.text ?? "")")
    }
    return try await get(next)
  }
}
