import TestSupport
import Testing

/// The API as programs reach it, over a socket.
@Suite struct ProgramTests {
  @Test func `programs find the API at the program's own door`() async throws {
    let server = try await CalentoServer()
    let description = try await server.get("/api/v1/openapi.json")
    #expect(description.status == 200)
    #expect(description.text == (try Checkout.text("Public/openapi.json")))
    let tag = try #require(description.field("ETag"))
    #expect(try await server.get("/api/v1/openapi.json", headers: ["If-None-Match": tag]).status == 304)

    let nobody = try await server.get("/api/v1/me")
    #expect(nobody.status == 401)
    #expect(nobody.field("Content-Type") == "application/problem+json")
    #expect(nobody.field("X-Request-ID").map { nobody.text.contains($0) } == true)

    let json = ["Content-Type": "application/json"]
    let wrong = try await server.send(
      server.request("POST", "/api/v1/session", json, body: Array(#"{"email": "a", "password": "b"}"#.utf8)))
    #expect(wrong.status == 401)
    let long = try await server.send(
      server.request("POST", "/api/v1/session", json, body: Array(repeating: UInt8(ascii: " "), count: 65_537)))
    #expect(long.status == 413)
    #expect(long.field("Content-Type") == "application/problem+json")
    #expect(long.text.contains("urn:calento:problem:content-too-large"))
    for (status, path) in [(400, "%zz"), (414, String(repeating: "x", count: 9_000))] {
      let refused = try await server.send(server.request("GET", "/api/v1/\(path)", json))
      #expect(refused.status == status)
      #expect(refused.field("Content-Type") == "application/problem+json")
    }
    _ = try await server.end()
  }
}
