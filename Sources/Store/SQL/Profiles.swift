public import CivilTime
public import Postgres

/// `users` as their owners see themselves: what guests are shown of them, and how they like things said.
public struct Profile: Hashable, Sendable {
  public var username: String
  public var firstName: String
  public var lastName: String
  public var bio: String
  public var zone: Zone
  public var locale: String
  public var weekStart: Weekday
  public var clock: Int?

  public init(
    username: String, firstName: String, lastName: String, bio: String, zone: Zone, locale: String,
    weekStart: Weekday, clock: Int?
  ) {
    self.username = username
    self.firstName = firstName
    self.lastName = lastName
    self.bio = bio
    self.zone = zone
    self.locale = locale
    self.weekStart = weekStart
    self.clock = clock
  }
}

extension Owners {
  public static func save(_ profile: Profile, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE users SET username = \(profile.username), first_name = \(profile.firstName),
      last_name = \(profile.lastName), bio = \(profile.bio), timezone = \(profile.zone.name),
      locale = \(profile.locale), week_start = \(Int16(profile.weekStart.rawValue)),
      clock = \(profile.clock.map { Int16($0) }), updated_at = \(now)
    WHERE id = \(owner) AND deleted_at IS NULL
    """
  }

  /// Whether the first steps are behind them, as they said themselves.
  public static func areStepsOver(for owner: UserID) -> Query {
    "SELECT steps_over_at IS NOT NULL FROM users WHERE id = \(owner)"
  }

  public static func endSteps(of owner: UserID, at now: Instant) -> Query {
    "UPDATE users SET steps_over_at = \(now) WHERE id = \(owner) AND deleted_at IS NULL AND steps_over_at IS NULL"
  }

  /// `tag` names the picture in its address.
  public static func setPicture(
    _ bytes: [UInt8], type: String, tag: String, of owner: UserID, at now: Instant
  ) -> Query {
    """
    UPDATE users SET avatar = \(bytes), avatar_type = \(type), avatar_tag = \(tag), updated_at = \(now)
    WHERE id = \(owner) AND deleted_at IS NULL
    """
  }

  public static func removePicture(of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE users SET avatar = NULL, avatar_type = NULL, avatar_tag = NULL, updated_at = \(now)
    WHERE id = \(owner) AND deleted_at IS NULL
    """
  }

  public static func picture(of username: String, tag: String) -> Query {
    """
    SELECT avatar, avatar_type FROM users
    WHERE lower(username) = \(username) AND avatar_tag = \(tag) AND deleted_at IS NULL AND status = 'active'
      AND email_verified
    """
  }
}
