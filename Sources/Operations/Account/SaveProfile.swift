internal import CivilTime
internal import Postgres
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

/// What came of saving a picture of oneself, or another password.
public enum SaveOutcome: Hashable, Sendable {
  case saved
  case refused([AccountRefusal])
}

/// What came of saving one's profile.
public enum ProfileOutcome: Hashable, Sendable {
  /// Done, or so already.
  case saved
  case refused([AccountRefusal])
  /// It is no longer what was looked at, but this. Nothing was saved.
  case changed(Owner)
  case unknown
}

extension Office {
  /// `languages` are those we speak. The form is asked for with the owner's row held, of the owner as they stand then, so
  /// that nobody changes it between the look and the write; `isKnown` says whether that is what the writer of the form
  /// looked at.
  public func saveProfile(
    speaking languages: [String], of owner: UserID, caller: Caller, ifStill isKnown: (Owner) -> Bool = { _ in true },
    by form: (Owner) throws -> ProfileForm
  ) async throws -> ProfileOutcome {
    try await minding {
      do {
        return try await books.holding(owner, reading: [Accounts.find(owner)]) { held in
          guard let account = try held.answers[0].first.map(Account.init), account.closedAt == nil else {
            return .unknown
          }
          let old = account.owner
          var reader = AccountReader()
          let profile = reader.profile(try form(old), speaking: languages)
          guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
          // Whoever presses twice has saved once.
          guard profile != Profile(of: old) else { return .saved }
          guard isKnown(old) else { return .changed(old) }
          let now = now
          let audit = AuditLog.insert("user.profile", owner.uuid, of: owner, by: caller, id: freshID(), at: now)
          try await held.commit(
            naming(owner, profile.username, by: [Owners.save(profile, of: owner, at: now)]) + [audit])
          return .saved
        }
      } catch let error as DatabaseError {
        switch Conflict(error) {
        case .usernameTaken: return .refused([AccountRefusal(.username, .usernameTaken)])
        case .usernameUnfit: return .refused([AccountRefusal(.username, .unfitUsername)])
        default: throw error
        }
      }
    }
  }

  /// The same for whoever has the form ready.
  public func saveProfile(
    _ form: ProfileForm, speaking languages: [String], of owner: UserID, caller: Caller,
    ifStill isKnown: (Owner) -> Bool = { _ in true }
  ) async throws -> ProfileOutcome {
    try await saveProfile(speaking: languages, of: owner, caller: caller, ifStill: isKnown) { _ in form }
  }
}

extension ProfileForm {
  /// As it stands of somebody.
  public init(of owner: Owner) {
    self.init(
      username: owner.username, firstName: owner.firstName, lastName: owner.lastName, bio: owner.bio,
      zone: owner.zone.name, locale: owner.locale, weekStart: "\(owner.weekStart.rawValue)",
      clock: owner.clock.map(String.init) ?? "")
  }
}

extension Profile {
  fileprivate init(of owner: Owner) {
    self.init(
      username: owner.username, firstName: owner.firstName, lastName: owner.lastName, bio: owner.bio, zone: owner.zone,
      locale: owner.locale, weekStart: owner.weekStart, clock: owner.clock)
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
