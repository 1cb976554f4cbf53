internal import HTTP

/// gzip for pages made while the client waits, and the conditions of requests for them.
enum ContentCoding {
  /// Below this many bytes a page fits into one packet anyway.
  static let shortest = 1024
  /// Up to this many bytes (a quarter of a millisecond's work) the loop compresses itself; beyond, the pool does.
  static let longestOnLoop = 16 * 1024
  /// Beyond this many bytes nothing is compressed: memory for copies is not for such.
  static let longest = 8 * 1024 * 1024

  /// What an answer still needs before it can go out.
  enum Work {
    case none(Response)
    /// To be compressed, then to be finished by `compressed`.
    case compress(Response, [UInt8])
  }

  /// Weighs the request's conditions against the ETag that a handler has put on its page, and decides on gzip.
  static func prepare(_ response: Response, for head: RequestHead) -> Work {
    if response.status == .ok, head.headers.contains(.ifNoneMatch), let tag = knownTag(of: response, to: head) {
      return .none(notModified(response, tag))
    }
    guard response.isWorthCompressing, case .bytes(let bytes) = response.body else { return .none(response) }
    var response = response
    response.headers.add(.vary, "Accept-Encoding")
    return head.headers.preferredCoding(among: ["gzip"]) == nil ? .none(response) : .compress(response, bytes)
  }

  static func compressed(_ response: Response, _ bytes: [UInt8]) -> Response {
    var response = response
    response.body = .bytes(bytes)
    response.headers.add(.contentEncoding, "gzip")
    if let tag = response.etag?.coded("gzip") { response.headers.set(.etag, tag.description) }
    return response
  }

  /// The tag of this page, in whichever coding, that the client has already.
  private static func knownTag(of response: Response, to head: RequestHead) -> ETag? {
    guard head.method == .get || head.method == .head, let tag = response.etag else { return nil }
    return [tag, tag.coded("gzip")].first { Validators(etag: $0).check(head) == .notModified }
  }

  private static func notModified(_ response: Response, _ tag: ETag) -> Response {
    var short = response
    short.status = .notModified
    short.body = .empty
    for name in [FieldName.contentType, .contentLanguage, .contentDisposition] { short.headers.remove(name) }
    if response.isWorthCompressing { short.headers.add(.vary, "Accept-Encoding") }
    short.headers.set(.etag, tag.description)
    return short
  }
}

extension Response {
  fileprivate var etag: ETag? { headers.bytes(.etag).flatMap { ETag.parse($0) } }

  /// Text long enough, whole, not negotiated yet, and with nobody against it. A page that shows a secret beside what
  /// a stranger can choose says `Cache-Control: no-transform`, since lengths of compressed pages tell (BREACH).
  var isWorthCompressing: Bool {
    guard case .bytes(let bytes) = body, bytes.count >= ContentCoding.shortest, bytes.count <= ContentCoding.longest,
      status != .partialContent, !headers.contains(.contentEncoding), let type = headers.bytes(.contentType),
      MediaTypes.isText(type)
    else { return false }
    // What varies by coding has been chosen among codings by whoever made it.
    return !headers.list(.vary, has: "Accept-Encoding") && !headers.list(.cacheControl, has: "no-transform")
  }
}
