internal import CivilTime
internal import Crypto
internal import Postgres
internal import Store

/// What somebody who gave the right password is handed for the next page of signing in. Good for some minutes, for one
/// account and one use; printing it takes asking for `text`.
public struct Ticket: Sendable, CustomStringConvertible, CustomReflectable {
  public let text: String

  /// In seconds: time to look for one's phone.
  public static let lifetime = 600

  public var description: String { "Ticket(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  public init(text: String) {
    self.text = text
  }

  enum Use: String {
    case reopening = "reopen"
    case secondStep = "second step"
    /// Both, one after the other.
    case reopeningStep = "second step, reopen"
  }
}

/// Whose a ticket is, which one, and by what its owner came in when they were given it.
struct TicketClaim {
  let owner: UserID
  let id: String
  let standing: String

  /// None is used twice: this is taken for as long as it would be good.
  var use: Digest { Limit(name: "ticket", every: Ticket.lifetime, burst: 1).key(id) }
}

extension Office {
  /// Good until the password or the second factor is another.
  func makeTicket(for use: Ticket.Use, of owner: UserID) async throws -> Ticket {
    let standing = try await standing(of: owner) ?? ""
    let issued = Int64(now.seconds)
    return Ticket(
      text: try accounts.tokens.sign(
        JWTClaims(
          subject: owner.description, audience: use.rawValue, id: "\(SessionID(freshID())) \(standing)",
          issuedAt: issued, expiresAt: issued + Int64(Ticket.lifetime))))
  }

  /// Nil for one that is forged, for another use, or too old.
  func claim(of ticket: Ticket, for use: Ticket.Use) -> TicketClaim? {
    let claims = try? accounts.tokens.verify(ticket.text.utf8, audience: use.rawValue, now: Int64(now.seconds))
    guard let claims, let owner = UserID(claims.subject), let space = claims.id.firstIndex(of: " ") else { return nil }
    return TicketClaim(owner: owner, id: claims.id, standing: String(claims.id[space...].dropFirst()))
  }

  func standing(of owner: UserID) async throws -> String? {
    try await database.query(Accounts.standing(of: owner)).first?.decode(String.self)
  }
}
