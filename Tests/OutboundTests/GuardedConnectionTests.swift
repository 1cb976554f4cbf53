import Outbound
import Testing

/// The guard where it counts: at the connection itself, after the name was looked up.
@Suite struct GuardedConnectionTests {
  @Test(arguments: [
    ("http://127.0.0.1:PORT/", AddressRefusal.loopback), ("http://localhost:PORT/", .loopback),
    ("http://LOCALHOST:PORT/", .loopback), ("http://any.localhost:PORT/", .loopback),
    ("http://2130706433:PORT/", .loopback), ("http://0x7f.1:PORT/", .loopback), ("http://0177.1:PORT/", .loopback),
    ("http://127.1:PORT/", .loopback), ("http://0.0.0.0:PORT/", .unspecified), ("http://0:PORT/", .unspecified),
    ("http://[::1]:PORT/", .loopback), ("http://[::]:PORT/", .unspecified),
    ("http://[::ffff:127.0.0.1]:PORT/", .embedded), ("http://[::ffff:7f00:1]:PORT/", .embedded),
    ("http://[64:ff9b::7f00:1]:PORT/", .loopback), ("http://[2002:7f00:1::]:PORT/", .embedded),
    ("http://[fe80::1]:PORT/", .linkLocal), ("http://169.254.169.254/latest/meta-data/", .linkLocal),
    ("https://127.0.0.1:PORT/", .loopback), ("http://10.0.0.1/", .privateUse), ("http://224.0.0.1/", .multicast),
  ])
  func `a target inside is refused and never hears from us`(text: String, reason: AddressRefusal) async throws {
    try await withServer({ _ in ok("secret") }) { server, pool in
      let client = HTTPClient.test(pool, guard: .publicOnly)
      let failure = await failure(HTTPFailure.self) {
        try await client.get(text.replacing("PORT", with: String(server.port)))
      }
      guard case .refused(_, reason) = failure else { throw Unexpected(failure) }
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `a target allowed by setting is called, its neighbour is refused`() async throws {
    try await withServer({ _ in ok("hello") }) { server, pool in
      let client = HTTPClient.test(pool, guard: .testServers)
      let answer = try await client.get("http://localhost:\(server.port)/")
      #expect(answer.body == Array("hello".utf8))
      await #expect(throws: HTTPFailure.refused(IPAddress("127.0.0.2"), .loopback)) {
        try await client.get("http://127.0.0.2:\(server.port)/")
      }
    }
  }

  @Test func `with everything allowed the machine itself may be called`() async throws {
    try await withServer({ _ in ok("hello") }) { server, pool in
      let client = HTTPClient.test(pool, guard: .anywhere)
      let answer = try await client.get("http://localhost:\(server.port)/")
      #expect(answer.status == 200)
    }
  }

  @Test(arguments: [
    "http://127.0.0.2:1/", "http://[::1]/", "http://10.0.0.1/", "//127.0.0.2/", "http://169.254.169.254/",
  ])
  func `a redirect to a target inside is refused`(location: String) async throws {
    try await withServer({ _ in redirect(302, to: location) }) { server, pool in
      let failure = await failure(HTTPFailure.self) {
        try await HTTPClient.test(pool).send(HTTPRequest(.get, server.address()))
      }
      guard case .refused = failure else { throw Unexpected(failure) }
      #expect(server.requests.count == 1)
    }
  }
}
