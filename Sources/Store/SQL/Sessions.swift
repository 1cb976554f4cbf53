public import CivilTime
public import Crypto
public import Postgres

/// `sessions`: who is signed in, and where. A session's token stands here by its digest alone.
public enum Sessions {
  public static func insert(
    _ session: SessionID, of owner: UserID, _ token: Digest, until end: Instant, by caller: Caller, at now: Instant
  ) -> Query {
    """
    INSERT INTO sessions (user_id, id, token_hash, expires_at, last_seen_at, user_agent, ip_address, created_at,
      updated_at)
    VALUES (\(owner), \(session), \(token.bytes), \(end), \(now), \(caller.userAgent), \(caller.address)::inet, \(now),
      \(now))
    """
  }

  /// One that still holds, with its owner, unless they were shut out since.
  public static func find(_ session: SessionID, of owner: UserID, _ token: Digest, at now: Instant) -> Query {
    """
    SELECT s.last_seen_at,
      (SELECT count(*) FROM bookings b
        WHERE b.user_id = s.user_id AND b.slot_end > \(now) AND b.slot_start > \(now) AND b.status = 'pending'),
      \(Owners.columns)
    FROM sessions s
    JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL AND u.status = 'active' AND u.email_verified
    WHERE s.user_id = \(owner) AND s.id = \(session) AND s.token_hash = \(token.bytes) AND s.expires_at > \(now)
    """
  }

  /// Keeps one that is used from ending. Told again by another server, it is done already.
  public static func touch(
    _ session: SessionID, of owner: UserID, until end: Instant, from address: String?, seenBefore limit: Instant,
    at now: Instant
  ) -> Query {
    """
    UPDATE sessions SET last_seen_at = \(now), expires_at = \(end), ip_address = coalesce(\(address)::inet, ip_address),
      updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(session) AND last_seen_at < \(limit) AND expires_at > \(now)
    """
  }

  public static func delete(_ session: SessionID, of owner: UserID) -> Query {
    "DELETE FROM sessions WHERE user_id = \(owner) AND id = \(session)"
  }

  public static func deleteAll(of owner: UserID, but kept: SessionID? = nil) -> Query {
    "DELETE FROM sessions WHERE user_id = \(owner) AND id IS DISTINCT FROM \(kept)"
  }
}

/// A session that holds.
public struct FoundSession: Sendable {
  public let lastSeen: Instant

  /// How many bookings that lie ahead wait for an answer.
  public let waiting: Int
  public let owner: Owner

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    lastSeen = try cells.next()
    waiting = try cells.next()
    owner = try Owners.read(&cells)
  }
}
