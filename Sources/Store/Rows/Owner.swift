public import CivilTime

/// Somebody who takes meetings, as guests may know them.
public struct Owner: Hashable, Sendable {
  public let id: UserID
  public let username: String
  public let firstName: String
  public let lastName: String
  public let email: String
  public let bio: String
  public let hasAvatar: Bool
  public let zone: Zone
  public let locale: String
  public let weekStart: Weekday

  /// Suspended accounts show nothing.
  public let isActive: Bool

  /// What to call them: their name, or their username where they gave none.
  public var name: String {
    let name = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    return name.isEmpty ? username : name
  }

  public init(
    id: UserID, username: String, firstName: String, lastName: String, email: String, bio: String, hasAvatar: Bool,
    zone: Zone, locale: String, weekStart: Weekday, isActive: Bool
  ) {
    self.id = id
    self.username = username
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.bio = bio
    self.hasAvatar = hasAvatar
    self.zone = zone
    self.locale = locale
    self.weekStart = weekStart
    self.isActive = isActive
  }
}
