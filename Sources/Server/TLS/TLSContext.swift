internal import COpenSSL

/// A certificate chain, its key and the rules of our handshakes (OpenSSL's `SSL_CTX`). Connections keep the one they
/// began with, so that a new certificate can take its place at any time.
///
/// `@unchecked Sendable` holds because nothing changes it once `init` is done and OpenSSL counts references and keeps
/// its own tables under locks.
final class TLSContext: @unchecked Sendable {
  private let context: OpaquePointer

  init(_ files: TLSFiles) throws(ServerError) {
    guard let context = SSL_CTX_new(TLS_server_method()) else {
      throw TLSContext.failure("cannot start TLS")
    }
    self.context = context
    try harden()
    try load(files)
  }

  deinit {
    SSL_CTX_free(context)
  }

  /// The server's side of a connection over `descriptor`, which stays its owner's.
  func session(over descriptor: Int32) -> TLSSession? {
    guard let session = SSL_new(context) else { return nil }
    guard SSL_set_fd(session, descriptor) == 1 else {
      SSL_free(session)
      return nil
    }
    SSL_set_accept_state(session)
    return TLSSession(owning: session)
  }

  private func harden() throws(ServerError) {
    // Key exchange with forward secrecy and authenticated ciphers alone; TLS 1.3 has no others.
    let ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20"
    guard calento_tls_set_min_version(context, TLS1_2_VERSION) == 1, SSL_CTX_set_cipher_list(context, ciphers) == 1
    else {
      throw TLSContext.failure("cannot set up TLS")
    }
    SSL_CTX_set_options(context, calento_tls_no_renegotiation | calento_tls_no_compression)
    // Sessions come back by tickets, so that nothing of them is kept here; idle connections give their buffers back.
    calento_tls_set_session_cache(context, Int(SSL_SESS_CACHE_OFF))
    calento_tls_set_mode(
      context,
      Int(SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER))
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nil)
  }

  private func load(_ files: TLSFiles) throws(ServerError) {
    // Without this OpenSSL would ask the terminal for the passphrase of a sealed key.
    SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
    ERR_clear_error()
    guard SSL_CTX_use_certificate_chain_file(context, files.certificate) == 1 else {
      throw TLSContext.failure("cannot read the certificate chain \(files.certificate)")
    }
    guard SSL_CTX_use_PrivateKey_file(context, files.key, SSL_FILETYPE_PEM) == 1 else {
      throw TLSContext.failure("cannot use the key \(files.key) for the certificate \(files.certificate)")
    }
    guard SSL_CTX_check_private_key(context) == 1 else {
      throw TLSContext.failure("the key \(files.key) does not belong to the certificate \(files.certificate)")
    }
  }

  private static func failure(_ what: String) -> ServerError {
    let code = ERR_get_error()
    ERR_clear_error()
    guard code != 0, let reason = ERR_reason_error_string(code) else { return ServerError(what) }
    return ServerError("\(what): \(String(cString: reason))")
  }
}

/// ALPN: HTTP/1.1, or no connection for a client that insists on something else (RFC 7301 3.2).
private func chooseProtocol(
  _ session: OpaquePointer?, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
  _ chosenLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?, _ offeredLength: UInt32,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let offered else { return SSL_TLSEXT_ERR_NOACK }
  var index = 0
  while index < Int(offeredLength) {
    let length = Int(offered[index])
    let name = UnsafeBufferPointer(start: offered + index + 1, count: min(length, Int(offeredLength) - index - 1))
    if name.elementsEqual("http/1.1".utf8) {
      chosen?.pointee = offered + index + 1
      chosenLength?.pointee = UInt8(length)
      return SSL_TLSEXT_ERR_OK
    }
    index += 1 + length
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL
}
