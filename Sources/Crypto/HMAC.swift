internal import COpenSSL
internal import Guard

/// HMAC-SHA-256 (RFC 2104) under one key, which is set up once and then used for any number of messages.
public struct HMAC: Sendable {
  private let prepared: PreparedKey

  public init(key: SecretKey) {
    prepared = PreparedKey(key)
  }

  public func code(for message: some Collection<UInt8>) -> Digest {
    let message = Array(message)
    let work = prepared.lend()
    defer { prepared.takeBack(work) }
    // Without a key it begins anew with the one it has.
    OpenSSL.must(EVP_MAC_init(work.context, nil, 0, nil), "begin a message code")
    OpenSSL.must(EVP_MAC_update(work.context, message, message.count), "read a message")
    return Digest { room in
      OpenSSL.must(EVP_MAC_final(work.context, room, nil, Digest.length), "finish a message code")
    }
  }
}

/// A key that is set up, in as many contexts as messages were ever worked on at once. OpenSSL wipes the key with each.
private final class PreparedKey: Sendable {
  // Who was lent a context is the only one who has it; the others lie behind the lock.
  struct Work: @unchecked Sendable {
    let context: OpaquePointer
  }

  private let first: Work
  private let idle: Guarded<[Work]>

  init(_ key: SecretKey) {
    let context = OpenSSL.found(EVP_MAC_CTX_new(OpenSSL.hmac), "room for a message code")
    key.withBytes { key in
      let start = key.assumingMemoryBound(to: UInt8.self).baseAddress
      OpenSSL.must(calento_hmac_sha256_init(context, start, key.count), "set a key")
    }
    first = Work(context: context)
    idle = Guarded([])
  }

  deinit {
    for work in idle.withLock({ $0 }) + [first] { EVP_MAC_CTX_free(work.context) }
  }

  func lend() -> Work {
    // The first is never lent, so that others can be made of it: to read it is safe on any thread.
    idle.withLock { $0.popLast() }
      ?? Work(context: OpenSSL.found(EVP_MAC_CTX_dup(first.context), "room for a message code"))
  }

  func takeBack(_ work: Work) {
    idle.withLock { $0.append(work) }
  }
}
