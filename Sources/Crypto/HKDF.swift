/// HKDF-SHA-256 (RFC 5869): many independent keys out of one, so that a key has one purpose only.
package enum HKDF {
  /// What the RFC allows: the block counter is one byte.
  package static let longest = 255 * Digest.length

  package static func derive(from key: SecretKey, salt: [UInt8], info: [UInt8], length: Int) -> SecretKey {
    precondition((1...longest).contains(length), "HKDF makes 1 to \(longest) bytes")
    let extracted = key.withBytes { HMAC(key: SecretKey(salt)).code(for: $0) }
    let expand = HMAC(key: SecretKey(extracted.bytes))
    var output: [UInt8] = []
    var block: [UInt8] = []
    var counter: UInt8 = 0
    while output.count < length {
      counter += 1
      block = expand.code(for: block + info + [counter]).bytes
      output += block
    }
    return SecretKey(output.prefix(length))
  }
}

extension SecretKey {
  /// A key for one purpose, told apart by its label. Knowing it tells nothing of this one or of any other purpose's.
  public func derived(for purpose: String, length: Int = 32) -> SecretKey {
    HKDF.derive(from: self, salt: [], info: Array("calento \(purpose)".utf8), length: length)
  }
}
