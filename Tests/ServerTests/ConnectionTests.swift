import HTTP
import Reactor
import TestSupport
import Testing

@testable import Server

/// What goes over one connection, and in which order.
struct ConnectionTests {
  private let echo = ClosureHandler { .now(.text($0.target.path)) }

  @Test func `a connection carries one request after another`() async throws {
    try await withServer(handling: echo) { server in
      let client = try server.connect()
      for number in 0..<3 {
        client.get("/\(number)")
        #expect(try await client.reply().text == "/\(number)")
      }
      #expect(await server.figure("http_connections_total") == 1)
    }
  }

  @Test func `requests sent at once are answered in order`() async throws {
    try await withServer(handling: echo) { server in
      let client = try server.connect()
      client.send((0..<50).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for number in 0..<50 { #expect(try await client.reply().text == "/\(number)") }
    }
  }

  @Test func `a slow answer holds back the quick ones behind it`() async throws {
    let handler = ClosureHandler { request in
      let response = Response.text(request.target.path)
      if request.target.path != "/slow" { return .now(response) }
      return .later {
        for _ in 0..<10 { await Task.yield() }
        return response
      }
    }
    try await withServer(handling: handler) { server in
      let client = try server.connect()
      let paths = ["/a", "/slow", "/b", "/slow", "/slow", "/c"]
      client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for path in paths { #expect(try await client.reply().text == path) }
    }
  }

  @Test func `more answers than fit into the socket all arrive`() async throws {
    let page = [UInt8](repeating: 65, count: 40_000)
    let handler = ClosureHandler { request in
      let response = Response(type: "image/png", bytes: page)
      return request.target.path == "/later" ? .later { response } : .now(response)
    }
    try await withServer(handling: handler) { server in
      let client = try Client(to: server.port, receiveBuffer: 4096)
      let paths = (0..<40).map { $0 % 3 == 0 ? "/later" : "/now" }
      client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for _ in paths { #expect(try await client.reply().body.count == 40_000) }
    }
  }

  @Test func `a task runs on the loop of its connection`() async throws {
    let handler = ClosureHandler { _ in
      let loop = EventLoop.current
      return .later {
        await Task.yield()
        return .text(EventLoop.current === loop ? "same" : "other")
      }
    }
    try await withServer(loops: 2, handling: handler) { server in
      for _ in 0..<8 {
        let client = try server.connect()
        client.get("/")
        #expect(try await client.reply().text == "same")
      }
    }
  }

  @Test func `a client that has ended its side still gets its answers`() async throws {
    let handler = ClosureHandler { request in
      .later {
        await Task.yield()
        return .text(request.target.path)
      }
    }
    try await withServer(handling: handler) { server in
      let client = try server.connect()
      client.get("/a")
      client.get("/b")
      client.endSending()
      let text = try await client.receiveText()
      #expect(text.contains("/a") && text.hasSuffix("/b"))
    }
  }

  @Test func `a body is handed over whole`() async throws {
    let handler = ClosureHandler { .now(.text("\($0.body.count)")) }
    try await withServer(handling: handler) { server in
      let client = try server.connect()
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n")
      client.send([UInt8](repeating: 1, count: 60_000))
      #expect(try await client.reply().text == "60000")
    }
  }

  @Test func `a refusal reaches a client that is still sending`() async throws {
    try await withServer { server in
      let client = try server.connect()
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n")
      client.send([UInt8](repeating: 1, count: 2_000_000))
      #expect(try await client.reply().status == 413)
      #expect(try await client.receiveAll().isEmpty)
    }
  }

  @Test func `every answer carries policy, date and id, refusals too`() async throws {
    try await withServer { server in
      for request in ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"] {
        let client = try server.connect()
        client.send(request)
        let reply = try await client.reply()
        #expect(reply["Content-Security-Policy"]?.contains("default-src 'none'") == true)
        #expect(reply["X-Content-Type-Options"] == "nosniff")
        #expect(reply["Date"] == "Fri, 20 Nov 2026 09:00:00 GMT")
        #expect(reply["X-Request-ID"]?.count == 32)
        #expect(reply["Server"] == nil)
        #expect(reply["Strict-Transport-Security"] == nil)
      }
    }
  }

  @Test func `the date moves with the clock`() async throws {
    try await withServer { server in
      let client = try server.connect()
      client.get("/")
      #expect(try await client.reply()["Date"] == "Fri, 20 Nov 2026 09:00:00 GMT")
      server.clock.advance(by: .milliseconds(1001))
      await server.turn()
      client.get("/")
      #expect(try await client.reply()["Date"] == "Fri, 20 Nov 2026 09:00:01 GMT")
    }
  }

  @Test(arguments: [
    ("0123456789abcdef0123456789ABCDEF", "0123456789abcdef0123456789abcdef"),
    ("01234567-89ab-cdef-0123-456789abcdef", "0123456789abcdef0123456789abcdef"),
    ("0123456789abcdef0123456789abcde", nil),
    ("0123456789abcdef0123456789abcdeg", nil),
    ("01234567089ab-cdef-0123-456789abcdef", nil),
    ("\"><script>alert(1)</script>-------", nil),
  ])
  func `an id that is none is replaced`(given: String, expected: String?) async throws {
    try await withServer { server in
      let client = try server.connect()
      client.get("/", "X-Request-ID: \(given)")
      let id = try #require(try await client.reply()["X-Request-ID"])
      #expect(id.count == 32)
      if let expected { #expect(id == expected) } else { #expect(!given.lowercased().contains(id)) }
    }
  }

  @Test func `ids differ`() async throws {
    try await withServer { server in
      let client = try server.connect()
      var ids: Set<String> = []
      for _ in 0..<30 {
        client.get("/")
        ids.insert(try #require(try await client.reply()["X-Request-ID"]))
      }
      #expect(ids.count == 30)
    }
  }

  @Test func `what is no request is answered as the handler likes, or with a sentence`() async throws {
    struct Polite: Handler {
      func answer(_ request: Request) -> Answer { .now(.text("hello")) }
      func answer(refusal status: Status, _ glimpse: Glimpse, _ id: RequestID) -> Response? {
        glimpse.headers[.accept] == "text/html" ? .html(Array("\(id)".utf8), status: status) : nil
      }
    }
    try await withServer(handling: Polite()) { server in
      for (accept, isPage) in [("text/html", true), ("text/plain", false)] {
        let client = try server.connect()
        client.send("GET /%zz HTTP/1.1\r\nHost: a\r\nAccept: \(accept)\r\n\r\n")
        let reply = try await client.reply()
        #expect(reply.status == 400)
        #expect((reply["X-Request-ID"] == reply.text) == isPage)
        #expect(reply["Connection"] == "close")
        #expect(try await client.receiveAll().isEmpty)
      }
    }
  }

  @Test func `no socket is left behind`() async throws {
    var port: UInt16 = 0
    try await withServer(loops: 2, handling: echo) { server in
      port = server.port
      #expect(Sockets.count(onPort: port) == 2)
      var clients: [Client] = []
      for number in 0..<60 {
        let client = try server.connect()
        client.get("/")
        if number % 3 == 0 { client.vanish() }
        if number % 3 == 1 { _ = try await client.reply() }
        clients.append(client)
      }
      await server.until("http_connections_total", is: 60)
      #expect(Sockets.count(onPort: port) > 2)
      clients = []
      await server.until("http_connections_open", is: 0)
      #expect(Sockets.count(onPort: port) == 2)
    }
    #expect(Sockets.count(onPort: port) == 0)
  }
}
