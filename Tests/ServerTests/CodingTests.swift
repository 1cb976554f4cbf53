import HTTP
import TestSupport
import Testing

@testable import Server

/// Pages compressed while the client waits, and pages prepared.
struct CodingTests {
  private let text = String(repeating: "a page of words, ", count: 200)

  private func site(length: Int) -> ClosureHandler {
    let page = Array(String(repeating: "words ", count: length / 6 + 1).utf8.prefix(length))
    return ClosureHandler { request in
      var response = Response.html(page)
      response.headers.add(.etag, "\"v1\"")
      switch request.target.path {
      case "/picture": response = Response(type: "image/png", bytes: page)
      case "/secret": response.headers.add(.cacheControl, "private, no-transform")
      case "/coded": response.headers.add(.contentEncoding, "br")
      case "/varying": response.headers.add(.vary, "Cookie, Accept-Encoding")
      case "/json": response = .json(page)
      case "/missing": response.status = .notFound
      default: break
      }
      return request.target.path == "/later" ? .later { [response] in response } : .now(response)
    }
  }

  @Test(arguments: [2000, 16_384, 16_385, 200_000])
  func `text is compressed for who takes it, on the loop or beside it`(length: Int) async throws {
    try await withServer(handling: site(length: length)) { server in
      let client = try server.connect()
      for path in ["/", "/later", "/json", "/missing"] {
        client.get(path, "Accept-Encoding: gzip, deflate, br")
        let reply = try await client.reply()
        #expect(reply["Content-Encoding"] == "gzip")
        #expect(reply["Vary"] == "Accept-Encoding")
        #expect(reply.body.count < length / 5)
        if path == "/" {
          #expect(reply["ETag"] == "\"v1-gzip\"")
          #expect(try await gunzipped(reply.body).count == length)
        }
      }
    }
  }

  @Test(arguments: [
    ("/", "identity", "Accept-Encoding" as String?), ("/", "gzip;q=0", "Accept-Encoding"),
    ("/", "br", "Accept-Encoding"),
    ("/", "", "Accept-Encoding"), ("/picture", "gzip", nil), ("/secret", "gzip", nil),
    ("/varying", "gzip", "Cookie, Accept-Encoding"),
  ])
  func `it is sent as it is to who does not, or where it may not`(
    path: String, accepted: String, vary: String?
  ) async throws {
    try await withServer(handling: site(length: 5000)) { server in
      let client = try server.connect()
      client.get(path, "Accept-Encoding: \(accepted)")
      let reply = try await client.reply()
      #expect(reply["Content-Encoding"] == nil)
      #expect(reply["Vary"] == vary)
      #expect(reply.body.count == 5000)
    }
  }

  @Test func `what is short or coded already is left alone`() async throws {
    try await withServer(handling: site(length: 1023)) { server in
      let client = try server.connect()
      client.get("/", "Accept-Encoding: gzip")
      #expect(try await client.reply()["Content-Encoding"] == nil)
      client.get("/coded", "Accept-Encoding: gzip")
      #expect(try await client.reply()["Content-Encoding"] == "br")
    }
  }

  @Test(arguments: [
    ("\"v1\"", "br", 304, "\"v1\""), ("\"v1-gzip\"", "gzip", 304, "\"v1-gzip\""), ("\"v1\"", "gzip", 304, "\"v1\""),
    ("W/\"v1-gzip\"", "gzip", 304, "\"v1-gzip\""), ("*", "br", 304, "\"v1\""), ("\"v2\"", "br", 200, "\"v1\""),
    ("\"v2\"", "gzip", 200, "\"v1-gzip\""),
  ])
  func `a page with a tag is not sent again, in whichever coding`(
    known: String, accepted: String, status: Int, tag: String
  ) async throws {
    try await withServer(handling: site(length: 5000)) { server in
      let client = try server.connect()
      client.get("/", "If-None-Match: \(known)", "Accept-Encoding: \(accepted)")
      let reply = try await client.reply()
      #expect(reply.status == status)
      #expect(reply["ETag"] == tag)
      #expect(reply["Vary"] == "Accept-Encoding")
      if status == 304 { #expect(reply["Content-Type"] == nil && reply.body.isEmpty) }
    }
  }

  @Test func `a condition does not change a refusal or a form`() async throws {
    try await withServer(handling: site(length: 5000)) { server in
      let client = try server.connect()
      client.get("/missing", "If-None-Match: \"v1\"")
      #expect(try await client.reply().status == 404)
      client.send("POST / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v1\"\r\nContent-Length: 0\r\n\r\n")
      #expect(try await client.reply().status == 200)
    }
  }

  @Test func `HEAD tells what GET would`() async throws {
    try await withServer(handling: site(length: 5000)) { server in
      let client = try server.connect()
      client.get("/", "Accept-Encoding: gzip")
      let get = try await client.reply()
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
      let head = try await client.reply(toHead: true)
      for name in ["Content-Length", "Content-Encoding", "ETag", "Vary"] { #expect(head[name] == get[name]) }
    }
  }

  @Test func `a prepared page is chosen, not made`() async throws {
    let page = PreparedResponse(.html(Array(text.utf8)), etag: ETag("v7"))
    let plain = page.answer(.get("/"))
    #expect(plain.bytes == Array(text.utf8))
    #expect(plain.headers[.etag] == "\"v7\"")
    let coded = page.answer(.get("/", "Accept-Encoding: gzip"))
    #expect(coded.headers[.contentEncoding] == "gzip")
    #expect(coded.headers[.etag] == "\"v7-gzip\"")
    #expect(coded.headers[.vary] == "Accept-Encoding")
    #expect(try await gunzipped(coded.bytes) == Array(text.utf8))
    #expect(page.memory == plain.bytes.count + coded.bytes.count)
    #expect(page.answer(.get("/", "If-None-Match: \"v7\"")).status == .notModified)
    let unchanged = page.answer(.get("/", "Accept-Encoding: gzip", "If-None-Match: \"v7-gzip\""))
    #expect(unchanged.status == .notModified)
    #expect(unchanged.headers[.vary] == "Accept-Encoding")
    #expect(page.answer(.get("/", "If-None-Match: \"v6\"")).status == .ok)
    #expect(page.answer(.get("/", "Range: bytes=0-5")).bytes == Array("a page".utf8))
  }

  @Test func `a prepared page goes out once coded and once tagged`() async throws {
    let page = PreparedResponse(.html(Array(text.utf8)), etag: ETag("v7"))
    try await withServer(handling: ClosureHandler { .now(page.answer($0.head)) }) { server in
      let client = try server.connect()
      for coding in ["gzip", "identity"] {
        client.get("/", "Accept-Encoding: \(coding)")
        let reply = try await client.reply()
        #expect(reply.all("Vary") == ["Accept-Encoding"])
        #expect(reply["ETag"] == (coding == "gzip" ? "\"v7-gzip\"" : "\"v7\""))
        #expect(reply["Content-Encoding"] == (coding == "gzip" ? "gzip" : nil))
      }
    }
  }
}
