/// What is kept of a password: bcrypt's `$2b$…` text. Making and checking one takes about a quarter of a second of pure
/// computing at the usual cost; call both from the pool for blocking work, never on an event loop.
///
/// bcrypt reads 72 bytes and stops at a zero byte. A password it would not read whole (24 Thai letters are 72 bytes) is
/// neither cut nor refused: an HMAC of it, 43 letters of base64, is hashed instead. Shorter ones are hashed as they are,
/// so that hashes can come from and go to other programs. The HMAC's key is a label of ours, so no digest leaked
/// elsewhere can be tried in its place.
public struct PasswordHash: Sendable, CustomStringConvertible {
  /// 2^12 rounds.
  public static let usualCost = 12
  /// Below 4 bcrypt does not go; above 16 one sign-in would keep a thread busy for longer than anyone waits.
  public static let costs = 4...16
  /// Longer than any passphrase; keeps a hostile form from buying work with megabytes.
  public static let longestPassword = 4096

  /// As stored in the database.
  public let text: String
  public let cost: Int

  /// Reads a stored hash: `$2b$` of ours, or `$2a$` and `$2y$` as other programs write it.
  public init(_ text: String) throws(PasswordRefusal) {
    guard let cost = BcryptText.cost(of: Array(text.utf8)) else { throw .notBcrypt }
    guard Self.costs.contains(cost) else { throw .badCost(cost) }
    (self.text, self.cost) = (text, cost)
  }

  public static func make(
    of password: some Collection<UInt8>, cost: Int = usualCost
  ) throws(PasswordRefusal) -> PasswordHash {
    guard costs.contains(cost) else { throw .badCost(cost) }
    guard let text = Bcrypt.hash(try digestible(password), setting: Bcrypt.freshSetting(cost: cost)) else {
      throw .failed
    }
    return try PasswordHash(text)
  }

  /// A hash no password has, to check against when there is no such account: the answer then takes as long.
  public static func decoy(cost: Int = usualCost) -> PasswordHash {
    precondition(costs.contains(cost), "bcrypt takes a cost of 4 to 16")
    return PasswordHash(decoyCost: cost)
  }

  private init(decoyCost cost: Int) {
    text = "$2b$\(cost < 10 ? "0" : "")\(cost)$" + String(repeating: ".", count: BcryptText.length - 7)
    self.cost = cost
  }

  public func matches(_ password: some Collection<UInt8>) -> Bool {
    guard let input = try? Self.digestible(password), let found = Bcrypt.hash(input, setting: text) else {
      return false
    }
    return ConstantTime.equal(found.utf8, text.utf8)
  }

  /// Whether the password should be hashed again while it is at hand after a sign-in.
  public func needsRehash(cost wanted: Int = usualCost) -> Bool {
    cost != wanted || !text.hasPrefix(Bcrypt.prefix)
  }

  public var description: String {
    "PasswordHash(bcrypt, cost \(cost))"
  }

  private static let longPasswords = HMAC(key: SecretKey("calento password beyond bcrypt".utf8))

  private static func digestible(_ password: some Collection<UInt8>) throws(PasswordRefusal) -> [UInt8] {
    guard password.count <= longestPassword else { throw .tooLong }
    guard password.count > Bcrypt.longestInput || password.contains(0) else { return Array(password) }
    return Base64.url.encodedBytes(longPasswords.code(for: password).bytes)
  }
}

/// Why a password or its hash is not taken.
public enum PasswordRefusal: Error, Hashable, Sendable {
  case tooLong
  case notBcrypt
  case badCost(Int)
  /// libcrypt gave no answer, as when memory runs out.
  case failed
}
