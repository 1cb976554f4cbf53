internal import CivilTime
internal import Crypto
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

extension Office {
  func makeTicket(for use: Ticket.Use, of owner: UserID) throws -> Ticket {
    let issued = Int64(now.seconds)
    return Ticket(
      text: try accounts.tokens.sign(
        JWTClaims(
          subject: owner.description, audience: use.rawValue, id: SessionID(freshID()).description, issuedAt: issued,
          expiresAt: issued + Int64(Ticket.lifetime))))
  }

  /// Whose it is; nil for one that is forged, for another use, or too old.
  func owner(of ticket: Ticket, for use: Ticket.Use) -> UserID? {
    let claims = try? accounts.tokens.verify(ticket.text.utf8, audience: use.rawValue, now: Int64(now.seconds))
    return claims.flatMap { UserID($0.subject) }
  }
}
