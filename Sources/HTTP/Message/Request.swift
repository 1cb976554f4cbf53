/// The head of a request: its first line and its fields.
public struct RequestHead: Sendable {
  public var method: Method
  public var target: Target
  public var version: Version
  public var headers: Headers

  public init(method: Method, target: Target, version: Version = .http11, headers: Headers = Headers()) {
    self.method = method
    self.target = target
    self.version = version
    self.headers = headers
  }

  /// The host the client wanted to reach, port included, as it wrote it; empty when an HTTP/1.0 client wrote none.
  public var host: String { headers[.host] ?? "" }

  /// The bytes of body that were announced; nil where none were, or their number is not known beforehand.
  public var announcedLength: Int? { headers[.contentLength].flatMap { Int($0) } }

  /// The cookies that came along.
  public var cookies: Cookies { Cookies(headers.allBytes(.cookie)) }
}

/// A whole request and what is known of who sent it.
public struct Request: Sendable {
  public var head: RequestHead
  public var body: [UInt8]
  /// The client's address, seen through those proxies that are trusted.
  public var peer: String
  public var scheme: Scheme
  public var id: RequestID

  public init(head: RequestHead, body: [UInt8], peer: String, scheme: Scheme, id: RequestID) {
    self.head = head
    self.body = body
    self.peer = peer
    self.scheme = scheme
    self.id = id
  }

  public var method: Method { head.method }
  public var target: Target { head.target }
  public var headers: Headers { head.headers }

  /// The cookies that came along.
  public var cookies: Cookies { head.cookies }

  /// The body's fields, when it says that it is a form of the usual kind; none otherwise.
  public var form: Form {
    guard let type = headers.bytes(.contentType) else { return Form() }
    // Browsers say nothing else beside it, so that there is nothing to be parsed.
    let isForm = type.equalsIgnoringCase(Form.mediaType) || MediaType.parse(type)?.name == Form.mediaType.description
    return isForm ? Form.parse(body[...]) : Form()
  }
}
