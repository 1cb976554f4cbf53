public import CivilTime
public import Crypto

/// Whose keys of requests they are: everybody has their own.
public enum KeyHolder: Hashable, Sendable {
  case owner(UserID)
  /// Somebody without an account, by what stands for the network they come from.
  case visitor(Digest)
}

/// Who holds a key while its request is under way.
public struct KeyTicket: Hashable, Sendable {
  public let key: String
  public let holder: KeyHolder
  public let begun: Instant

  public init(key: String, holder: KeyHolder, begun: Instant) {
    (self.key, self.holder, self.begun) = (key, holder, begun)
  }
}
