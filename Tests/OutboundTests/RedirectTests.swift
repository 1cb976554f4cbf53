import Outbound
import Testing

@Suite struct RedirectTests {
  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is followed to its end`(status: Int) async throws {
    try await withServer({ $0.hasPrefix("GET /end ") ? ok("hello") : redirect(status, to: "/end") }) { server, pool in
      let answer = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address("/start")))
      #expect(answer.body == Array("hello".utf8))
      #expect(answer.address == (try server.address("/end")))
    }
  }

  @Test(arguments: [
    (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (303, "PUT", "GET"), (303, "HEAD", "HEAD"),
    (301, "PUT", "PUT"), (307, "POST", "POST"), (308, "POST", "POST"), (302, "HEAD", "HEAD"),
  ])
  func `the method after a redirect is the one the status asks for`(
    status: Int, method: String, next: String
  ) async throws {
    try await withServer({ $0.contains(" /end ") ? ok("") : redirect(status, to: "/end") }) { server, pool in
      let headers = [try HTTPHeader("Content-Type", "text/plain"), try HTTPHeader("X-A", "b")]
      let method = try #require(HTTPRequest.Method(method))
      let request = HTTPRequest(method, try server.address(), headers: headers, body: Array("body".utf8))
      _ = try await HTTPClient.test(pool).send(request)
      let end = server.requests[1]
      #expect(end.hasPrefix("\(next) /end "))
      #expect(end.contains("X-A: b"))
      let keepsBody = next != "GET" && next != "HEAD"
      #expect(end.hasSuffix("body") == keepsBody)
      #expect(end.contains("Content-Type") == keepsBody)
    }
  }

  @Test(arguments: [300, 304, 305, 306, 399])
  func `other answers of the three hundreds are answers`(status: Int) async throws {
    try await withServer({ _ in redirect(status, to: "/end") }) { server, pool in
      let answer = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      #expect(answer.status == status)
    }
  }

  @Test(arguments: ["", "Location:\r\n", "Location:  \r\n"])
  func `a redirect that names no place is the answer`(header: String) async throws {
    try await withServer({ _ in .say("HTTP/1.1 302 Found\r\n\(header)Content-Length: 0\r\n\r\n") }) { server, pool in
      let answer = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      #expect(answer.status == 302)
    }
  }

  @Test func `going in circles ends at the limit`() async throws {
    try await withServer({ _ in redirect(302, to: "/again") }) { server, pool in
      let client = HTTPClient.test(pool) { $0.mostRedirects = 3 }
      await #expect(throws: HTTPFailure.tooManyRedirects) { try await client.send(HTTPRequest(.get, server.address())) }
      #expect(server.requests.count == 4)
    }
  }

  @Test func `the deadline covers all steps together`() async throws {
    try await withServer({ $0.contains(" /end ") ? .silence : redirect(302, to: "/end") }) { server, pool in
      let client = HTTPClient.test(pool) { $0.whole = .milliseconds(200) }
      await #expect(throws: HTTPFailure.timedOut) { try await client.send(HTTPRequest(.get, server.address())) }
    }
  }

  @Test func `credentials go along to the same server`() async throws {
    try await withServer({ $0.contains(" /end ") ? ok("") : redirect(302, to: "/end") }) { server, pool in
      _ = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address(), headers: secrets()))
      #expect(server.requests[1].contains("Authorization: Bearer x"))
      #expect(server.requests[1].contains("X-Api-Key: y"))
    }
  }

  @Test func `credentials stay behind when another server comes`() async throws {
    let other = try LoopbackServer { _ in ok("") }
    defer { other.stop() }
    let port = other.port
    try await withServer({ _ in redirect(302, to: "http://127.0.0.1:\(port)/end") }) { server, pool in
      _ = try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address(), headers: secrets()))
      #expect(server.requests[0].contains("Authorization: Bearer x"))
      #expect(other.requests[0].contains("X-Open: z"))
      #expect(!other.requests[0].contains("Bearer") && !other.requests[0].contains("X-Api-Key"))
    }
  }

  @Test func `a body is not sent on to another server`() async throws {
    let other = try LoopbackServer { _ in ok("") }
    defer { other.stop() }
    let port = other.port
    try await withServer({ _ in redirect(307, to: "http://127.0.0.1:\(port)/end") }) { server, pool in
      await #expect(throws: HTTPFailure.badRedirect(.bodyToOtherServer)) {
        try await HTTPClient.test(pool).send(HTTPRequest(.post, server.address(), body: Array("secret".utf8)))
      }
      #expect(other.requests.isEmpty)
    }
  }

  @Test(arguments: [
    ("file:///etc/passwd", WebAddressRefusal.badScheme), ("gopher://127.0.0.1/", .badScheme),
    ("smtp://127.0.0.1/", .badScheme), ("javascript:alert(1)", .badScheme), ("http://a:b@127.0.0.1/", .credentials),
    ("http://127.0.0.1:99999/", .malformed),
  ])
  func `a redirect out of the web is refused`(location: String, refusal: WebAddressRefusal) async throws {
    try await withServer({ _ in redirect(302, to: location) }) { server, pool in
      await #expect(throws: HTTPFailure.badRedirect(.badAddress(refusal))) {
        try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      }
    }
  }

  private func secrets() throws -> [HTTPHeader] {
    [
      try HTTPHeader("Authorization", "Bearer x"), try HTTPHeader("X-Api-Key", "y", isSecret: true),
      try HTTPHeader("X-Open", "z"),
    ]
  }
}
