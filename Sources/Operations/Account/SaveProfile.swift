internal import CivilTime
internal import Scheduling
public import Store

/// What is typed about oneself.
public struct ProfileForm: Sendable {
  public var username: String
  public var firstName: String
  public var lastName: String
  public var bio: String
  public var zone: String
  public var locale: String
  /// 0 to 6 from Sunday on.
  public var weekStart: String
  /// 12, 24, or nothing to go by the language.
  public var clock: String

  public init(
    username: String, firstName: String, lastName: String, bio: String, zone: String, locale: String,
    weekStart: String, clock: String
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

/// What came of saving something about oneself.
public enum SaveOutcome: Hashable, Sendable {
  case saved
  case refused([AccountRefusal])
}

extension Office {
  /// `languages` are those we speak.
  public func saveProfile(
    _ form: ProfileForm, speaking languages: [String], of owner: UserID, caller: Caller
  ) async throws -> SaveOutcome {
    var reader = AccountReader()
    let profile = reader.profile(form, speaking: languages)
    guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
    return try await minding {
      let now = now
      let conflict = try await write(
        [
          Owners.save(profile, of: owner, at: now),
          AuditLog.insert("user.profile", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ], of: owner)
      switch conflict {
      case nil: return .saved
      case .usernameTaken: return .refused([AccountRefusal(.username, .usernameTaken)])
      default: return .refused([AccountRefusal(.username, .unfitUsername)])
      }
    }
  }
}

extension AccountReader {
  fileprivate mutating func profile(_ form: ProfileForm, speaking languages: [String]) -> Profile {
    let username = username(form.username)
    let zone = try? Zone.named(form.zone)
    if zone == nil { refuse(.zone, .field(.notAChoice)) }
    if !languages.contains(form.locale) { refuse(.language, .field(.notAChoice)) }
    let weekStart = Int(form.weekStart).flatMap { Weekday(rawValue: $0) }
    if weekStart == nil { refuse(.weekStart, .field(.notAChoice)) }
    if !["", "12", "24"].contains(form.clock) { refuse(.clock, .field(.notAChoice)) }
    return Profile(
      username: username, firstName: line(form.firstName, .firstName, limit: 100),
      lastName: line(form.lastName, .lastName, limit: 100), bio: lines(form.bio, .bio, limit: 2_000),
      zone: zone ?? .utc, locale: form.locale, weekStart: weekStart ?? .monday, clock: Int(form.clock))
  }
}
