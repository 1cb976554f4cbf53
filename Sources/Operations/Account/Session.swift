internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// Somebody signed in: who, and by which of their sign-ins.
public struct Session: Sendable {
  public let id: SessionID
  public let owner: Owner

  /// How many bookings that lie ahead wait for an answer.
  public let waiting: Int
}

/// What a browser keeps to stay signed in. Printing it takes asking for `text`.
public struct SessionToken: Sendable, CustomStringConvertible, CustomReflectable {
  public let text: String

  /// How long the browser keeps it, in seconds. A session not used for a while ends before.
  public static let lifetime = 90 * 24 * 3_600

  public var description: String { "SessionToken(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Office {
  /// Who has this token; nil where it is forged, or ended, or its owner is shut out. One look at the database, and a
  /// second every few minutes.
  public func session(_ token: String, caller: Caller) async throws -> Session? {
    guard let claim = claim(of: token) else { return nil }
    return try await minding {
      let now = now
      let rows = try await database.query(Sessions.find(claim.session, of: claim.owner, claim.digest, at: now))
      guard let found = try rows.first.map(FoundSession.init) else { return nil }
      let seenLimit = now.adding(seconds: -SessionLife.touchPause)
      if found.lastSeen < seenLimit {
        _ = try await database.query(
          Sessions.touch(
            claim.session, of: claim.owner, until: now.adding(seconds: SessionLife.idle), from: caller.address,
            seenBefore: seenLimit, at: now))
      }
      return Session(id: claim.session, owner: found.owner, waiting: found.waiting)
    }
  }

  /// Whether a token is one of ours that holds by itself. Whether its session still stands, only the database knows.
  public func isOurs(_ token: String) -> Bool { claim(of: token) != nil }

  /// What a token says, where it is one of ours that holds by itself.
  func claim(of token: String) -> SessionClaim? {
    let claims = try? accounts.tokens.verify(
      token.utf8, audience: SessionLife.audience, now: Int64(now.seconds))
    guard let claims, let owner = UserID(claims.subject), let session = SessionID(claims.id) else { return nil }
    return SessionClaim(owner: owner, session: session, digest: SHA256.hash(token.utf8))
  }

  func makeToken(_ session: SessionID, of owner: UserID) throws -> SessionToken {
    let issued = Int64(now.seconds)
    return SessionToken(
      text: try accounts.tokens.sign(
        JWTClaims(
          subject: owner.description, audience: SessionLife.audience, id: session.description, issuedAt: issued,
          expiresAt: issued + Int64(SessionToken.lifetime))))
  }
}

/// Whose session a token is said to be, and what the database knows it by.
struct SessionClaim {
  let owner: UserID
  let session: SessionID
  let digest: Digest
}

/// How long sessions last, in seconds.
enum SessionLife {
  static let audience = "session"
  /// Two weeks from when it was last used.
  static let idle = 14 * 24 * 3_600
  /// Its use is noted no more often.
  static let touchPause = 5 * 60
}
