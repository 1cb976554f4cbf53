import HTTP
import Log
import TestSupport
import Testing

@testable import Server

/// What a request leaves in the log, and what it does not.
struct AccessLogTests {
  private let site = ClosureHandler { request in
    switch request.target.path {
    case "/": .now(.text("hello"), route: "home")
    case "/token": .now(.text("hello"), route: RouteLabel("booking", hidesPath: true))
    default: .now(.text("no", status: .notFound))
    }
  }

  private func lines(of server: TestServer, after request: String) async throws -> [String] {
    let client = try server.connect()
    client.send(request)
    _ = try await client.reply()
    await server.turn()
    return server.log.lines
  }

  @Test func `a request leaves one line`() async throws {
    try await withServer(handling: site) { server in
      let id = "0123456789abcdef0123456789abcdef"
      let lines = try await lines(of: server, after: "GET / HTTP/1.1\r\nHost: a\r\nX-Request-ID: \(id)\r\n\r\n")
      #expect(lines.count == 1)
      let words = lines[0].split(separator: " ")
      #expect(words[..<3] == ["09:00:00.000", "INFO", "request"])
      #expect(words[3..<7] == ["method=GET", "path=/", "route=home", "status=200"])
      #expect(words[7].hasPrefix("bytes="))
      #expect(words[8...] == ["took=0.000ms", "peer=127.0.0.1", "id=\(id)"])
    }
  }

  @Test func `of thousands of requests sent in one go none stays out of the log`() async throws {
    try await withServer(handling: site) { server in
      let client = try server.connect()
      let one = "GET / HTTP/1.1\r\nHost: a\r\n"
      client.send(String(repeating: one + "\r\n", count: 2_999) + one + "Connection: close\r\n\r\n")
      let answers = try await client.receiveText()
      #expect(answers.split(separator: "HTTP/1.1 200 OK").count == 3_000)
      await server.turn()
      #expect(server.log.lines.count == 3_000)
    }
  }

  @Test func `a query is nobody's business`() async throws {
    try await withServer(handling: site) { server in
      let lines = try await lines(of: server, after: "GET /x?token=abcdef HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(lines[0].contains(" path=/x route=other status=404 "))
      #expect(!lines[0].contains("abcdef"))
    }
  }

  @Test func `a route that hides its path does`() async throws {
    try await withServer(handling: site) { server in
      let lines = try await lines(of: server, after: "GET /token HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(lines[0].contains(" method=GET route=booking status=200 "))
      #expect(!lines[0].contains("token"))
    }
  }

  @Test func `a refusal leaves a line too`() async throws {
    try await withServer(handling: site) { server in
      let lines = try await lines(of: server, after: "GET /\r\n\r\n")
      #expect(lines[0].contains(" route=refused status=400 "))
      #expect(!lines[0].contains("path="))
    }
  }

  @Test func `an answer that is made by a task leaves one line`() async throws {
    let handler = ClosureHandler { _ in
      .later(route: "slow") {
        await Task.yield()
        return .text("done")
      }
    }
    try await withServer(handling: handler) { server in
      let lines = try await lines(of: server, after: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(lines.count == 1)
      #expect(lines[0].contains(" route=slow status=200 "))
    }
  }

  @Test func `it can be switched off`() async throws {
    try await withServer(ServerConfiguration(logsAccess: false), handling: site) { server in
      let lines = try await lines(of: server, after: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(lines.isEmpty)
    }
  }

  @Test(arguments: [
    ("/", "/"), ("/anna/haircut", "/anna/haircut"), ("/a//b/", "/a//b/"),
    ("/bookings/abcdefghijklmnopqrstuvwxyz", "/bookings/abcd…"),
    ("/rsvp/ABCDEFGHIJKLMNOPQRSTUVWXYZ/cancel", "/rsvp/ABCD…/cancel"),
    ("/exactly-twenty-four-long", "/exactly-twenty-four-long"), ("/one-more-than-twenty-four", "/one-…"),
  ])
  func `what is long enough to be a token is cut`(path: String, expected: String) {
    var masked: [UInt8] = []
    AccessLog.mask(Array(path.utf8)[...], into: &masked)
    #expect(String(decoding: masked, as: UTF8.self) == expected)
  }
}
