public import Crypto
public import Reactor

/// What letting people in takes: the keys of everything that is signed, derived or sealed for an account, and where
/// passwords are hashed.
public struct AccountKeys: Sendable {
  /// Signs sessions, and what is handed from one page of signing in to the next.
  let tokens: JWT
  let seals: SealRing
  let makers: AccountTokens

  /// Tells requests apart that may hold a password.
  let requests: HMAC
  let hashing: Hashing

  /// Answers that must not tell what was found come at multiples of this.
  let pace: Duration

  /// `encryption` and what it was before are the keys of bookings' addresses too, kept apart by purpose.
  public init(
    sessions: JWT, encryption: SecretKey, previous: [SecretKey] = [], pool: BlockingPool?,
    cost: Int = PasswordHash.usualCost, pace: Duration = .zero
  ) throws(KeyRefusal) {
    tokens = sessions
    seals = try SealRing(current: encryption, previous: previous)
    makers = try AccountTokens(current: encryption, previous: previous)
    requests = HMAC(key: encryption.derived(for: "request fingerprint"))
    hashing = Hashing(pool: pool, cost: cost)
    self.pace = pace
  }

  /// Keys that go with the process: for an office nobody signs in to.
  public static var fleeting: AccountKeys {
    do {
      return try AccountKeys(sessions: JWT(secret: .random()), encryption: .random(), pool: nil)
    } catch {
      preconditionFailure("32 random bytes are a key: \(error)")
    }
  }
}
