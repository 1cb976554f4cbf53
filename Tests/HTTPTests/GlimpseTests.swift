import Testing

@testable import HTTP

/// What is read of a request that can't be taken, so that its refusal can be said well.
@Suite struct GlimpseTests {
  private func asked(_ text: String, bodyLimit: Int = 100) -> Headers? { glimpse(text, bodyLimit: bodyLimit)?.headers }

  /// What comes with a refusal; nil where it is none.
  private func glimpse(_ text: String, bodyLimit: Int = 100) -> Glimpse? {
    var conversation = Conversation(scheme: .http, now: 0)
    Array(text.utf8).withUnsafeBytes { conversation.receive($0) }
    guard case .refuse(_, let glimpse) = conversation.next(now: 0, bodyLimit: { _ in bodyLimit }) else { return nil }
    return glimpse
  }

  private static let browser = "Host: a\r\nAccept: text/html, */*;q=0.8\r\naccept-language:  vi\r\nCookie: a=b\r\n"

  @Test(arguments: [
    ("a target that is none", "GET /%zz HTTP/1.1\r\n\(browser)\r\n"),
    ("an address too long", "GET /\(String(repeating: "x", count: 9_000)) HTTP/1.1\r\n\(browser)\r\n"),
    ("a body too long", "POST / HTTP/1.1\r\n\(browser)Content-Length: 101\r\n\r\n"),
    ("a bad chunk", "POST / HTTP/1.1\r\n\(browser)Transfer-Encoding: chunked\r\n\r\nx\r\n"),
    ("a bad field", "GET / HTTP/1.1\r\n\(browser)b@d\r\n\r\n"),
  ])
  func `how its sender likes to be answered comes along`(_ what: String, _ text: String) throws {
    let headers = try #require(asked(text))
    #expect(headers[.accept] == "text/html, */*;q=0.8", "\(what)")
    #expect(headers[.acceptLanguage] == "vi", "\(what)")
  }

  @Test(arguments: [
    ("GET /api/%zz?q=1 HTTP/1.1\r\n\r\n", "/api/%zz"),
    ("GET /api/\(String(repeating: "x", count: 9_000))", "/api/\(String(repeating: "x", count: 95))"),
    ("POST /api/v1?q=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n", "/api/v1"),
    ("GET /a HTTP/1.1\r\nb@d\r\n\r\n", "/a"), ("nonsense\r\n\r\n", ""), (" \r\n\r\n", ""),
  ])
  func `what it was about comes along, too`(_ text: String, _ path: String) throws {
    #expect(try #require(glimpse(text)).path == path)
  }

  @Test(arguments: [
    "GET /%zz HTTP/1.1\r\n\r\nAccept: text/html\r\n", "Accept: text/html\r\nHost: a\r\n\r\n",
    "GET /%zz HTTP/1.1\r\nX: Accept: text/html\r\n\r\n", "GET /%zz HTTP/1.1\r\nAccept: a\u{1}b\r\n\r\n",
    "GET /\(String(repeating: "x", count: 9_000))",
  ])
  func `what is no field of it is not read as one`(_ text: String) throws {
    let headers = try #require(asked(text))
    #expect(headers.isEmpty)
  }
}
