public import CivilTime

/// Somebody who takes meetings, as guests may know them.
public struct Owner: Hashable, Sendable {
  public let id: UserID
  public let username: String
  public let firstName: String
  public let lastName: String
  public let email: String
  public let bio: String

  /// Names their picture in its address, and changes with it; nil where they gave none.
  public let picture: String?
  public let zone: Zone
  public let locale: String
  public let weekStart: Weekday

  /// 12 or 24 hours a day is counted in; nil goes by the language.
  public let clock: Int?

  /// Suspended and closed accounts show nothing, nor do those whose address nobody has confirmed.
  public let isActive: Bool

  /// What to call them: their name, or their username where they gave none.
  public let name: String

  public init(
    id: UserID, username: String, firstName: String, lastName: String, email: String, bio: String,
    picture: String? = nil, zone: Zone, locale: String, weekStart: Weekday, clock: Int? = nil, isActive: Bool
  ) {
    self.id = id
    self.username = username
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.bio = bio
    self.picture = picture
    self.zone = zone
    self.locale = locale
    self.weekStart = weekStart
    self.clock = clock
    self.isActive = isActive
    let name = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    self.name = name.isEmpty ? username : name
  }
}
