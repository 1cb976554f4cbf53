internal import COpenSSL
internal import Glibc

/// The server's side of one TLS connection, directly on its non-blocking socket (OpenSSL's `SSL`).
final class TLSSession {
  private let session: OpaquePointer
  private var isBroken = false

  init(owning session: OpaquePointer) {
    self.session = session
  }

  deinit {
    SSL_free(session)
  }

  enum Handshake {
    case done
    /// Needs more from the peer, or room to send to it.
    case unfinished
    case failed
  }

  func shakeHands() -> Handshake {
    ERR_clear_error()
    let result = SSL_do_handshake(session)
    if result == 1 { return .done }
    switch SSL_get_error(session, result) {
    case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .unfinished
    default:
      fail()
      return .failed
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
    ERR_clear_error()
    var count = 0
    let result = SSL_read_ex(session, buffer.baseAddress, buffer.count, &count)
    if result == 1 { return .bytes(count) }
    switch SSL_get_error(session, result) {
    case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .empty
    case SSL_ERROR_ZERO_RETURN: return .end
    default:
      fail()
      return .failed
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> WriteOutcome {
    ERR_clear_error()
    var count = 0
    let result = SSL_write_ex(session, bytes.baseAddress, bytes.count, &count)
    if result == 1 { return .wrote(count) }
    switch SSL_get_error(session, result) {
    case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .full
    default:
      fail()
      return .failed
    }
  }

  /// Tells the peer that nothing more comes, so that it can tell the end from a cut.
  func sayGoodbye() {
    // After a fatal error OpenSSL forbids it.
    guard !isBroken else { return }
    ERR_clear_error()
    SSL_shutdown(session)
  }

  private func fail() {
    isBroken = true
    ERR_clear_error()
  }
}
