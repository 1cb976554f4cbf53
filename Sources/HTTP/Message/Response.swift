/// What a handler answers. The lines about framing (length, connection, date) are written by `Conversation`.
public struct Response: Sendable {
  public var status: Status
  public var headers: Headers
  public var body: Body
  public var policy: SecurityPolicy

  public init(
    status: Status = .ok, headers: Headers = Headers(), body: Body = .empty, policy: SecurityPolicy = .strict
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.policy = policy
  }

  /// A response of bytes with their media type.
  public init(status: Status = .ok, type: String, bytes: [UInt8], policy: SecurityPolicy = .strict) {
    self.init(status: status, body: .bytes(bytes), policy: policy)
    headers.add(.contentType, type)
  }

  /// A finished page.
  public static func html(_ bytes: [UInt8], status: Status = .ok, policy: SecurityPolicy = .strict) -> Response {
    Response(status: status, headers: htmlFields, body: .bytes(bytes), policy: policy)
  }

  /// Made once: the commonest response costs no memory for its headers.
  private static let htmlFields = Response(type: "text/html; charset=utf-8", bytes: []).headers

  public static func text(_ text: String, status: Status = .ok) -> Response {
    Response(status: status, type: "text/plain; charset=utf-8", bytes: Array(text.utf8))
  }

  public static func json(_ bytes: [UInt8], status: Status = .ok) -> Response {
    Response(status: status, type: "application/json", bytes: bytes)
  }

  /// Sends the client elsewhere; after a POST with a GET, unless another status is asked for.
  public static func redirect(to location: String, status: Status = .seeOther) -> Response {
    var response = Response(status: status)
    response.headers.add(.location, location)
    return response
  }

  /// Adds a cookie to be kept by the client.
  public mutating func set(_ cookie: SetCookie) {
    headers.add(.setCookie, cookie.text)
  }
}

/// What follows a response's head.
public enum Body: Sendable {
  case empty
  case bytes([UInt8])
  /// A stretch of an open file, which whoever owns the socket sends from the descriptor.
  case file(File)

  /// In bytes.
  public var count: Int64 {
    switch self {
    case .empty: 0
    case .bytes(let bytes): Int64(bytes.count)
    case .file(let file): file.count
    }
  }
}
