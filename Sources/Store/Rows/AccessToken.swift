public import CivilTime

/// A token that an owner made for a program, without its secret.
public struct AccessToken: Hashable, Sendable {
  public let id: AccessTokenID
  public let name: String
  public let scopes: Set<AccessScope>
  public let createdAt: Instant

  /// Nil for one that holds until it is revoked.
  public let expiresAt: Instant?

  /// To within some minutes; nil for one nobody has used.
  public let lastUsedAt: Instant?

  public init(
    id: AccessTokenID, name: String, scopes: Set<AccessScope>, createdAt: Instant, expiresAt: Instant? = nil,
    lastUsedAt: Instant? = nil
  ) {
    self.id = id
    self.name = name
    self.scopes = scopes
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.lastUsedAt = lastUsedAt
  }
}

/// A token that something is done by, as its owner calls it.
public struct ActingToken: Hashable, Sendable {
  public let id: AccessTokenID
  public let name: String

  public init(id: AccessTokenID, name: String) {
    self.id = id
    self.name = name
  }
}

/// What a program may do with its token.
public enum AccessScope: String, CaseIterable, Hashable, Sendable {
  case read
  case write
}
