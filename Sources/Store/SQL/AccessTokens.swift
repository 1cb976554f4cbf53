public import CivilTime
public import Crypto
public import Postgres

/// `access_tokens`: what owners' programs come in with. A token stands here by its digest alone, and is looked for among
/// its owner's.
public enum AccessTokens {
  /// Nothing is written where the owner has as many as they may.
  public static func insert(
    _ token: AccessToken, _ digest: Digest, of owner: UserID, most: Int, at now: Instant
  ) -> Query {
    """
    INSERT INTO access_tokens (user_id, id, name, token_hash, scopes, expires_at, created_at, updated_at)
    SELECT \(owner), \(token.id), \(token.name), \(digest.bytes), \(token.scopes.map(\.rawValue).sorted()),
      \(token.expiresAt), \(now), \(now)
    WHERE (
      SELECT count(*) FROM access_tokens
      WHERE user_id = \(owner) AND revoked_at IS NULL AND (expires_at > \(now) OR expires_at IS NULL)) < \(most)
    ON CONFLICT (user_id, id) DO NOTHING
    """
  }

  /// Whether it was made, and perhaps revoked since.
  public static func isThere(_ token: AccessTokenID, of owner: UserID) -> Query {
    "SELECT EXISTS (SELECT FROM access_tokens WHERE user_id = \(owner) AND id = \(token))"
  }

  /// One that holds, with its owner, unless they were shut out since.
  public static func find(_ digest: Digest, of owner: UserID, at now: Instant) -> Query {
    """
    SELECT t.id, t.name, t.scopes, t.last_used_at, \(Owners.columns)
    FROM access_tokens t
    JOIN users u ON u.id = t.user_id AND u.deleted_at IS NULL AND u.status = 'active' AND u.email_verified
    WHERE t.user_id = \(owner) AND t.token_hash = \(digest.bytes) AND t.revoked_at IS NULL
      AND (t.expires_at > \(now) OR t.expires_at IS NULL)
    """
  }

  /// Notes that it is used. Told again by another server, it is done already.
  public static func touch(
    _ token: AccessTokenID, of owner: UserID, usedBefore limit: Instant, at now: Instant
  ) -> Query {
    """
    UPDATE access_tokens SET last_used_at = \(now), updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(token) AND (last_used_at < \(limit) OR last_used_at IS NULL)
    """
  }

  /// Those that were not revoked, the newest first; also those whose time is over.
  public static func all(of owner: UserID) -> Query {
    """
    SELECT id, name, scopes, created_at, expires_at, last_used_at FROM access_tokens
    WHERE user_id = \(owner) AND revoked_at IS NULL ORDER BY created_at DESC, id DESC
    """
  }

  public static func revoke(_ token: AccessTokenID, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE access_tokens SET revoked_at = \(now), updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(token) AND revoked_at IS NULL
    RETURNING name
    """
  }

  /// How many of an owner's open anything.
  public static func count(of owner: UserID, at now: Instant) -> Query {
    """
    SELECT count(*) FROM access_tokens
    WHERE user_id = \(owner) AND revoked_at IS NULL AND (expires_at > \(now) OR expires_at IS NULL)
    """
  }

  /// All that would open anything.
  public static func revokeAll(of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE access_tokens SET revoked_at = \(now), updated_at = \(now)
    WHERE user_id = \(owner) AND revoked_at IS NULL AND (expires_at > \(now) OR expires_at IS NULL)
    """
  }

  /// Those that were over by then, revoked or at their end.
  public static func sweep(overBefore past: Instant) -> Query {
    "DELETE FROM access_tokens WHERE least(revoked_at, expires_at) < \(past)"
  }
}

extension AccessToken {
  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    self.init(
      id: try cells.id(), name: try cells.next(), scopes: try cells.scopes(), createdAt: try cells.next(),
      expiresAt: try cells.next(), lastUsedAt: try cells.next())
  }
}

/// A token that holds.
public struct FoundAccessToken: Sendable {
  public let token: ActingToken
  public let scopes: Set<AccessScope>
  public let lastUsedAt: Instant?
  public let owner: Owner

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    token = ActingToken(id: try cells.id(), name: try cells.next())
    scopes = try cells.scopes()
    lastUsedAt = try cells.next()
    owner = try Owners.read(&cells)
  }
}

extension Cells {
  fileprivate mutating func scopes() throws(DatabaseError) -> Set<AccessScope> {
    Set(try next([String].self).compactMap(AccessScope.init))
  }
}
