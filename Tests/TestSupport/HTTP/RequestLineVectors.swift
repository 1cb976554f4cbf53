extension HTTPVector {
  private static let badLine = HTTPReply.bad("the request line is not method, target and version")
  private static let bareLineFeed = HTTPReply.bad("a line ends without a carriage return")
  private static let unknownMethod = HTTPReply.refusal("501 Not Implemented", "the method is not known here")
  private static let badVersion = HTTPReply.refusal("505 HTTP Version Not Supported", "we speak HTTP/1.1")

  /// RFC 9112 2.2, 2.3, 3; RFC 9110 9.
  static let requestLines: [HTTPVector] = [
    HTTPVector("the shortest request", "GET / HTTP/1.1↵Host: a↵↵", .echo("GET / to a")),
    HTTPVector(
      "RFC 9110 3.9: a typical GET",
      "GET /hello.txt HTTP/1.1↵User-Agent: curl/7.64.1↵Host: www.example.com↵Accept-Language: en, mi↵↵",
      .echo("GET /hello.txt to www.example.com")),
    HTTPVector("PUT with a body", "PUT /a HTTP/1.1↵Host: a↵Content-Length: 2↵↵hi", .echo("PUT /a to a with hi")),
    HTTPVector("PATCH with a body", "PATCH /a HTTP/1.1↵Host: a↵Content-Length: 2↵↵hi", .echo("PATCH /a to a with hi")),
    HTTPVector("DELETE", "DELETE /a HTTP/1.1↵Host: a↵↵", .echo("DELETE /a to a")),
    HTTPVector("OPTIONS of a path", "OPTIONS /a HTTP/1.1↵Host: a↵↵", .echo("OPTIONS /a to a")),
    HTTPVector("GET may bring a body", "GET /a HTTP/1.1↵Host: a↵Content-Length: 2↵↵hi", .echo("GET /a to a with hi")),
    HTTPVector("HEAD is answered without a body", "HEAD /a HTTP/1.1↵Host: a↵↵", .headOfEcho("HEAD /a to a")),
    HTTPVector(
      "HEAD does not shift the next answer", "HEAD /a HTTP/1.1↵Host: a↵↵GET /b HTTP/1.1↵Host: a↵↵",
      .headOfEcho("HEAD /a to a"), .echo("GET /b to a")),
    HTTPVector(
      "a refused HEAD has no body either", "HEAD /a HTTP/1.1↵↵",
      .headOfRefusal("400 Bad Request", "there is no Host")),
    HTTPVector(
      "204 has no length", "GET /empty HTTP/1.1↵Host: a↵↵GET /b HTTP/1.1↵Host: a↵↵", .bodiless("204 No Content"),
      .echo("GET /b to a")),
    HTTPVector(
      "304 has no length", "GET /same HTTP/1.1↵Host: a↵↵GET /b HTTP/1.1↵Host: a↵↵", .bodiless("304 Not Modified"),
      .echo("GET /b to a")),

    HTTPVector("a method nobody knows", "BREW /pot HTTP/1.1↵Host: a↵↵", unknownMethod),
    HTTPVector("methods are case-sensitive", "get / HTTP/1.1↵Host: a↵↵", unknownMethod),
    HTTPVector("CONNECT is for proxies", "CONNECT a:443 HTTP/1.1↵Host: a:443↵↵", unknownMethod),
    HTTPVector("TRACE is not offered", "TRACE / HTTP/1.1↵Host: a↵↵", unknownMethod),
    HTTPVector("a method that is no token", "GE(T / HTTP/1.1↵Host: a↵↵", badLine),
    HTTPVector("no method", " / HTTP/1.1↵Host: a↵↵", badLine),

    HTTPVector("a later minor version is read as 1.1", "GET / HTTP/1.2↵Host: a↵↵", .echo("GET / to a")),
    HTTPVector("HTTP/2 in the old frame", "GET / HTTP/2.0↵Host: a↵↵", badVersion),
    HTTPVector("the preface of HTTP/2", "PRI * HTTP/2.0↵↵SM↵↵", badVersion),
    HTTPVector("HTTP/0.9 by name", "GET / HTTP/0.9↵Host: a↵↵", badVersion),
    HTTPVector("HTTP/0.9 by shape", "GET /↵↵", badLine),
    HTTPVector("the version's name has a case", "GET / http/1.1↵Host: a↵↵", badLine),
    HTTPVector("a minor version of two digits", "GET / HTTP/1.10↵Host: a↵↵", badLine),
    HTTPVector("a major version of two digits", "GET / HTTP/01.1↵Host: a↵↵", badLine),
    HTTPVector("a version without a point", "GET / HTTP/11↵Host: a↵↵", badLine),
    HTTPVector("another protocol", "GET / ICAP/1.0↵Host: a↵↵", badLine),
    HTTPVector("words after the version", "GET / HTTP/1.1 now↵Host: a↵↵", badLine),

    HTTPVector("two spaces after the method", "GET  / HTTP/1.1↵Host: a↵↵", badLine),
    HTTPVector("two spaces before the version", "GET /  HTTP/1.1↵Host: a↵↵", badLine),
    HTTPVector("a space at the end", "GET / HTTP/1.1 ↵Host: a↵↵", badLine),
    HTTPVector("a space at the start", " GET / HTTP/1.1↵Host: a↵↵", badLine),
    HTTPVector("tabs for spaces", "GET␉/␉HTTP/1.1↵Host: a↵↵", badLine),
    HTTPVector("a space in the target", "GET /a b HTTP/1.1↵Host: a↵↵", badLine),

    HTTPVector("an empty line before the request", "↵GET / HTTP/1.1↵Host: a↵↵", .echo("GET / to a")),
    HTTPVector("empty lines before the request", "↵↵↵GET / HTTP/1.1↵Host: a↵↵", .echo("GET / to a")),
    HTTPVector("a bare LF before the request", "␊GET / HTTP/1.1↵Host: a↵↵", bareLineFeed),
    HTTPVector("a bare CR before the request", "␍GET / HTTP/1.1↵Host: a↵↵", badLine),
    HTTPVector("a bare LF after the request line", "GET / HTTP/1.1␊Host: a↵↵", bareLineFeed),
    HTTPVector("bare LFs throughout", "GET / HTTP/1.1␊Host: a␊␊", bareLineFeed),
    HTTPVector("a bare CR in the request line", "GET /␍ HTTP/1.1↵Host: a↵↵", badLine),
    HTTPVector("two CRs at the end of the request line", "GET / HTTP/1.1␍↵Host: a↵↵", badLine),
  ]
}
