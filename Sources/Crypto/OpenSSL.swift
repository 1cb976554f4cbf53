internal import COpenSSL

/// OpenSSL's algorithms, looked up once: a look-up by name takes longer than the work on a short message.
enum OpenSSL {
  // Set once, never freed and only read afterwards; OpenSSL counts references to it atomically.
  nonisolated(unsafe) static let sha256: OpaquePointer = found(EVP_MD_fetch(nil, "SHA256", nil), "SHA-256")

  // As above.
  nonisolated(unsafe) static let hmac: OpaquePointer = found(EVP_MAC_fetch(nil, "HMAC", nil), "HMAC")

  // As above.
  nonisolated(unsafe) static let aes256GCM: OpaquePointer = found(
    EVP_CIPHER_fetch(nil, "AES-256-GCM", nil), "AES-256-GCM")

  static func found(_ pointer: OpaquePointer?, _ what: StaticString) -> OpaquePointer {
    guard let pointer else { fatalError("OpenSSL has no \(what): no memory left, or a build without it") }
    return pointer
  }

  /// For calls that no outside data can make fail: what is left is a lack of memory or of randomness, and going on
  /// without either would be worse than stopping.
  static func must(_ status: Int32, _ what: StaticString) {
    guard status == 1 else { fatalError("OpenSSL failed to \(what)") }
  }
}
