public import CivilTime
public import Postgres

/// `users` and `owners`: who somebody is, and the row that locks and versions their time.
public enum Owners {
  /// The first statement of everything an owner's page or time depends on. Takes the owner's row until the end of the
  /// transaction.
  static func raise(_ owner: UserID) -> Query {
    "UPDATE owners SET version = version + 1 WHERE user_id = \(owner)"
  }

  /// The same on condition that nobody raised it since: else the version would be nothing, which its column refuses, and
  /// the whole transaction stops there.
  static func raise(_ owner: UserID, from version: Int64) -> Query {
    """
    UPDATE owners SET version = CASE WHEN version = \(version) THEN version + 1 END WHERE user_id = \(owner)
    """
  }

  static func versions(of owners: [UserID]) -> Query {
    "SELECT user_id, version FROM owners WHERE user_id = ANY (\(owners))"
  }

  static func id(named username: String) -> Query {
    "SELECT id FROM users WHERE lower(username) = \(username) AND email_verified AND deleted_at IS NULL"
  }

  /// The columns of `u` that `read` takes, in its order.
  static let columns: Query = """
    u.id, u.username, u.first_name, u.last_name, u.email, u.bio, u.avatar_tag, u.timezone, u.locale, \
    u.week_start, u.clock, u.status = 'active' AND u.email_verified AND u.deleted_at IS NULL
    """

  static func read(_ cells: inout Cells) throws(DatabaseError) -> Owner {
    Owner(
      id: try cells.next(), username: try cells.next(), firstName: try cells.next(), lastName: try cells.next(),
      email: try cells.next(), bio: try cells.next(), picture: try cells.next(), zone: try cells.zone(),
      locale: try cells.next(), weekStart: try cells.weekday(), clock: try cells.clock(), isActive: try cells.next())
  }
}

/// An account to be made, with what makes it usable at once.
public struct NewOwner: Sendable {
  public var username: String
  public var email: String
  public var passwordHash: String
  public var firstName: String
  public var lastName: String
  public var bio: String
  public var zone: Zone
  public var locale: String
  public var weekStart: Weekday

  /// What their first schedule is called.
  public var schedule: String

  /// Whether the address is known to be theirs.
  public var isVerified: Bool

  public init(
    username: String, email: String, passwordHash: String, firstName: String = "", lastName: String = "",
    bio: String = "", zone: Zone, locale: String = "en", weekStart: Weekday = .monday,
    schedule: String = "Working hours", isVerified: Bool = true
  ) {
    self.username = username
    self.email = email
    self.passwordHash = passwordHash
    self.firstName = firstName
    self.lastName = lastName
    self.bio = bio
    self.zone = zone
    self.locale = locale
    self.weekStart = weekStart
    self.schedule = schedule
    self.isVerified = isVerified
  }
}

extension Owners {
  public static func insert(_ owner: NewOwner, id: UserID) -> [Query] {
    [
      """
      INSERT INTO users (id, email, username, password_hash, first_name, last_name, bio, timezone, locale, week_start,
        email_verified)
      VALUES (\(id), \(owner.email), \(owner.username), \(owner.passwordHash), \(owner.firstName), \(owner.lastName),
        \(owner.bio), \(owner.zone.name), \(owner.locale), \(Int16(owner.weekStart.rawValue)),
        \(owner.isVerified))
      """,
      "INSERT INTO owners (user_id) VALUES (\(id))",
    ]
  }

  public static func rename(_ owner: UserID, to username: String) -> Query {
    "UPDATE users SET username = \(username), updated_at = now() WHERE id = \(owner) AND deleted_at IS NULL"
  }
}
