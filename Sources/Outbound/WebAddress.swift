internal import CCurl

/// An `http` or `https` address of a server to call.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  /// The two protocols we speak.
  public enum Scheme: String, Sendable {
    case http, https
  }

  /// Bytes; what browsers and servers commonly take.
  public static let longest = 8192

  public let text: String
  public let scheme: Scheme
  /// In lower case; an IPv6 address in its brackets.
  public let host: String
  public let port: Int

  public init(_ text: String) throws(WebAddressRefusal) {
    let parser = AddressParser()
    try Self.read(text, parser)
    try self.init(parser)
  }

  /// What a `Location` means on a page of this address.
  public func resolving(_ reference: String) throws(WebAddressRefusal) -> WebAddress {
    let parser = AddressParser()
    try Self.read(text, parser)
    // Servers write spaces and letters of all kinds into a Location; they are encoded, as browsers do.
    try Self.read(reference, parser, CURLU_URLENCODE)
    return try WebAddress(parser)
  }

  /// Whether both are the same server as far as trust goes.
  public func isSameOrigin(as other: WebAddress) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  public var description: String { text }

  private static func read(
    _ text: String, _ parser: AddressParser, _ flags: Int32 = 0
  ) throws(WebAddressRefusal) {
    guard text.utf8.count <= longest else { throw .tooLong }
    switch parser.read(text, flags | CURLU_DISALLOW_USER) {
    case CURLUE_OK: break
    case CURLUE_UNSUPPORTED_SCHEME: throw .badScheme
    case CURLUE_USER_NOT_ALLOWED: throw .credentials
    default: throw .malformed
    }
  }

  private init(_ parser: AddressParser) throws(WebAddressRefusal) {
    // What follows # is for the reader of the answer, not for the server.
    parser.drop(CURLUPART_FRAGMENT)
    guard let scheme = parser.part(CURLUPART_SCHEME).flatMap(Scheme.init) else { throw .badScheme }
    guard let text = parser.part(CURLUPART_URL),
      let host = parser.part(CURLUPART_HOST)?.lowercased(), !host.isEmpty,
      let port = parser.part(CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap({ Int($0) })
    else { throw .malformed }
    guard text.utf8.count <= Self.longest else { throw .tooLong }
    self.text = text
    self.scheme = scheme
    self.host = host
    self.port = port
  }
}

/// Why a text is no address to call.
public enum WebAddressRefusal: Error, Hashable, Sendable {
  case malformed
  case tooLong
  /// Anything but `http` and `https`.
  case badScheme
  /// A name or password inside the address.
  case credentials
}
