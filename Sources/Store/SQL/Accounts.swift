public import CivilTime
public import Postgres

/// `users` as those see it who let people in.
public enum Accounts {
  /// Whom an e-mail address or a username names: one that lives, or that was closed since then.
  public static func find(_ login: String, closedSince past: Instant) -> Query {
    let name: Query = login.utf8.contains(UInt8(ascii: "@")) ? "lower(u.email)" : "lower(u.username)"
    return """
      SELECT \(columns) FROM users u
      WHERE \(name) = lower(\(login)) AND (u.deleted_at IS NULL OR u.deleted_at >= \(past))
      """
  }

  public static func find(_ user: UserID) -> Query {
    "SELECT \(columns) FROM users u WHERE u.id = \(user)"
  }

  static let columns: Query = """
    \(Owners.columns), u.password_hash, u.status = 'active', u.email_verified, u.deleted_at
    """

  /// Whether nobody has ever had an account here.
  public static let isHouseEmpty: Query = "SELECT NOT EXISTS (SELECT FROM users)"

  /// Keeps others from making an account until the transaction ends.
  public static let lockAll: Query = "LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE"

  /// Notes that they came in.
  public static func signedIn(_ user: UserID, at now: Instant) -> Query {
    "UPDATE users SET last_login_at = \(now), updated_at = \(now) WHERE id = \(user)"
  }

  /// The same password under another hash, unless it was changed meanwhile.
  public static func rehash(_ user: UserID, from old: String, to new: String, at now: Instant) -> Query {
    """
    UPDATE users SET password_hash = \(new), updated_at = \(now) WHERE id = \(user) AND password_hash = \(old)
    """
  }

  public static func close(_ user: UserID, at now: Instant) -> Query {
    "UPDATE users SET deleted_at = \(now), updated_at = \(now) WHERE id = \(user) AND deleted_at IS NULL"
  }

  public static func reopen(_ user: UserID, closedSince past: Instant, at now: Instant) -> Query {
    "UPDATE users SET deleted_at = NULL, updated_at = \(now) WHERE id = \(user) AND deleted_at >= \(past)"
  }

  /// Some of those that nobody confirmed and that were closed, with all that is theirs.
  public static func purge(closedBefore: Instant, limit: Int, at now: Instant) -> Query {
    """
    DELETE FROM users WHERE id IN (
      (SELECT id FROM users WHERE NOT email_verified AND verification_expires_at < \(now) LIMIT \(limit))
      UNION
      (SELECT id FROM users WHERE deleted_at < \(closedBefore) LIMIT \(limit)) LIMIT \(limit))
    """
  }

  /// Those that hold a name or an address, but were closed too long ago to be opened again: nobody waits for their turn
  /// to be cleared away.
  public static func purge(holding username: String, _ email: String, closedBefore past: Instant) -> Query {
    """
    DELETE FROM users
    WHERE (lower(username) = lower(\(username)) OR lower(email) = lower(\(email))) AND deleted_at < \(past)
    """
  }

  /// One that nobody has answered for, with all that came with it.
  public static func deleteUnverified(_ user: UserID) -> Query {
    "DELETE FROM users WHERE id = \(user) AND NOT email_verified"
  }
}

/// What decides whether somebody is let in.
public struct Account: Sendable {
  public let owner: Owner
  public let passwordHash: String
  public let isSuspended: Bool
  public let isVerified: Bool
  public let closedAt: Instant?

  public var id: UserID { owner.id }

  /// Whether the name and the address are kept for somebody: who has not confirmed them yet has to make room.
  public var isSettled: Bool { isVerified || closedAt != nil }

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    try self.init(&cells)
  }

  init(_ cells: inout Cells) throws(DatabaseError) {
    owner = try Owners.read(&cells)
    passwordHash = try cells.next()
    isSuspended = try !cells.next(Bool.self)
    isVerified = try cells.next()
    closedAt = try cells.next()
  }
}
