public import CivilTime

/// Who holds a key while its request is under way.
public struct KeyTicket: Hashable, Sendable {
  public let key: String
  public let owner: UserID
  public let begun: Instant

  public init(key: String, owner: UserID, begun: Instant) {
    (self.key, self.owner, self.begun) = (key, owner, begun)
  }
}
