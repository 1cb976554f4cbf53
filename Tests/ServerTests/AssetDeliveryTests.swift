import HTTP
import TestSupport
import Testing

@testable import Server

/// Files over real sockets: small ones from memory, large ones by the kernel.
struct AssetDeliveryTests {
  private let folder = TemporaryFolder()
  private let large = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }

  init() {
    folder.write("small.txt", "0123456789")
    folder.write("large.png", large)
    for name in ["small.txt", "large.png"] { folder.touch(name, 784_111_777) }
  }

  private func withFiles(_ body: (TestServer, Client) async throws -> Void) async throws {
    let assets = try Assets(folder: folder.path)
    try await withServer(assets: assets) { server in try await body(server, try server.connect()) }
  }

  @Test func `what is no file is the handler's`() async throws {
    try await withFiles { _, client in
      client.get("/other.txt")
      let reply = try await client.reply()
      #expect(reply.text == "hello")
    }
  }

  @Test func `a large file arrives whole, again and again`() async throws {
    try await withFiles { _, client in
      for _ in 0..<3 {
        client.get("/large.png")
        let reply = try await client.reply()
        #expect(reply.status == 200)
        #expect(reply["Content-Type"] == "image/png")
        let isWhole = reply.body == large
        #expect(isWhole)
      }
    }
  }

  @Test func `files and pages keep their order when asked for at once`() async throws {
    try await withFiles { server, _ in
      let client = try Client(to: server.port, receiveBuffer: 4096)
      let paths = ["/large.png", "/page", "/small.txt", "/large.png", "/page"]
      client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for path in paths {
        let reply = try await client.reply()
        let length = ["/large.png": large.count, "/small.txt": 10][path] ?? 5
        #expect(reply.body.count == length)
      }
    }
  }

  @Test func `HEAD tells the length and sends nothing`() async throws {
    try await withFiles { _, client in
      for (path, length) in [("/large.png", "500000"), ("/small.txt", "10")] {
        client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        let reply = try await client.reply(toHead: true)
        #expect(reply["Content-Length"] == length)
      }
      client.get("/page")
      #expect(try await client.reply().text == "hello")
    }
  }

  @Test(arguments: [
    ("bytes=0-3", 206, 0..<4), ("bytes=-4", 206, 499_996..<500_000), ("bytes=499990-", 206, 499_990..<500_000),
    ("bytes=100-200000", 206, 100..<200_001), ("bytes=0-", 200, 0..<500_000), ("bytes=0-1,5-6", 200, 0..<500_000),
    ("bytes=500000-", 416, 0..<0), ("nonsense", 200, 0..<500_000),
  ])
  func `a part of a large file is sent as asked`(range: String, status: Int, expected: Range<Int>) async throws {
    try await withFiles { _, client in
      client.get("/large.png", "Range: \(range)")
      let reply = try await client.reply()
      #expect(reply.status == status)
      let isExact = reply.body == Array(large[expected])
      #expect(isExact)
      if status == 206 {
        #expect(reply["Content-Range"] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/500000")
      }
      if status == 416 { #expect(reply["Content-Range"] == "bytes */500000") }
    }
  }

  @Test func `a part of a small file too, unless it has changed`() async throws {
    try await withFiles { _, client in
      client.get("/small.txt", "Range: bytes=2-4")
      let part = try await client.reply()
      #expect(part.text == "234")
      let tag = try #require(part["ETag"])
      client.get("/small.txt", "Range: bytes=2-4", "If-Range: \(tag)")
      #expect(try await client.reply().text == "234")
      client.get("/small.txt", "Range: bytes=2-4", "If-Range: \"other\"")
      #expect(try await client.reply().text == "0123456789")
      client.get("/small.txt", "Range: bytes=2-4", "Accept-Encoding: gzip")
      #expect(try await client.reply().text == "234")
    }
  }

  @Test func `what the client has already is not sent again`() async throws {
    try await withFiles { _, client in
      client.get("/small.txt")
      let first = try await client.reply()
      let tag = try #require(first["ETag"])
      #expect(first["Last-Modified"] == "Sun, 06 Nov 1994 08:49:37 GMT")
      let conditions = [
        ("If-None-Match: \(tag)", 304), ("If-None-Match: \"x\", \(tag)", 304), ("If-None-Match: *", 304),
        ("If-None-Match: \"x\"", 200), ("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 304),
        ("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 200), ("If-Match: \"x\"", 412), ("If-Match: \(tag)", 200),
      ]
      for (line, status) in conditions {
        client.get("/small.txt", line)
        let reply = try await client.reply()
        #expect(reply.status == status, "\(line)")
        if status == 304 {
          #expect(reply["ETag"] == tag)
          #expect(reply["Cache-Control"] == "public, max-age=3600")
          #expect(reply["Content-Length"] == nil)
        }
      }
    }
  }

  @Test func `the folder's files are closed with it`() async throws {
    try await withFiles { _, client in
      client.get("/large.png")
      _ = try await client.reply()
      #expect(Sockets.files(below: folder.path) == 1)
    }
    #expect(Sockets.files(below: folder.path) == 0)
  }
}
