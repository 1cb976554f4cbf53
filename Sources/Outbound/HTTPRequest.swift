/// What is asked of another server. One that could smuggle a header or a second request can't be built.
public struct HTTPRequest: Sendable {
  /// What is asked of the other server; extensions of HTTP bring words of their own.
  public struct Method: Hashable, Sendable {
    public static let get = Method(unchecked: "GET")
    public static let head = Method(unchecked: "HEAD")
    public static let post = Method(unchecked: "POST")
    public static let put = Method(unchecked: "PUT")
    public static let patch = Method(unchecked: "PATCH")
    public static let delete = Method(unchecked: "DELETE")

    public let name: String

    /// For the methods of WebDAV and their like: capital letters and hyphens.
    public init?(_ name: String) {
      guard (1...32).contains(name.utf8.count), name.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x2D })
      else { return nil }
      self.init(unchecked: name)
    }

    private init(unchecked name: String) {
      self.name = name
    }
  }

  public let method: Method
  public let address: WebAddress
  public let headers: [HTTPHeader]
  public let body: [UInt8]?

  public init(
    _ method: Method = .get, _ address: WebAddress, headers: [HTTPHeader] = [], body: [UInt8]? = nil
  ) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = method == .get || method == .head ? nil : body
  }

  /// As libcurl takes them. A name with nothing behind it switches off what it would send of its own accord.
  var curlHeaders: [String] {
    let names = Set(headers.map { $0.name.lowercased() })
    var lines = headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    lines.append("Expect:")
    if !names.contains("user-agent") { lines.append("User-Agent: Calento") }
    if !names.contains("content-type") { lines.append("Content-Type:") }
    return lines
  }
}

/// One header field, to be sent or received.
public struct HTTPHeader: Hashable, Sendable {
  public let name: String
  public let value: String
  /// Not to be told to another server than the one it was written for.
  public let isSecret: Bool

  /// Headers that say where a message ends or whom it is for; libcurl writes them.
  private static let reserved: Set<String> = [
    "connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade",
  ]
  private static let alwaysSecret: Set<String> = ["authorization", "cookie", "proxy-authorization"]

  public init(_ name: String, _ value: String, isSecret: Bool = false) throws(HTTPHeaderRefusal) {
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else { throw .badName }
    guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .badValue }
    guard !Self.reserved.contains(name.lowercased()) else { throw .reserved }
    self.name = name
    self.value = value
    self.isSecret = isSecret || Self.alwaysSecret.contains(name.lowercased())
  }

  /// As it came from a server.
  init(received name: String, _ value: String) {
    self.name = name
    self.value = value
    isSecret = false
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// Why a header is not sent.
public enum HTTPHeaderRefusal: Error, Hashable, Sendable {
  case badName
  /// Line breaks and other control bytes: the way to write a header into a header.
  case badValue
  case reserved
}
