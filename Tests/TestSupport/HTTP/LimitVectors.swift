extension HTTPVector {
  private static let lineTooLong = HTTPReply.refusal("414 URI Too Long", "the request line is too long")
  private static let tooLong = HTTPReply.refusal("413 Content Too Large", "the body is too long")
  private static let tooManyFields = HTTPReply.refusal(
    "431 Request Header Fields Too Large", "there are too many header fields")
  private static let fieldsTooLong = HTTPReply.refusal(
    "431 Request Header Fields Too Large", "the header fields are too long")

  /// What `HTTPVector.limits` allow and what they don't.
  static let limitsReached: [HTTPVector] = [
    HTTPVector(
      "the longest request line", "GET /\(repeated("x", 66)) HTTP/1.1↵Host: a↵↵",
      .echo("GET /\(repeated("x", 66)) to a")),
    HTTPVector("a request line one byte too long", "GET /\(repeated("x", 67)) HTTP/1.1↵Host: a↵↵", lineTooLong),
    HTTPVector("a request line without end", "GET /\(repeated("x", 78))", lineTooLong),
    HTTPVector("a long first line without any shape", repeated("x", 83), lineTooLong),
    HTTPVector("a long first line with a bare LF behind", repeated("x", 82) + "␊", lineTooLong),
    HTTPVector("the most fields", "GET / HTTP/1.1↵Host: a↵\(repeated("X: y↵", 5))↵", .echo("GET / to a")),
    HTTPVector("a field too many", "GET / HTTP/1.1↵Host: a↵\(repeated("X: y↵", 6))↵", tooManyFields),
    HTTPVector("fields without end", "GET / HTTP/1.1↵\(repeated("X: y↵", 7))", tooManyFields),
    HTTPVector("the longest fields", "GET / HTTP/1.1↵Host: a↵X: \(repeated("y", 184))↵↵", .echo("GET / to a")),
    HTTPVector("fields one byte too long", "GET / HTTP/1.1↵Host: a↵X: \(repeated("y", 185))↵↵", fieldsTooLong),
    HTTPVector("a field without end", "GET / HTTP/1.1↵X: \(repeated("y", 198))", fieldsTooLong),
    HTTPVector("a name without end", "GET / HTTP/1.1↵\(repeated("y", 201))", fieldsTooLong),
    HTTPVector(
      "the longest body", "POST / HTTP/1.1↵Host: a↵Content-Length: 32↵↵\(repeated("x", 32))",
      .echo("POST / to a with \(repeated("x", 32))")),
    HTTPVector(
      "a body one byte too long is not waited for", "POST / HTTP/1.1↵Host: a↵Content-Length: 33↵↵", tooLong),
    HTTPVector(
      "a body that no memory would hold", "POST / HTTP/1.1↵Host: a↵Content-Length: 999999999999999999↵↵", tooLong),
    HTTPVector(
      "the answer to HEAD when the line is too long", "HEAD /\(repeated("x", 80))",
      .headOfRefusal("414 URI Too Long", "the request line is too long")),
    HTTPVector(
      "the head of a request that is too large", "HEAD / HTTP/1.1↵Host: a↵Content-Length: 33↵↵",
      .headOfRefusal("413 Content Too Large", "the body is too long")),
  ]

  private static let cutShort = HTTPReply.bad("the connection ended in the middle of the request")
  private static let headTooSlow = HTTPReply.refusal("408 Request Timeout", "the head took too long")
  private static let bodyTooSlow = HTTPReply.refusal("408 Request Timeout", "the body took too long")

  /// Clients that stop in the middle: RFC 9112 8, 9.5, 9.6.
  static let endings: [HTTPVector] = [
    HTTPVector("half-closed at once", "", then: .halfClosed),
    HTTPVector("half-closed after an empty line", "↵", then: .halfClosed),
    HTTPVector("half-closed within an empty line", "␍", then: .halfClosed),
    HTTPVector(
      "half-closed after a request", "GET / HTTP/1.1↵Host: a↵↵", then: .halfClosed, .echo("GET / to a")),
    HTTPVector(
      "half-closed after two requests", "GET /1 HTTP/1.1↵Host: a↵↵GET /2 HTTP/1.1↵Host: a↵↵", then: .halfClosed,
      .echo("GET /1 to a"), .echo("GET /2 to a")),
    HTTPVector("half-closed in a request line", "GET / HT", then: .halfClosed, cutShort),
    HTTPVector("half-closed in a head", "GET / HTTP/1.1↵Host: a↵", then: .halfClosed, cutShort),
    HTTPVector(
      "half-closed in a second head", "GET / HTTP/1.1↵Host: a↵↵GET", then: .halfClosed, .echo("GET / to a"), cutShort),
    HTTPVector(
      "half-closed in a body", "POST / HTTP/1.1↵Host: a↵Content-Length: 5↵↵hell", then: .halfClosed, cutShort),
    HTTPVector(
      "half-closed in a chunked body", "POST / HTTP/1.1↵Host: a↵Transfer-Encoding: chunked↵↵5↵hello↵",
      then: .halfClosed,
      cutShort),
    HTTPVector(
      "half-closed before the last line of a chunked body",
      "POST / HTTP/1.1↵Host: a↵Transfer-Encoding: chunked↵↵5↵hello↵0↵", then: .halfClosed, cutShort),
    HTTPVector(
      "half-closed while the body waits for a word",
      "POST / HTTP/1.1↵Host: a↵Content-Length: 5↵Expect: 100-continue↵↵", then: .halfClosed, .goOn, cutShort),

    HTTPVector("silent at once", "", then: .silent),
    HTTPVector("silent after an answer", "GET / HTTP/1.1↵Host: a↵↵", then: .silent, .echo("GET / to a")),
    HTTPVector("silent after an empty line", "↵", then: .silent),
    HTTPVector("silent in a request line", "GET / HT", then: .silent, headTooSlow),
    HTTPVector("silent before the empty line", "GET / HTTP/1.1↵Host: a↵", then: .silent, headTooSlow),
    HTTPVector(
      "silent in a second head", "GET / HTTP/1.1↵Host: a↵↵GET", then: .silent, .echo("GET / to a"), headTooSlow),
    HTTPVector(
      "silent in a body", "POST / HTTP/1.1↵Host: a↵Content-Length: 5↵↵hell", then: .silent, bodyTooSlow),
    HTTPVector(
      "silent in a chunked body", "POST / HTTP/1.1↵Host: a↵Transfer-Encoding: chunked↵↵5↵hel", then: .silent,
      bodyTooSlow),
    HTTPVector(
      "silent instead of the promised body", "POST / HTTP/1.1↵Host: a↵Content-Length: 5↵Expect: 100-continue↵↵",
      then: .silent, .goOn, bodyTooSlow),
  ]
}
