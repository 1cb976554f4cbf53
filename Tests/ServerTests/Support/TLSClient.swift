import COpenSSL
import Glibc
import TestSupport

/// A TLS client on a blocking socket that trusts whatever certificate it is shown.
///
/// `@unchecked Sendable` holds because a test uses it from one task at a time.
final class TLSClient: @unchecked Sendable {
  let socket: Client
  private let context: OpaquePointer
  private let session: OpaquePointer

  struct Failure: Error {}

  /// Offers these protocols; `maximum` bounds the version.
  init(to port: UInt16, offering protocols: [String] = ["http/1.1"], maximum: Int32 = TLS1_3_VERSION) throws {
    socket = try Client(to: port)
    guard let context = SSL_CTX_new(TLS_client_method()), let session = SSL_new(context) else { throw Failure() }
    self.context = context
    self.session = session
    SSL_set_fd(session, socket.descriptor)
    let offer = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    if !offer.isEmpty { SSL_set_alpn_protos(session, offer, UInt32(offer.count)) }
    limit(to: maximum)
  }

  deinit {
    SSL_free(session)
    SSL_CTX_free(context)
  }

  private func limit(to maximum: Int32) {
    if maximum < TLS1_2_VERSION { SSL_set_security_level(session, 0) }
    SSL_ctrl(session, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(maximum), nil)
    if maximum < TLS1_2_VERSION { SSL_ctrl(session, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(maximum), nil) }
  }

  /// Whether both sides came to terms.
  func shakeHands() async throws -> Bool {
    try await waiting {
      ERR_clear_error()
      return SSL_connect(self.session) == 1
    }
  }

  /// Begins where this one was, as a browser does that comes back.
  func resume(_ other: TLSClient) {
    guard let ticket = SSL_get1_session(other.session) else { return }
    SSL_set_session(session, ticket)
    SSL_SESSION_free(ticket)
  }

  var isResumed: Bool { SSL_session_reused(session) == 1 }

  var version: String { String(cString: SSL_get_version(session)) }

  var agreedProtocol: String {
    var name: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    SSL_get0_alpn_selected(session, &name, &length)
    return String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
  }

  /// The common name of the server's certificate.
  var serverName: String? {
    guard let certificate = SSL_get1_peer_certificate(session) else { return nil }
    defer { X509_free(certificate) }
    var name = [UInt8](repeating: 0, count: 128)
    let length = name.withUnsafeMutableBytes { buffer in
      X509_NAME_get_text_by_NID(
        X509_get_subject_name(certificate), NID_commonName, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(buffer.count))
    }
    return length > 0 ? String(decoding: name[..<Int(length)], as: UTF8.self) : nil
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    SSL_write(session, bytes, Int32(bytes.count))
  }

  /// Asks for new keys in the old way, which we refuse.
  func renegotiate() async throws -> Bool {
    try await waiting { SSL_renegotiate(self.session) == 1 && SSL_do_handshake(self.session) == 1 }
  }

  /// Everything up to the end, and whether the server said goodbye.
  func receiveAll() async throws -> (bytes: [UInt8], saidGoodbye: Bool) {
    try await waiting {
      // Errors are kept by thread, and this one has served other tests.
      ERR_clear_error()
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65536)
      while true {
        let count = SSL_read(self.session, &buffer, Int32(buffer.count))
        if count <= 0 { return (bytes, SSL_get_error(self.session, count) == SSL_ERROR_ZERO_RETURN) }
        bytes += buffer[..<Int(count)]
      }
    }
  }
}
