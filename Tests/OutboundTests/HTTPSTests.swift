import Outbound
import Testing

@Suite struct HTTPSTests {
  @Test func `a certificate signed by whom we trust is taken`() async throws {
    try await withRealServers { servers, pool in
      let client = HTTPClient.test(pool, trust: servers.trust)
      let answer = try await client.get("https://localhost:\(servers.port("https"))/")
      #expect(answer.body == Array("hello".utf8))
    }
  }

  @Test func `a certificate nobody vouches for is refused`() async throws {
    try await withRealServers { servers, pool in
      let client = HTTPClient.test(pool)
      let failure = await failure(HTTPFailure.self) {
        try await client.get("https://localhost:\(servers.port("https"))/")
      }
      guard case .untrusted = failure else { throw Unexpected(failure) }
    }
  }

  @Test func `a certificate for another name is refused`() async throws {
    try await withRealServers { servers, pool in
      let client = HTTPClient.test(pool, trust: servers.trust)
      let failure = await failure(HTTPFailure.self) {
        try await client.get("https://other.localhost:\(servers.port("https"))/")
      }
      guard case .untrusted = failure else { throw Unexpected(failure) }
    }
  }

  @Test func `a server without TLS is not spoken to in clear`() async throws {
    let server = try LoopbackServer(greets: true) { _ in ok("hello") }
    defer { server.stop() }
    try await withPool { pool in
      let failure = await failure(HTTPFailure.self) {
        try await HTTPClient.test(pool).get("https://127.0.0.1:\(server.port)/")
      }
      guard case .untrusted = failure else { throw Unexpected(failure) }
    }
  }

  @Test func `a redirect from https to http is refused`() async throws {
    try await withRealServers { servers, pool in
      let client = HTTPClient.test(pool, trust: servers.trust)
      await #expect(throws: HTTPFailure.badRedirect(.toPlainText)) {
        try await client.get("https://localhost:\(servers.port("https"))/to-plain")
      }
    }
  }
}
