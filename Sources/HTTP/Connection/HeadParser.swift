/// A request's head, and what it says about the bytes that follow.
struct ParsedHead {
  var head: RequestHead
  var framing: BodyFraming
  /// The client waits for a word from us before it sends the body.
  var expectsContinue: Bool
  /// The client wants to go on with this connection.
  var isPersistent: Bool

  var isHead: Bool { head.method == .head }
}

/// How long a body is.
enum BodyFraming: Equatable {
  case none
  case length(Int)
  case chunked

  /// Whether the body is known to be longer than `limit` before its first byte.
  func exceeds(_ limit: Int) -> Bool {
    if case .length(let length) = self { return length > limit }
    return false
  }
}

/// Turns the bytes of a whole head, its empty line included, into a request's head, or says what is wrong with it.
struct HeadParser {
  let scheme: Scheme
  /// Browsers send about a dozen.
  private static let usualFieldCount = 16

  func parse(_ storage: [UInt8]) throws(Refusal) -> ParsedHead {
    var entries: [Headers.Entry] = []
    entries.reserveCapacity(HeadParser.usualFieldCount)
    var fields = FramingFields()
    let line = try storage.withUnsafeBufferPointer { bytes throws(Refusal) in
      let line = try RequestLine(bytes)
      try FieldParser.parse(bytes, line.length..<bytes.count, into: &entries)
      try fields.read(bytes, entries)
      try checkHost(bytes, line, fields)
      return line
    }
    let target = Target(storage: line.target.rewritten ?? storage, path: line.target.path, end: line.target.end)
    var headers = Headers(in: storage, entries: entries)
    if fields.host == nil, let authority = line.target.authority {
      // An HTTP/1.0 client: whoever asks for the host is to find it where it always is.
      headers.add(.host, bytes: storage[authority])
    }
    let head = RequestHead(method: line.method, target: target, version: line.version, headers: headers)
    return ParsedHead(
      head: head, framing: try fields.framing(line.version), expectsContinue: try fields.expectsContinue(line.version),
      isPersistent: fields.isPersistent(line.version))
  }

  private func checkHost(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: RequestLine, _ fields: FramingFields
  ) throws(Refusal) {
    var host: Authority?
    if let range = fields.host {
      host = Authority(bytes[range])
      if host == nil { throw .badHost }
    } else if line.version == .http11 {
      throw .noHost
    }
    if let range = line.target.authority {
      guard let named = Authority(bytes[range]) else { throw .badTarget }
      if let host, !host.matches(named, defaultPort: scheme.defaultPort) { throw .otherHost }
    }
  }
}

/// `GET /path HTTP/1.1`, and nothing but single spaces between.
struct RequestLine {
  let method: Method
  let target: TargetParser.Result
  let version: Version
  /// In bytes, line end included.
  let length: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Refusal) {
    guard let lineEnd = bytes.firstIndex(of: Byte.carriageReturn), bytes[lineEnd + 1] == Byte.lineFeed,
      let first = bytes[..<lineEnd].firstIndex(of: Byte.space),
      let second = bytes[(first + 1)..<lineEnd].firstIndex(of: Byte.space),
      let method = Method(token: UnsafeBufferPointer(rebasing: bytes[..<first]))
    else { throw .badRequestLine }
    version = try RequestLine.version(UnsafeBufferPointer(rebasing: bytes[(second + 1)..<lineEnd]))
    guard method.isKnown else { throw .unknownMethod }
    self.method = method
    target = try TargetParser(bytes: bytes, method: method).parse(first + 1..<second)
    length = lineEnd + 2
  }

  private static func version(_ bytes: UnsafeBufferPointer<UInt8>) throws(Refusal) -> Version {
    guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), bytes[5].isDigit, bytes[6] == Byte.dot,
      bytes[7].isDigit
    else { throw .badRequestLine }
    guard bytes[5] == Byte.zero + 1 else { throw .badVersion }
    // A later minor version understands the one before it (RFC 9110 2.5).
    return bytes[7] == Byte.zero ? .http10 : .http11
  }
}
