public import CivilTime
public import Postgres

/// One of an owner's sign-ins, as they know it: by its browser, its address and when it was last used.
public struct Device: Hashable, Sendable {
  public let id: SessionID
  public let userAgent: String
  public let address: String?
  public let signedInAt: Instant
  public let lastSeen: Instant

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    id = try cells.id()
    userAgent = try cells.next()
    address = try cells.next()
    signedInAt = try cells.next()
    lastSeen = try cells.next()
  }
}

extension Sessions {
  /// Those that hold, the one used last first.
  public static func all(of owner: UserID, at now: Instant) -> Query {
    """
    SELECT id, user_agent, host(ip_address), created_at, last_seen_at FROM sessions
    WHERE user_id = \(owner) AND expires_at > \(now) ORDER BY last_seen_at DESC LIMIT 200
    """
  }

  /// Those that are over.
  public static func sweep(at now: Instant) -> Query {
    "DELETE FROM sessions WHERE expires_at < \(now)"
  }
}
