import HTTP
import TestSupport
import Testing

@testable import Server

/// Clients that wait for a word before they send a body (RFC 9110 10.1.1).
struct ExpectationTests {
  /// `/form` takes a POST; elsewhere is nothing.
  private static let handler = ClosureHandler { request in
    guard request.target.path == "/form" else { return .now(.text("no page", status: .notFound)) }
    guard request.method == .post else { return .now(.text("no such method", status: .methodNotAllowed)) }
    if request.body.isEmpty { return .now(.text("nothing in it", status: .badRequest)) }
    return .later { .text(String(decoding: request.body, as: UTF8.self)) }
  }

  private static func head(_ start: String, length: Int = 5) -> String {
    "\(start) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\nExpect: 100-continue\r\n\r\n"
  }

  @Test(arguments: [("POST /none", 5, 404), ("PUT /form", 5, 405), ("POST /form", 9_000_000, 413)])
  func `what the head alone decides is said before the body is sent`(
    start: String, length: Int, status: Int
  ) async throws {
    try await withServer(handling: Self.handler) { server in
      let client = try server.connect()
      client.send(Self.head(start, length: length))
      let reply = try await client.reply()
      #expect(reply.status == status)
      #expect(reply["Connection"] == "close")
      // What is sent all the same is read and thrown away, so that the answer arrives.
      client.send("hello")
      #expect(try await client.receiveAll().isEmpty)
    }
  }

  @Test func `a body that decides is asked for, whatever would be said without it`() async throws {
    try await withServer(handling: Self.handler) { server in
      let client = try server.connect()
      for word in ["hello", "again"] {
        client.send(Self.head("POST /form"))
        #expect(try await client.reply(toHead: true).status == 100)
        client.send(word)
        #expect(try await client.reply().text == word)
      }
    }
  }

  @Test func `files take no bodies`() async throws {
    let folder = TemporaryFolder()
    folder.write("a.txt", "a file")
    let assets = try Assets(folder: folder.path)
    try await withServer(assets: assets, handling: Self.handler) { server in
      let client = try server.connect()
      client.send(Self.head("POST \(try #require(assets.address(of: "a.txt")))"))
      #expect(try await client.reply().status == 405)
    }
  }
}
