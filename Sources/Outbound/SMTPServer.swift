internal import CCurl

/// The mail server letters are handed to, as `MAIL_URL` names it: `smtp://user:password@host:port`, or `smtps://`.
public struct SMTPServer: Sendable {
  /// How the connection is kept from being read.
  public enum Security: Sendable {
    /// TLS from the first byte (usually port 465).
    case implicitTLS
    /// TLS by STARTTLS (usually port 587); a server that does not offer it gets no letter.
    case startTLS
    /// No TLS, for a server on this very machine (usually port 25); connections to anywhere else are refused.
    case plainOnLoopback

    fileprivate var usualPort: Int {
      switch self {
      case .implicitTLS: 465
      case .startTLS: 587
      case .plainOnLoopback: 25
      }
    }
  }

  /// A name or an address; IPv6 in brackets.
  public let host: String
  public let port: Int
  public let security: Security
  let login: Login?

  /// Without `security`, `smtps` means TLS from the start, and `smtp` STARTTLS unless the host is this machine.
  public init(_ text: String, security wanted: Security? = nil) throws(SMTPServerRefusal) {
    let parser = AddressParser()
    switch parser.read(text) {
    case CURLUE_OK: break
    case CURLUE_UNSUPPORTED_SCHEME: throw .badScheme
    default: throw .malformed
    }
    let scheme = parser.part(CURLUPART_SCHEME)
    guard scheme == "smtp" || scheme == "smtps" else { throw .badScheme }
    guard let host = parser.part(CURLUPART_HOST)?.lowercased(), !host.isEmpty else { throw .malformed }
    guard (parser.part(CURLUPART_PATH) ?? "/") == "/", parser.part(CURLUPART_QUERY) == nil,
      parser.part(CURLUPART_FRAGMENT) == nil, parser.part(CURLUPART_OPTIONS) == nil
    else { throw .surplus }
    security = wanted ?? (scheme == "smtps" ? .implicitTLS : Self.isLoopback(host) ? .plainOnLoopback : .startTLS)
    port = parser.part(CURLUPART_PORT).flatMap { Int($0) } ?? security.usualPort
    self.host = host
    login = try Login(parser)
  }

  /// Name and password, sent only over TLS or on the loopback.
  struct Login: Sendable {
    let user: String
    let password: String

    fileprivate init?(_ parser: AddressParser) throws(SMTPServerRefusal) {
      guard parser.part(CURLUPART_USER) != nil || parser.part(CURLUPART_PASSWORD) != nil else { return nil }
      // Decoding fails on control bytes.
      guard let user = parser.part(CURLUPART_USER, CURLU_URLDECODE), !user.isEmpty,
        let password = parser.part(CURLUPART_PASSWORD, CURLU_URLDECODE)
      else { throw .badLogin }
      self.user = user
      self.password = password
    }
  }

  private static let loopback = ["127.0.0.0/8", "::1"].compactMap(Network.init)

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    return IPAddress(bare).map { address in loopback.contains { $0.contains(address) } } ?? false
  }
}

extension SMTPServer: CustomStringConvertible, CustomReflectable {
  /// Without name and password.
  var address: String {
    "\(security == .implicitTLS ? "smtps" : "smtp")://\(host):\(port)"
  }

  public var description: String { address }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a setting names no mail server.
public enum SMTPServerRefusal: Error, Hashable, Sendable {
  case malformed
  /// Anything but `smtp` and `smtps`.
  case badScheme
  /// A path, query, fragment or options.
  case surplus
  /// A name without a password or the other way round, or control bytes in them.
  case badLogin
}
