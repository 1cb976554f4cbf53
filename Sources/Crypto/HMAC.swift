internal import COpenSSL

/// HMAC-SHA-256 (RFC 2104) under one key, which is set up once and then used for any number of messages.
public struct HMAC: Sendable {
  private let prepared: PreparedKey

  public init(key: SecretKey) {
    prepared = PreparedKey(key)
  }

  public func code(for message: some Collection<UInt8>) -> Digest {
    let message = Array(message)
    let work = OpenSSL.found(EVP_MAC_CTX_dup(prepared.context), "room for a message code")
    defer { EVP_MAC_CTX_free(work) }
    OpenSSL.must(EVP_MAC_update(work, message, message.count), "read a message")
    return Digest { room in
      OpenSSL.must(EVP_MAC_final(work, room, nil, Digest.length), "finish a message code")
    }
  }
}

// The context is set up in `init` and never changed again: each message works on a copy of its own, and making a copy
// only reads. OpenSSL wipes the key with it.
private final class PreparedKey: @unchecked Sendable {
  let context: OpaquePointer

  init(_ key: SecretKey) {
    context = OpenSSL.found(EVP_MAC_CTX_new(OpenSSL.hmac), "room for a message code")
    key.withBytes { key in
      let start = key.assumingMemoryBound(to: UInt8.self).baseAddress
      OpenSSL.must(calento_hmac_sha256_init(context, start, key.count), "set a key")
    }
  }

  deinit {
    EVP_MAC_CTX_free(context)
  }
}
