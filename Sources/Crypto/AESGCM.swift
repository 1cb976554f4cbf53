internal import COpenSSL

/// AES-256-GCM (NIST SP 800-38D) with a nonce chosen by the caller: only `SealRing` should, as a nonce used twice
/// under one key gives both messages away.
package struct AESGCM: Sendable {
  package static let keyLength = 32
  package static let nonceLength = 12
  package static let tagLength = 16

  private let key: SecretKey

  package init(key: SecretKey) {
    precondition(key.length == Self.keyLength, "AES-256 takes a key of 32 bytes")
    self.key = key
  }

  /// The ciphertext with its tag behind it.
  package func seal(_ plain: [UInt8], nonce: some Collection<UInt8>, authenticating header: [UInt8]) -> [UInt8] {
    precondition(nonce.count == Self.nonceLength, "GCM takes a nonce of 12 bytes here")
    let context = OpenSSL.found(EVP_CIPHER_CTX_new(), "room for a cipher")
    defer { EVP_CIPHER_CTX_free(context) }
    let nonce = Array(nonce)
    key.withBytes { key in
      let key = key.assumingMemoryBound(to: UInt8.self).baseAddress
      OpenSSL.must(EVP_EncryptInit_ex2(context, OpenSSL.aes256GCM, key, nonce, nil), "set up a cipher")
    }
    var written: Int32 = 0
    OpenSSL.must(EVP_EncryptUpdate(context, nil, &written, header, Int32(header.count)), "read associated data")
    return [UInt8](unsafeUninitializedCapacity: plain.count + Self.tagLength) { sealed, count in
      OpenSSL.must(EVP_EncryptUpdate(context, sealed.baseAddress, &written, plain, Int32(plain.count)), "encrypt")
      let tag = sealed.baseAddress.map { $0 + plain.count }
      OpenSSL.must(EVP_EncryptFinal_ex(context, tag, &written), "finish encrypting")
      OpenSSL.must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagLength), tag), "take the tag")
      count = sealed.count
    }
  }

  /// Nil when the tag does not fit: another key, another header, or bytes somebody changed.
  package func open(_ sealed: [UInt8], nonce: some Collection<UInt8>, authenticating header: [UInt8]) -> [UInt8]? {
    guard sealed.count >= Self.tagLength, nonce.count == Self.nonceLength else { return nil }
    let context = OpenSSL.found(EVP_CIPHER_CTX_new(), "room for a cipher")
    defer { EVP_CIPHER_CTX_free(context) }
    let nonce = Array(nonce)
    key.withBytes { key in
      let key = key.assumingMemoryBound(to: UInt8.self).baseAddress
      OpenSSL.must(EVP_DecryptInit_ex2(context, OpenSSL.aes256GCM, key, nonce, nil), "set up a cipher")
    }
    var tag = Array(sealed.suffix(Self.tagLength))
    OpenSSL.must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagLength), &tag), "give the tag")
    var written: Int32 = 0
    OpenSSL.must(EVP_DecryptUpdate(context, nil, &written, header, Int32(header.count)), "read associated data")
    let length = sealed.count - Self.tagLength
    var isGenuine = false
    let plain = [UInt8](unsafeUninitializedCapacity: length + Self.tagLength) { plain, count in
      OpenSSL.must(EVP_DecryptUpdate(context, plain.baseAddress, &written, sealed, Int32(length)), "decrypt")
      isGenuine = EVP_DecryptFinal_ex(context, plain.baseAddress, &written) == 1
      // What was decrypted before the tag was known to be false is not for anyone's eyes.
      if !isGenuine { OPENSSL_cleanse(plain.baseAddress, length) }
      count = isGenuine ? length : 0
    }
    return isGenuine ? plain : nil
  }
}
