internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// Somebody a program speaks for: whose data it may see, and by which key.
public struct Bearer: Sendable {
  /// What was shown to come in.
  public enum Key: Hashable, Sendable {
    /// Got by signing in; it may do whatever its owner may.
    case session(SessionID)
    /// Made by the owner, for less.
    case token(ActingToken)
  }

  public let owner: Owner
  public let scopes: Set<AccessScope>
  public let key: Key

  public var mayWrite: Bool { scopes.contains(.write) }

  /// Nil for a token that was made for programs.
  public var session: SessionID? {
    if case .session(let session) = key { session } else { nil }
  }

  /// Nil for a session.
  public var token: ActingToken? {
    if case .token(let token) = key { token } else { nil }
  }
}

extension Office {
  /// Who sends this, be it a session's token or one made for programs; nil where it is neither, or ended, or its owner is
  /// shut out. One look at the database, and a second every few minutes.
  public func bearer(_ token: String, caller: Caller) async throws -> Bearer? {
    guard token.hasPrefix(AccessTokenText.prefix) else {
      return try await session(token, caller: caller).map { session in
        Bearer(owner: session.owner, scopes: Set(AccessScope.allCases), key: .session(session.id))
      }
    }
    guard let text = AccessTokenText(token) else { return nil }
    return try await minding {
      let now = now
      let rows = try await database.query(AccessTokens.find(text.digest, of: text.owner, at: now))
      guard let found = try rows.first.map(FoundAccessToken.init) else { return nil }
      let usedLimit = now.adding(seconds: -AccessTokenLimits.touchPause)
      if found.lastUsedAt.map({ $0 < usedLimit }) ?? true {
        _ = try await database.query(AccessTokens.touch(found.token.id, of: text.owner, usedBefore: usedLimit, at: now))
      }
      return Bearer(owner: found.owner, scopes: found.scopes, key: .token(found.token))
    }
  }
}
