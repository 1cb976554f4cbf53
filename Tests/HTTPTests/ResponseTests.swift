import Glibc
import HTTP
import TestSupport
import Testing

/// What goes out on the wire.
struct ResponseTests {
  /// The bytes that answer one request.
  private func written(_ response: Response, to request: String = "GET / HTTP/1.1") -> (text: String, file: File?) {
    var conversation = Conversation(scheme: .http, now: 0)
    Array("\(request)\r\nHost: a\r\n\r\n".utf8).withUnsafeBytes { conversation.receive($0) }
    _ = conversation.next(now: 0) { _ in 0 }
    var output: [UInt8] = []
    let file = conversation.answered(response, date: EchoHandler.date, into: &output)
    return (String(decoding: output, as: UTF8.self), file)
  }

  private let policy = String(decoding: SecurityPolicy.strict.block, as: UTF8.self)

  @Test func `a page`() {
    #expect(
      written(.html(Array("<p>".utf8))).text
        == "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\(policy)"
        + "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 3\r\n\r\n<p>")
  }

  @Test func `a redirect after a form`() {
    #expect(
      written(.redirect(to: "/app?saved=1"), to: "POST / HTTP/1.1").text
        == "HTTP/1.1 303 See Other\r\nLocation: /app?saved=1\r\n\(policy)"
        + "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n\r\n")
  }

  @Test func `a status without a name still has its space`() {
    #expect(written(Response(status: Status(code: 299))).text.hasPrefix("HTTP/1.1 299 \r\n"))
  }

  @Test(arguments: [
    (Response.json([0x7B, 0x7D]), "application/json"), (Response.text("x"), "text/plain; charset=utf-8"),
    (Response(type: "image/png", bytes: []), "image/png"),
  ])
  func `each kind says its type`(response: Response, type: String) {
    #expect(response.headers[.contentType] == type)
    #expect(written(response).text.contains("\r\nContent-Type: \(type)\r\n"))
  }

  @Test func `a policy of the response's own is sent instead`() {
    let text = written(.html([], policy: .strict.framed(by: .anyone))).text
    #expect(text.contains("frame-ancestors *\r\n") && !text.contains("X-Frame-Options"))
  }

  @Test func `cookies go out one a line`() throws {
    var response = Response()
    response.set(try #require(SetCookie("a", "1", isSecure: true)))
    response.set(try #require(SetCookie("b", "2", isSecure: false)))
    #expect(
      written(response).text.contains(
        "\r\nSet-Cookie: a=1; Path=/; Secure; HttpOnly; SameSite=Lax\r\n"
          + "Set-Cookie: b=2; Path=/; HttpOnly; SameSite=Lax\r\n"))
  }

  @Test(arguments: [FieldName.contentLength, .transferEncoding, .date, .connection])
  func `the lines about framing cannot be written by a handler`(name: FieldName) {
    var response = Response.text("x")
    response.headers.add(name, "7777")
    response.headers.add(.etag, "\"kept\"")
    let text = written(response).text
    #expect(!text.contains("7777") && text.contains("ETag: \"kept\"\r\n"))
    #expect(text.hasSuffix("Content-Length: 1\r\n\r\nx"))
  }

  @Test func `a handler's close is honoured`() {
    var response = Response.text("x")
    response.headers.add(.connection, "Close")
    #expect(written(response).text.contains("\r\nConnection: close\r\n"))
  }

  @Test(arguments: [204, 304]) func `a status without a body sends none and no length`(code: Int) {
    let text = written(Response(status: Status(code: code), type: "text/plain", bytes: [0x78])).text
    #expect(text.hasSuffix("GMT\r\n\r\n") && !text.contains("Content-Length"))
  }

  @Test func `a file's head goes out, the file is left to the socket's owner`() throws {
    let file = File(OpenDescriptor(owning: open("/dev/null", O_RDONLY)), offset: 10, count: 90)
    let response = Response(status: .ok, body: .file(file))
    let answer = written(response)
    #expect(answer.text.hasSuffix("Content-Length: 90\r\n\r\n"))
    #expect(answer.file?.offset == 10 && answer.file?.count == 90)
    let toHead = written(response, to: "HEAD / HTTP/1.1")
    #expect(toHead.text.hasSuffix("Content-Length: 90\r\n\r\n") && toHead.file == nil)
    #expect(written(Response(status: .notModified, body: .file(file))).file == nil)
  }

  @Test func `a descriptor is closed with the last that needs it`() {
    let number = open("/dev/null", O_RDONLY)
    do {
      let file = File(OpenDescriptor(owning: number), offset: 0, count: 9)
      let part = file.part(3..<5)
      #expect(part.offset == 3 && part.count == 2 && fcntl(number, F_GETFD) != -1)
    }
    #expect(fcntl(number, F_GETFD) == -1)
  }

  @Test func `an answer may name its request`() {
    var conversation = Conversation(scheme: .http, now: 0)
    Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8).withUnsafeBytes { conversation.receive($0) }
    _ = conversation.next(now: 0) { _ in 0 }
    var output: [UInt8] = []
    let id = RequestID(high: 0x0123_4567_89AB_CDEF, low: 0)
    _ = conversation.answered(.text(""), id: id, date: EchoHandler.date, into: &output)
    #expect(
      String(decoding: output, as: UTF8.self).contains("\r\nX-Request-ID: 0123456789abcdef0000000000000000\r\nDate: "))
  }

  @Test func `a length of many digits`() {
    let file = File(OpenDescriptor(owning: -1), offset: 0, count: .max)
    #expect(
      written(Response(body: .file(file)), to: "HEAD / HTTP/1.1").text.contains("Length: 9223372036854775807\r\n"))
  }

  @Test func `no header value can end its line`() {
    var response = Response.redirect(to: "/\r\nSet-Cookie: a=b\r\n\r\n<script>")
    response.headers.add(.link, "\u{0}x\ny\rz\u{B}\u{7F}")
    let text = written(response).text
    #expect(text.contains("\r\nLocation: /  Set-Cookie: a=b    <script>\r\n"))
    #expect(text.contains("\r\nLink: x y z\r\n"))
    #expect(text.components(separatedBy: "\r\n").filter { $0.hasPrefix("Set-Cookie") }.isEmpty)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
