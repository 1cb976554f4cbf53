/// The name of a header field: a token, compared without regard to case, written as it was given.
public struct FieldName: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// The name `text`; nil for what is no token.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= FieldName.lengthLimit, ByteSet.token.containsAll(of: text.utf8) else {
      return nil
    }
    self.text = text
  }

  /// A name this module knows to be right.
  private init(known: String) {
    text = known
  }

  /// In bytes; more than any registered name has, and little enough for the index of `Headers`.
  static let lengthLimit = 256

  public static func == (left: FieldName, right: FieldName) -> Bool {
    left.text.utf8.equalsIgnoringCase(right.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte.lowered) }
  }

  public var description: String { text }
}

extension FieldName {
  public static let accept = FieldName(known: "Accept")
  public static let acceptEncoding = FieldName(known: "Accept-Encoding")
  public static let acceptLanguage = FieldName(known: "Accept-Language")
  public static let acceptRanges = FieldName(known: "Accept-Ranges")
  public static let age = FieldName(known: "Age")
  public static let allow = FieldName(known: "Allow")
  public static let authorization = FieldName(known: "Authorization")
  public static let cacheControl = FieldName(known: "Cache-Control")
  public static let connection = FieldName(known: "Connection")
  public static let contentDisposition = FieldName(known: "Content-Disposition")
  public static let contentEncoding = FieldName(known: "Content-Encoding")
  public static let contentLanguage = FieldName(known: "Content-Language")
  public static let contentLength = FieldName(known: "Content-Length")
  public static let contentLocation = FieldName(known: "Content-Location")
  public static let contentRange = FieldName(known: "Content-Range")
  public static let contentType = FieldName(known: "Content-Type")
  public static let cookie = FieldName(known: "Cookie")
  public static let date = FieldName(known: "Date")
  public static let etag = FieldName(known: "ETag")
  public static let expect = FieldName(known: "Expect")
  public static let expires = FieldName(known: "Expires")
  public static let forwarded = FieldName(known: "Forwarded")
  public static let host = FieldName(known: "Host")
  public static let idempotencyKey = FieldName(known: "Idempotency-Key")
  public static let ifMatch = FieldName(known: "If-Match")
  public static let ifModifiedSince = FieldName(known: "If-Modified-Since")
  public static let ifNoneMatch = FieldName(known: "If-None-Match")
  public static let ifRange = FieldName(known: "If-Range")
  public static let ifUnmodifiedSince = FieldName(known: "If-Unmodified-Since")
  public static let lastModified = FieldName(known: "Last-Modified")
  public static let link = FieldName(known: "Link")
  public static let location = FieldName(known: "Location")
  public static let origin = FieldName(known: "Origin")
  public static let range = FieldName(known: "Range")
  public static let referer = FieldName(known: "Referer")
  public static let requestID = FieldName(known: "X-Request-ID")
  public static let retryAfter = FieldName(known: "Retry-After")
  public static let secFetchSite = FieldName(known: "Sec-Fetch-Site")
  public static let server = FieldName(known: "Server")
  public static let setCookie = FieldName(known: "Set-Cookie")
  public static let strictTransportSecurity = FieldName(known: "Strict-Transport-Security")
  public static let transferEncoding = FieldName(known: "Transfer-Encoding")
  public static let userAgent = FieldName(known: "User-Agent")
  public static let vary = FieldName(known: "Vary")
  public static let wwwAuthenticate = FieldName(known: "WWW-Authenticate")
  public static let xForwardedFor = FieldName(known: "X-Forwarded-For")
  public static let xForwardedHost = FieldName(known: "X-Forwarded-Host")
  public static let xForwardedProto = FieldName(known: "X-Forwarded-Proto")
}
