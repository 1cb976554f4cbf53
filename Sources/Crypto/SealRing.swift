/// Seals secrets that have to be read again (tokens of connected calendars) with AES-256-GCM. Everything is sealed with
/// the current key; what the previous ones sealed still opens, and `isCurrent` tells which values to seal anew.
///
/// A sealed value is: version (1 byte), key id (4), nonce (12), ciphertext, tag (16). A key is good for 2^32 values:
/// with random nonces of 96 bits a repetition stays less likely than 1 in 2^32.
public struct SealRing: Sendable {
  /// A token or a short document; far below what one call to OpenSSL can take.
  public static let longestPlain = 1 << 20
  private static let version: UInt8 = 1
  private static let headerLength = 1 + KeyID.length
  private static let overhead = headerLength + AESGCM.nonceLength + AESGCM.tagLength

  private let current: RingKey
  private let previous: [RingKey]

  public init(current: SecretKey, previous: [SecretKey] = []) throws(KeyRefusal) {
    for key in [current] + previous where key.length != AESGCM.keyLength {
      throw .badLength(key.length, needed: AESGCM.keyLength...AESGCM.keyLength)
    }
    self.current = RingKey(current)
    self.previous = previous.filter { $0 != current }.map(RingKey.init)
    let ids = [self.current.id] + self.previous.map(\.id)
    guard Set(ids).count == ids.count else { throw .sameKeyID }
  }

  public var currentID: KeyID {
    current.id
  }

  /// `context` says where the value belongs (table, column and row id, say). It is not stored, but must be the same on
  /// opening: a value copied into another row does not open there.
  public func seal(_ plain: some Collection<UInt8>, context: some Collection<UInt8>) throws(SealRefusal) -> [UInt8] {
    guard plain.count <= Self.longestPlain else { throw .tooLong }
    let header = [Self.version] + current.id.bytes
    let nonce = SecureRandom.bytes(AESGCM.nonceLength)
    return header + nonce + current.cipher.seal(Array(plain), nonce: nonce, authenticating: header + context)
  }

  public func open(_ sealed: some Collection<UInt8>, context: some Collection<UInt8>) throws(SealRefusal) -> [UInt8] {
    let sealed = Array(sealed)
    let id = try keyID(of: sealed)
    guard let key = ([current] + previous).first(where: { $0.id == id }) else { throw .unknownKey(id) }
    let nonceEnd = Self.headerLength + AESGCM.nonceLength
    let plain = key.cipher.open(
      Array(sealed[nonceEnd...]), nonce: sealed[Self.headerLength..<nonceEnd],
      authenticating: Array(sealed[..<Self.headerLength]) + context)
    guard let plain else { throw .notGenuine }
    return plain
  }

  /// Whether the current key sealed this value; if not, it is time to seal it again.
  public func isCurrent(_ sealed: some Collection<UInt8>) -> Bool {
    (try? keyID(of: Array(sealed))) == current.id
  }

  private func keyID(of sealed: [UInt8]) throws(SealRefusal) -> KeyID {
    guard sealed.count >= Self.overhead else { throw .tooShort }
    guard sealed.count <= Self.overhead + Self.longestPlain else { throw .tooLong }
    guard sealed[0] == Self.version else { throw .unknownVersion(sealed[0]) }
    return KeyID(sealed[1..<Self.headerLength])
  }
}

/// Why a value could not be sealed or opened.
public enum SealRefusal: Error, Hashable, Sendable {
  case tooShort
  case tooLong
  case unknownVersion(UInt8)
  /// Sealed with a key that is neither the current nor a previous one.
  case unknownKey(KeyID)
  /// The bytes were changed, or belong to another context.
  case notGenuine
}

/// The short public name of a key, computed from the key itself, so that nobody has to number keys.
public struct KeyID: Hashable, Sendable, CustomStringConvertible {
  static let length = 4

  public let bytes: [UInt8]

  init(of key: SecretKey) {
    bytes = Array(HMAC(key: key).code(for: "calento key id".utf8).bytes.prefix(Self.length))
  }

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
  }

  public var description: String {
    Hex.encode(bytes)
  }
}

private struct RingKey: Sendable {
  let id: KeyID
  let cipher: AESGCM

  init(_ key: SecretKey) {
    id = KeyID(of: key)
    cipher = AESGCM(key: key.derived(for: "seal"))
  }
}
