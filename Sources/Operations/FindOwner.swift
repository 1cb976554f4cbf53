public import CivilTime
public import Store

/// An owner's public page: who they are and what may be booked.
public struct OwnerPage: Sendable {
  public let owner: Owner

  /// Active, listed and not used up, in order of their titles.
  public let links: [Link]

  /// The page stays what it is while the owner's version is this one, until `expiry`.
  public let version: Int64
  public let expiry: Instant
}

extension Office {
  /// Nil where there is no such active owner.
  public func owner(named username: String) async throws -> OwnerPage? {
    throw Trouble.unavailable
  }

  /// The owner's version as of at most 100 ms ago, for those who keep pages: nothing to wait for in the usual case.
  /// Nil where there is no such owner any more.
  public func version(of owner: UserID) async throws -> Int64? {
    throw Trouble.unavailable
  }
}
