import HTTP
import TestSupport
import Testing

@testable import Server

/// Every vector of HTTP's table, over a real socket.
struct VectorSocketTests {
  private struct Echo: Handler {
    func bodyLimit(for head: RequestHead) -> Int { EchoHandler.bodyLimit(for: head) }
    func answer(_ request: Request) -> Answer { .now(EchoHandler.answer(request.head, body: request.body)) }
  }

  private static func configuration(readSize: Int) -> ServerConfiguration {
    var configuration = ServerConfiguration(logsAccess: false)
    configuration.limits.http = HTTPVector.limits
    configuration.readSize = readSize
    return configuration
  }

  /// `X-Request-ID: ` with its 32 digits and its line end, in bytes.
  private static let idLine = 48

  private static let wall = EchoHandler.date.seconds * 1_000_000

  @Test(arguments: [64 * 1024, 1])
  func `the answers are exact, however little is read at once`(readSize: Int) async throws {
    try await withServer(Self.configuration(readSize: readSize), wall: Self.wall, handling: Echo()) { server in
      for vector in HTTPVector.all where vector.ending != .silent {
        let client = try server.connect()
        client.send(vector.input)
        if vector.ending == .halfClosed { client.endSending() }
        try await expect(vector, isSplit: readSize == 1, by: client, server)
      }
    }
  }

  @Test(arguments: [64 * 1024, 1])
  func `a silent client is answered as exactly, in the end`(readSize: Int) async throws {
    for vector in HTTPVector.all where vector.ending == .silent {
      try await withServer(Self.configuration(readSize: readSize), wall: Self.wall, handling: Echo()) { server in
        let client = try server.connect()
        client.send(vector.input)
        await server.until("http_received_bytes_total", is: vector.input.count)
        await server.turn()
        let answered = client.hasSomething
        while !client.hasSomething || answered && vector.isClosed {
          server.clock.advance(by: .seconds(11))
          await server.turn()
          if await server.figure("http_connections_open") == 0 { break }
        }
        try await expect(vector, isSplit: readSize == 1, by: client, server)
      }
    }
  }

  private func expect(
    _ vector: HTTPVector, isSplit: Bool, by client: Client, _ server: TestServer
  ) async throws {
    let expected = vector.output(isSplit: isSplit)
    var received: [UInt8] = []
    if vector.isClosed {
      received = Self.withoutIDs(try await client.receiveAll())
    } else {
      // Each answer but a 100 has an id in addition.
      let ids = vector.replies.filter { !$0.bytes.starts(with: "HTTP/1.1 100".utf8) }.count
      received = Self.withoutIDs(try await client.receive(expected.count + ids * Self.idLine))
      await server.turn()
      #expect(!client.hasSomething, "\(vector): more than was expected")
    }
    if vector.ending == .silent { received = Self.withoutDates(received) }
    let isExact = received == (vector.ending == .silent ? Self.withoutDates(expected) : expected)
    try #require(isExact, "\(vector): \(String(decoding: received, as: UTF8.self))")
  }

  /// The id is the one line that a conversation does not write.
  private static func withoutIDs(_ bytes: [UInt8]) -> [UInt8] {
    without("X-Request-ID: ", valueLength: 32, bytes)
  }

  /// The date moves with the clock that makes the server lose its patience.
  private static func withoutDates(_ bytes: [UInt8]) -> [UInt8] {
    without("Date: ", valueLength: 29, bytes)
  }

  private static func without(_ name: String, valueLength: Int, _ bytes: [UInt8]) -> [UInt8] {
    let name = Array(name.utf8)
    let length = name.count + valueLength + 2
    var rest = bytes[...]
    var result: [UInt8] = []
    while let start = rest.firstRange(of: name), start.lowerBound + length <= rest.endIndex {
      result += rest[..<start.lowerBound]
      rest = rest[(start.lowerBound + length)...]
    }
    return result + rest
  }
}
