extension HTTPVector {
  private static let badLine = HTTPReply.bad("the request line is not method, target and version")

  /// RFC 9112 9.
  static let persistence: [HTTPVector] = [
    HTTPVector(
      "two requests in a row", "GET /1 HTTP/1.1↵Host: a↵↵GET /2 HTTP/1.1↵Host: b↵↵", .echo("GET /1 to a"),
      .echo("GET /2 to b")),
    HTTPVector(
      "three requests in a row, with bodies",
      "POST /1 HTTP/1.1↵Host: a↵Content-Length: 2↵↵hi"
        + "POST /2 HTTP/1.1↵Host: a↵Transfer-Encoding: chunked↵↵2↵ho↵0↵↵GET /3 HTTP/1.1↵Host: a↵↵",
      .echo("POST /1 to a with hi"), .echo("POST /2 to a with ho"), .echo("GET /3 to a")),
    HTTPVector(
      "an empty line after a body", "POST /1 HTTP/1.1↵Host: a↵Content-Length: 2↵↵hi↵GET /2 HTTP/1.1↵Host: a↵↵",
      .echo("POST /1 to a with hi"), .echo("GET /2 to a")),
    HTTPVector(
      "an error in the middle ends it", "GET /1 HTTP/1.1↵Host: a↵↵GET /2 HTTP/1.1↵↵GET /3 HTTP/1.1↵Host: a↵↵",
      .echo("GET /1 to a"), .bad("there is no Host")),
    HTTPVector(
      "a body longer than its length is no request", "POST / HTTP/1.1↵Host: a↵Content-Length: 2↵↵hiGET / nonsense↵↵",
      .echo("POST / to a with hi"), badLine),
    HTTPVector(
      "a body shorter than its length eats the next request",
      "POST / HTTP/1.1↵Host: a↵Content-Length: 16↵↵GET /x HTTP/1.1↵GET /y HTTP/1.1↵Host: a↵↵",
      .echo("POST / to a with GET /x HTTP/1.1\r"), .bad("a line ends without a carriage return")),

    HTTPVector("close", "GET / HTTP/1.1↵Host: a↵Connection: close↵↵", .echo("GET / to a", .close)),
    HTTPVector(
      "nothing counts after close",
      "GET /1 HTTP/1.1↵Host: a↵Connection: close↵↵GET /2 HTTP/1.1↵Host: a↵↵", .echo("GET /1 to a", .close)),
    HTTPVector("close in a list", "GET / HTTP/1.1↵Host: a↵Connection: x,CLOSE , y↵↵", .echo("GET / to a", .close)),
    HTTPVector(
      "close in a second field", "GET / HTTP/1.1↵Host: a↵Connection: x↵Connection: close↵↵",
      .echo("GET / to a", .close)),
    HTTPVector(
      "close wins over keep-alive", "GET / HTTP/1.1↵Host: a↵Connection: keep-alive, close↵↵",
      .echo("GET / to a", .close)),
    HTTPVector("closed is not close", "GET / HTTP/1.1↵Host: a↵Connection: closed↵↵", .echo("GET / to a")),
    HTTPVector(
      "keep-alive goes without saying", "GET / HTTP/1.1↵Host: a↵Connection: keep-alive↵↵", .echo("GET / to a")),
    HTTPVector(
      "the handler may close", "GET /close HTTP/1.1↵Host: a↵↵GET / HTTP/1.1↵Host: a↵↵",
      .echo("GET /close to a", .close)),

    HTTPVector("HTTP/1.0 closes", "GET / HTTP/1.0↵Host: a↵↵", .echo("GET / to a", .close)),
    HTTPVector(
      "HTTP/1.0 may ask to go on", "GET /1 HTTP/1.0↵Host: a↵Connection: Keep-Alive↵↵GET /2 HTTP/1.0↵Host: a↵↵",
      .echo("GET /1 to a", .keepAlive), .echo("GET /2 to a", .close)),
    HTTPVector("close wins in HTTP/1.0", "GET / HTTP/1.0↵Connection: keep-alive, close↵↵", .echo("GET / to ", .close)),
    HTTPVector("HTTP/1.0 with a body", "POST / HTTP/1.0↵Content-Length: 2↵↵hi", .echo("POST / to  with hi", .close)),
    HTTPVector("HEAD in HTTP/1.0", "HEAD / HTTP/1.0↵↵", .headOfEcho("HEAD / to ", .close)),
  ]

  private static let unknownExpectation = HTTPReply.refusal(
    "417 Expectation Failed", "no expectation but 100-continue is known here")

  /// RFC 9110 10.1.1.
  static let expectations: [HTTPVector] = [
    HTTPVector("the body waits for a word", "POST / HTTP/1.1↵Host: a↵Content-Length: 5↵Expect: 100-continue↵↵", .goOn),
    HTTPVector(
      "the body is there already", "POST / HTTP/1.1↵Host: a↵Content-Length: 5↵Expect: 100-continue↵↵hello",
      .goOnWhenSplit, .echo("POST / to a with hello")),
    HTTPVector(
      "a chunked body waits for a word",
      "POST / HTTP/1.1↵Host: a↵Transfer-Encoding: chunked↵Expect: 100-Continue↵↵5↵hello↵0↵↵",
      .goOnWhenSplit, .echo("POST / to a with hello")),
    HTTPVector(
      "a body that is too long is not waited for", "POST / HTTP/1.1↵Host: a↵Content-Length: 33↵Expect: 100-continue↵↵",
      .refusal("413 Content Too Large", "the body is too long")),
    HTTPVector("nothing is to come", "GET / HTTP/1.1↵Host: a↵Expect: 100-continue↵↵", .echo("GET / to a")),
    HTTPVector(
      "HTTP/1.0 has no expectations", "POST / HTTP/1.0↵Content-Length: 2↵Expect: 100-continue↵↵hi",
      .echo("POST / to  with hi", .close)),
    HTTPVector("an unknown expectation", "GET / HTTP/1.1↵Host: a↵Expect: tea↵↵", unknownExpectation),
    HTTPVector(
      "an unknown expectation beside the known", "GET / HTTP/1.1↵Host: a↵Expect: 100-continue, tea↵↵",
      unknownExpectation),
    HTTPVector(
      "two expectations", "POST / HTTP/1.1↵Host: a↵Content-Length: 2↵Expect: 100-continue↵Expect: tea↵↵hi",
      unknownExpectation),
  ]
}
