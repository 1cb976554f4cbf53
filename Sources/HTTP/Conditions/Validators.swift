/// What tells one state of a resource from the next; the measure of a conditional request (RFC 9110 13).
public struct Validators: Sendable {
  public var etag: ETag?
  public var lastModified: HTTPDate?

  public init(etag: ETag? = nil, lastModified: HTTPDate? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  /// What a conditional request comes to.
  public enum Outcome: Sendable, Equatable {
    /// Do what is asked.
    case proceed
    /// 304: the client's copy is good.
    case notModified
    /// 412: the resource is not as the client believes.
    case failed
  }

  /// Weighs the request's conditions in the order of RFC 9110 13.2.2.
  public func check(_ head: RequestHead) -> Outcome {
    let isReading = head.method == .get || head.method == .head
    let headers = head.headers
    if headers.contains(.ifMatch) {
      if !ETagList.parse(headers.allBytes(.ifMatch)).contains(etag, by: { $0.isStrongly($1) }) { return .failed }
    } else if let since = headers.date(.ifUnmodifiedSince), let lastModified, lastModified > since {
      return .failed
    }
    if headers.contains(.ifNoneMatch) {
      if ETagList.parse(headers.allBytes(.ifNoneMatch)).contains(etag, by: { $0.isWeakly($1) }) {
        return isReading ? .notModified : .failed
      }
    } else if isReading, let since = headers.date(.ifModifiedSince), let lastModified, lastModified <= since {
      return .notModified
    }
    return .proceed
  }

  /// Whether a part may be sent to a client that has another part of what `If-Range` names.
  func admitsPart(_ head: RequestHead) -> Bool {
    guard let condition = head.headers.bytes(.ifRange) else { return true }
    if let named = ETag.parse(condition) {
      return etag.map { named.isStrongly($0) } ?? false
    }
    guard let named = HTTPDate.parse(condition) else { return false }
    return named == lastModified
  }
}

extension Headers {
  /// The moment in the field of that name, if it is one.
  func date(_ name: FieldName) -> HTTPDate? {
    bytes(name).flatMap { HTTPDate.parse($0) }
  }
}

extension Response {
  /// The answer to a client whose copy is good; it carries what a client may use to refresh that copy.
  public static func notModified(_ validators: Validators, headers: Headers = Headers()) -> Response {
    var response = Response(status: .notModified, headers: headers)
    response.set(validators)
    return response
  }

  public mutating func set(_ validators: Validators) {
    if let etag = validators.etag { headers.set(.etag, etag.description) }
    if let date = validators.lastModified { headers.set(.lastModified, date.text) }
  }
}
