public import CivilTime
public import Postgres

/// `users` as those see it who let people in.
public enum Accounts {
  /// Whom an e-mail address or a username names: the account that lives, else the last that was closed since then.
  public static func find(_ login: String, closedSince past: Instant) -> Query {
    let name: Query = login.utf8.contains(UInt8(ascii: "@")) ? "lower(email)" : "lower(username)"
    return """
      (SELECT \(columns) FROM users u WHERE \(name) = lower(\(login)) AND deleted_at IS NULL)
      UNION ALL
      (SELECT \(columns) FROM users u WHERE \(name) = lower(\(login)) AND deleted_at >= \(past)
        ORDER BY deleted_at DESC LIMIT 1)
      LIMIT 1
      """
  }

  public static func find(_ user: UserID) -> Query {
    "SELECT \(columns) FROM users u WHERE u.id = \(user)"
  }

  private static let columns: Query = """
    u.id, u.email, u.username, u.locale, u.password_hash, u.status = 'active', u.email_verified, u.deleted_at
    """

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
}

/// What decides whether somebody is let in.
public struct Account: Sendable {
  public let id: UserID
  public let email: String
  public let username: String
  public let locale: String
  public let passwordHash: String
  public let isActive: Bool
  public let isVerified: Bool
  public let closedAt: Instant?

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    id = try cells.id()
    email = try cells.next()
    username = try cells.next()
    locale = try cells.next()
    passwordHash = try cells.next()
    isActive = try cells.next()
    isVerified = try cells.next()
    closedAt = try cells.next()
  }
}
