internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// What is typed to get a token for a program.
public struct AccessTokenForm: Sendable {
  public var name: String
  /// Names of scopes. Who may write may read too.
  public var scopes: [String]
  /// The name of an `AccessTokenLife`.
  public var life: String
  public var password: String
  /// What it is to be known by, chosen when the form was shown: sent once more, the form makes nothing.
  public var id: AccessTokenID?

  public init(name: String, scopes: [String], life: String, password: String, id: AccessTokenID? = nil) {
    self.id = id
    self.name = name
    self.scopes = scopes
    self.life = life
    self.password = password
  }
}

/// For how long a token is to hold, from when it was made.
public enum AccessTokenLife: String, CaseIterable, Sendable {
  case month = "30d"
  case quarter = "90d"
  case year = "365d"
  case endless = "never"

  /// Nil for one without end.
  var days: Int? {
    switch self {
    case .month: 30
    case .quarter: 90
    case .year: 365
    case .endless: nil
    }
  }
}

/// What came of asking for a token.
public enum AccessTokenOutcome: Sendable {
  /// Its text is never told again.
  case created(AccessToken, AccessTokenText)
  /// By this very form, and told then.
  case repeated
  case refused([AccountRefusal])
  case tooMany(Wait)
}

/// Bounds of owners' tokens.
public enum AccessTokenLimits {
  /// How many an owner may have at a time.
  public static let most = 50
  /// Characters in a name; the column holds no more.
  public static let longestName = 100
  /// Seconds for which one that ended stays on its owner's list, and one that was revoked in the table.
  static let remembered = 30 * 24 * 3_600
  /// Seconds: their use is noted no more often.
  static let touchPause = 5 * 60
}

extension Office {
  public func newAccessTokenID() -> AccessTokenID { AccessTokenID(freshID()) }

  /// Takes the password: a token outlives the session it was made in.
  public func createAccessToken(
    _ form: AccessTokenForm, of owner: UserID, caller: Caller
  ) async throws -> AccessTokenOutcome {
    var reader = AccountReader()
    let now = now
    let id = form.id ?? newAccessTokenID()
    guard let token = reader.accessToken(form, id, at: now) else { return .refused(reader.refusals) }
    let text = AccessTokenText(of: owner)
    var isRepeated = false
    let outcome = try await knowing(form.password, of: owner, caller) { _ in
      isRepeated = try await database.query(AccessTokens.isThere(id, of: owner)).first?.decode(Bool.self) == true
      if isRepeated { return .done }
      let isMade = try await database.transaction { transaction in
        let insert = AccessTokens.insert(token, text.digest, of: owner, most: AccessTokenLimits.most, at: now)
        guard try await transaction.query(insert).touchedCount == 1 else { return false }
        let details: [(StaticString, String)] = [
          ("name", token.name), ("scopes", token.scopes.map(\.rawValue).sorted().joined(separator: " ")),
        ]
        try await transaction.commit(sending: [
          AuditLog.insert(
            "access_token.create", id.uuid, of: owner, by: caller, id: freshID(), at: now, metadata: details)
        ])
        return true
      }
      return isMade ? .done : .refused([AccountRefusal(.tokenName, .field(.tooMany(limit: AccessTokenLimits.most)))])
    }
    return switch outcome {
    case .done: isRepeated ? .repeated : .created(token, text)
    case .refused(let refusals): .refused(refusals)
    case .tooMany(let wait): .tooMany(wait)
    }
  }
}

extension AccountReader {
  /// Nil where something is wrong with it.
  fileprivate mutating func accessToken(_ form: AccessTokenForm, _ id: AccessTokenID, at now: Instant) -> AccessToken? {
    let name = line(form.name, .tokenName, limit: AccessTokenLimits.longestName)
    if refusals.isEmpty, !name.showsSomething { refuse(.tokenName, .field(.missing)) }
    var scopes = Set(form.scopes.compactMap(AccessScope.init))
    if form.scopes.contains(where: { AccessScope(rawValue: $0) == nil }) {
      refuse(.scopes, .field(.notAChoice))
    } else if scopes.isEmpty {
      refuse(.scopes, .field(.missing))
    }
    scopes.insert(.read)
    let life = AccessTokenLife(rawValue: form.life)
    if life == nil { refuse(.expires, .field(form.life.isEmpty ? .missing : .notAChoice)) }
    guard refusals.isEmpty, let life else { return nil }
    let end = life.days.map { now.adding(seconds: $0 * 86_400) }
    return AccessToken(id: id, name: name, scopes: scopes, createdAt: now, expiresAt: end)
  }
}
