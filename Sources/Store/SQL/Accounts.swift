public import CivilTime
public import Postgres

/// `users` as those see it who let people in.
public enum Accounts {
  /// Whom an e-mail address or a username names: one that lives, or that was closed since then. Neither is anybody's who
  /// has not confirmed it.
  public static func find(_ login: String, closedSince past: Instant) -> Query {
    let name: Query = login.utf8.contains(UInt8(ascii: "@")) ? "lower(u.email)" : "lower(u.username)"
    return """
      SELECT \(columns) FROM users u
      WHERE \(name) = lower(\(login)) AND u.email_verified AND (u.deleted_at IS NULL OR u.deleted_at >= \(past))
      """
  }

  public static func find(_ user: UserID) -> Query {
    "SELECT \(columns) FROM users u WHERE u.id = \(user)"
  }

  static let columns: Query = """
    \(Owners.columns), u.password_hash, u.status = 'active', u.deleted_at
    """

  /// Whether nobody has ever had an account here.
  public static let isHouseEmpty: Query = "SELECT NOT EXISTS (SELECT FROM users)"

  /// Keeps others from making an account until the transaction ends.
  public static let lockAll: Query = "LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE"

  /// By what they come in, as one text: another one once the password or the second factor is another.
  public static func standing(of user: UserID) -> Query {
    """
    SELECT encode(sha256(convert_to(concat(u.password_hash, ' ', encode(f.secret, 'hex')), 'UTF8')), 'hex')
    FROM users u LEFT JOIN second_factors f ON f.user_id = u.id AND f.enabled_at IS NOT NULL WHERE u.id = \(user)
    """
  }

  /// Keeps the password as it is until the transaction ends.
  public static func lock(_ user: UserID) -> Query {
    "SELECT id FROM users WHERE id = \(user) FOR NO KEY UPDATE"
  }

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
    WHERE (lower(username) = lower(\(username)) OR lower(email) = lower(\(email))) AND email_verified
      AND deleted_at < \(past)
    """
  }

  /// The one that was asked for last with this address and waits to be confirmed.
  public static func unverified(at email: String, at now: Instant) -> Query {
    """
    SELECT \(columns) FROM users u
    WHERE lower(u.email) = lower(\(email)) AND NOT u.email_verified AND u.verification_expires_at > \(now)
    ORDER BY u.id DESC LIMIT 1
    """
  }

  /// Those that were asked for with an address and can't be confirmed any more, as it is somebody's. One that is being
  /// confirmed at this moment finds that out by itself.
  public static func deleteUnverified(at email: String) -> Query {
    """
    DELETE FROM users WHERE id IN (
      SELECT u.id FROM users u JOIN owners o ON o.user_id = u.id
      WHERE lower(u.email) = lower(\(email)) AND NOT u.email_verified FOR UPDATE SKIP LOCKED)
    """
  }
}

/// What decides whether somebody is let in.
public struct Account: Sendable {
  public let owner: Owner
  public let passwordHash: String
  public let isSuspended: Bool
  public let closedAt: Instant?

  public var id: UserID { owner.id }

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    try self.init(&cells)
  }

  init(_ cells: inout Cells) throws(DatabaseError) {
    owner = try Owners.read(&cells)
    passwordHash = try cells.next()
    isSuspended = try !cells.next(Bool.self)
    closedAt = try cells.next()
  }
}
