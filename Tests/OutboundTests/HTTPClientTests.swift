import Outbound
import Reactor
import Testing

@Suite struct HTTPClientTests {
  @Test func `an answer comes with status, headers and body`() async throws {
    try await withServer({ _ in
      .say("HTTP/1.1 404 Not Found\r\nX-One:  a \r\nx-one: b\r\nX-Empty:\r\nContent-Length: 5\r\n\r\nhello")
    }) { server, pool in
      let answer = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address("/a?b=c")))
      #expect(answer.status == 404)
      #expect(answer.header("x-ONE") == "a")
      #expect(answer.headers.map(\.value) == ["a", "b", "", "5"])
      #expect(answer.body == Array("hello".utf8))
      #expect(answer.address == (try server.address("/a?b=c")))
      #expect(server.requests[0].hasPrefix("GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"))
    }
  }

  @Test(arguments: ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
  func `method, headers and body arrive as they were given`(method: String) async throws {
    try await withServer({ _ in ok("") }) { server, pool in
      let headers = [try HTTPHeader("Content-Type", "application/json"), try HTTPHeader("X-Empty", "")]
      let method = try #require(HTTPRequest.Method(method))
      let request = HTTPRequest(method, try server.address(), headers: headers, body: Array("{\"é\":1}".utf8))
      _ = try await HTTPClient.test(pool).send(request)
      let lines = server.requests[0].split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(lines[0] == "\(method.name) / HTTP/1.1")
      #expect(
        Set(lines[1...].dropLast(2).map { $0.split(separator: ":")[0] })
          == ["Host", "Accept", "User-Agent", "Content-Type", "X-Empty", "Content-Length"])
      #expect(lines.contains("User-Agent: Calento") && lines.contains("Content-Length: 8"))
      #expect(lines.last == "{\"é\":1}")
    }
  }

  @Test func `an empty body is a body, and no body is none`() async throws {
    try await withServer({ _ in ok("") }) { server, pool in
      let client = HTTPClient.test(pool)
      _ = try await client.send(HTTPRequest(.post, server.address(), body: []))
      _ = try await client.send(HTTPRequest(.delete, server.address()))
      #expect(server.requests[0].contains("\r\nContent-Length: 0\r\n"))
      #expect(!server.requests[0].contains("Content-Type"))
      #expect(!server.requests[1].contains("Content-Length"))
    }
  }

  @Test func `HEAD has headers alone, however long the body would be`() async throws {
    try await withServer({ _ in .say("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n") }) { server, pool in
      let answer = try await HTTPClient.test(pool) { $0.longestAnswer = 10 }.send(HTTPRequest(.head, server.address()))
      #expect(answer.status == 200)
      #expect(answer.body.isEmpty)
      #expect(server.requests[0].hasPrefix("HEAD / "))
    }
  }

  @Test func `interim answers are passed over`() async throws {
    try await withServer({ _ in
      .say("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 2\r\n\r\nok")
    }) { server, pool in
      let answer = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      #expect(answer.status == 200)
      #expect(answer.headers.map(\.name) == ["X", "Content-Length"])
    }
  }

  @Test func `a chunked body comes whole`() async throws {
    try await withServer({ _ in
      .say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")
    }) { server, pool in
      let answer = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      #expect(answer.body == Array("hello".utf8))
    }
  }

  @Test func `a compressed body is left as it is and never asked for`() async throws {
    try await withServer({ _ in ok("xxxx", headers: "Content-Encoding: gzip\r\n") }) { server, pool in
      let answer = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      #expect(answer.body == Array("xxxx".utf8))
      #expect(!server.requests[0].lowercased().contains("accept-encoding"))
    }
  }

  @Test func `cookies are not kept`() async throws {
    try await withServer({ _ in ok("", headers: "Set-Cookie: a=b\r\n") }) { server, pool in
      let client = HTTPClient.test(pool)
      for _ in 0..<2 { _ = try await client.send(HTTPRequest(.get, server.address())) }
      #expect(!server.requests[1].contains("Cookie"))
    }
  }

  @Test func `a body up to the limit is taken, one byte more is not`() async throws {
    try await withServer({ _ in ok("0123456789") }) { server, pool in
      let exact = HTTPClient.test(pool) { $0.longestAnswer = 10 }
      let answer = try await exact.send(HTTPRequest(.get, server.address()))
      #expect(answer.body.count == 10)
      let short = HTTPClient.test(pool) { $0.longestAnswer = 9 }
      await #expect(throws: HTTPFailure.tooLarge) { try await short.send(HTTPRequest(.get, server.address())) }
    }
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\n\r\n", "x"), ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
    ("HTTP/1.1 200 OK\r\n", "X-Filler: " + String(repeating: "x", count: 1000) + "\r\n"),
    ("", "HTTP/1.1 103 Early Hints\r\nX-Filler: " + String(repeating: "x", count: 1000) + "\r\n\r\n"),
  ])
  func `an answer without end is cut off`(start: String, again: String) async throws {
    try await withServer({ _ in .sayWithoutEnd(start, again) }) { server, pool in
      let client = HTTPClient.test(pool) { $0.longestAnswer = 1000 }
      await #expect(throws: HTTPFailure.tooLarge) { try await client.send(HTTPRequest(.get, server.address())) }
    }
  }

  @Test func `a server that never answers is left at the deadline`() async throws {
    try await withServer({ _ in .silence }) { server, pool in
      let client = HTTPClient.test(pool) { $0.whole = .milliseconds(100) }
      await #expect(throws: HTTPFailure.timedOut) { try await client.send(HTTPRequest(.get, server.address())) }
    }
  }

  @Test func `cancelling the task ends the transfer`() async throws {
    try await withServer({ _ in .silence }) { server, pool in
      let request = HTTPRequest(.get, try server.address())
      let task = Task {
        defer { server.expectNoMore() }
        return try await HTTPClient.test(pool).send(request)
      }
      for await _ in server.arrivals { break }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `a port where nobody listens is unreachable`() async throws {
    let server = try LoopbackServer { _ in .silence }
    let address = try server.address()
    server.stop()
    try await withPool { pool in
      let failure = await failure(HTTPFailure.self) { try await HTTPClient.test(pool).send(HTTPRequest(.get, address)) }
      guard case .unreachable = failure else { throw Unexpected(failure) }
    }
  }

  @Test(arguments: [
    "", "hello\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  ])
  func `an answer that breaks off or is none is no answer`(text: String) async throws {
    try await withServer({ _ in .say(text) }) { server, pool in
      let failure = await failure(HTTPFailure.self) {
        try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      }
      guard case .broken = failure else { throw Unexpected(failure) }
    }
  }
}

/// Stops a test at something else than it waited for, and says what it was.
struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ found: Any?) {
    description = found.map { "found \($0)" } ?? "found nothing"
  }
}
