public import CivilTime
public import Crypto
public import Postgres

/// An account whose address is to be another one.
public struct FoundAddress: Sendable {
  public let email: String
  public let account: Account

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    email = try cells.next()
    account = try Account(&cells)
  }
}

/// The tokens that letters to owners carry, kept by their digests until they are used or their time is over. Each is used
/// once: the statement that takes it takes it away.
extension Accounts {
  // MARK: That the address is theirs

  public static func expectVerification(_ user: UserID, _ token: Digest, until end: Instant, at now: Instant) -> Query {
    """
    UPDATE users SET verification_token_hash = \(token.bytes), verification_expires_at = \(end), updated_at = \(now)
    WHERE id = \(user)
    """
  }

  public static func findVerification(_ user: UserID, _ token: Digest, at now: Instant) -> Query {
    """
    SELECT \(columns) FROM users u
    WHERE u.id = \(user) AND u.verification_token_hash = \(token.bytes) AND u.verification_expires_at > \(now)
      AND u.deleted_at IS NULL
    """
  }

  /// From then on the address and the name are theirs: refused where they are somebody else's by now.
  public static func verify(_ user: UserID, as username: String, _ token: Digest, at now: Instant) -> Query {
    """
    UPDATE users SET email_verified = true, username = \(username), verification_token_hash = NULL,
      verification_expires_at = NULL, updated_at = \(now)
    WHERE id = \(user) AND verification_token_hash = \(token.bytes) AND verification_expires_at > \(now)
      AND deleted_at IS NULL
    """
  }

  /// One that its address's reader has nothing to do with, with all that came with it.
  public static func deleteUnverified(_ user: UserID, _ token: Digest, at now: Instant) -> Query {
    """
    DELETE FROM users
    WHERE id = \(user) AND verification_token_hash = \(token.bytes) AND verification_expires_at > \(now)
      AND NOT email_verified
    """
  }

  // MARK: A new password

  public static func expectReset(_ user: UserID, _ token: Digest, until end: Instant, at now: Instant) -> Query {
    """
    UPDATE users SET reset_token_hash = \(token.bytes), reset_expires_at = \(end), updated_at = \(now)
    WHERE id = \(user)
    """
  }

  public static func findReset(_ user: UserID, _ token: Digest, at now: Instant) -> Query {
    """
    SELECT \(columns) FROM users u
    WHERE u.id = \(user) AND u.reset_token_hash = \(token.bytes) AND u.reset_expires_at > \(now)
    """
  }

  public static func reset(_ user: UserID, _ token: Digest, to hash: String, at now: Instant) -> Query {
    """
    UPDATE users SET password_hash = \(hash), reset_token_hash = NULL, reset_expires_at = NULL, updated_at = \(now)
    WHERE id = \(user) AND reset_token_hash = \(token.bytes) AND reset_expires_at > \(now)
    """
  }

  /// A password changed by who is signed in, or by the house. What a letter offered is over with that.
  public static func setPassword(_ user: UserID, to hash: String, at now: Instant) -> Query {
    """
    UPDATE users SET password_hash = \(hash), reset_token_hash = NULL, reset_expires_at = NULL, updated_at = \(now)
    WHERE id = \(user)
    """
  }

  // MARK: Another address

  public static func expectAddress(
    _ email: String, of user: UserID, _ token: Digest, until end: Instant, at now: Instant
  ) -> Query {
    """
    UPDATE users SET new_email = \(email), new_email_token_hash = \(token.bytes), new_email_expires_at = \(end),
      updated_at = \(now)
    WHERE id = \(user)
    """
  }

  /// The account, and the address it is to have.
  public static func findAddress(_ user: UserID, _ token: Digest, at now: Instant) -> Query {
    """
    SELECT u.new_email, \(columns) FROM users u
    WHERE u.id = \(user) AND u.new_email_token_hash = \(token.bytes) AND u.new_email_expires_at > \(now)
      AND u.deleted_at IS NULL
    """
  }

  public static func takeAddress(_ user: UserID, _ token: Digest, at now: Instant) -> Query {
    """
    UPDATE users SET email = new_email, new_email = NULL, new_email_token_hash = NULL, new_email_expires_at = NULL,
      reset_token_hash = NULL, reset_expires_at = NULL, updated_at = \(now)
    WHERE id = \(user) AND new_email_token_hash = \(token.bytes) AND new_email_expires_at > \(now)
      AND deleted_at IS NULL
    """
  }

  /// What was asked for and not confirmed.
  public static func waitingAddress(of user: UserID, at now: Instant) -> Query {
    "SELECT new_email FROM users WHERE id = \(user) AND new_email_expires_at > \(now)"
  }

  public static func forgetAddress(of user: UserID, at now: Instant) -> Query {
    """
    UPDATE users SET new_email = NULL, new_email_token_hash = NULL, new_email_expires_at = NULL, updated_at = \(now)
    WHERE id = \(user) AND new_email IS NOT NULL
    """
  }
}
