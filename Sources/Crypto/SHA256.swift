internal import COpenSSL

/// SHA-256 (FIPS 180-4) of a message held in memory.
public enum SHA256 {
  public static func hash(_ message: some Collection<UInt8>) -> Digest {
    let message = Array(message)
    return Digest { room in
      OpenSSL.must(EVP_Digest(message, message.count, room, nil, OpenSSL.sha256, nil), "hash a message")
    }
  }
}
