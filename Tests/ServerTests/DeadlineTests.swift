import HTTP
import Reactor
import Synchronization
import TestSupport
import Testing

@testable import Server

/// Clients and handlers that take too long, by a clock the test moves.
struct DeadlineTests {
  @Test func `an idle connection is closed after a while`() async throws {
    try await withServer { server in
      let client = try server.connect()
      client.get("/")
      _ = try await client.reply()
      server.clock.advance(by: .seconds(59))
      await server.turn()
      #expect(!client.hasSomething)
      server.clock.advance(by: .seconds(1))
      #expect(try await client.receiveAll().isEmpty)
    }
  }

  @Test func `a request sets the idle time anew`() async throws {
    try await withServer { server in
      let client = try server.connect()
      for _ in 0..<3 {
        server.clock.advance(by: .seconds(59))
        client.get("/")
        #expect(try await client.reply().status == 200)
      }
    }
  }

  @Test func `a head that drips is refused`() async throws {
    try await withServer { server in
      let client = try server.connect()
      let drops = Array("GET / HTTP/1.1\r\n".utf8)
      for (count, byte) in drops.enumerated() {
        client.send([byte])
        await server.until("http_received_bytes_total", is: count + 1)
        await server.turn()
        server.clock.advance(by: .milliseconds(600))
      }
      server.clock.advance(by: .seconds(1))
      #expect(try await client.reply().status == 408)
      #expect(try await client.receiveAll().isEmpty)
    }
  }

  @Test func `a body that drips is refused`() async throws {
    try await withServer { server in
      let client = try server.connect()
      let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"
      client.send(head)
      await server.until("http_received_bytes_total", is: head.utf8.count)
      await server.turn()
      for count in 1...30 {
        server.clock.advance(by: .milliseconds(990))
        client.send([65])
        await server.until("http_received_bytes_total", is: head.utf8.count + count)
        await server.turn()
      }
      #expect(!client.hasSomething)
      server.clock.advance(by: .seconds(1))
      #expect(try await client.reply().status == 408)
    }
  }

  @Test func `a handler that never answers is answered for`() async throws {
    let (begun, wasCancelled) = (Box(), Box())
    let handler = ClosureHandler { request in
      guard request.target.path == "/never" else { return .now(.text("here")) }
      return .later {
        begun.set()
        await cancellation()
        wasCancelled.set()
        return .text("too late")
      }
    }
    try await withServer(handling: handler) { server in
      let client = try server.connect()
      client.get("/never")
      client.get("/next")
      while !begun.isSet { await server.turn() }
      server.clock.advance(by: .seconds(29))
      await server.turn()
      #expect(!client.hasSomething)
      server.clock.advance(by: .seconds(1))
      let reply = try await client.reply()
      #expect(reply.status == 503)
      #expect(reply["Connection"] == "close")
      #expect(try await client.receiveAll().isEmpty)
      await server.turn()
      #expect(wasCancelled.isSet)
      #expect(server.log.lines.contains { $0.contains("answer took too long") })
    }
  }

  @Test func `what takes too long is told as its handler likes`() async throws {
    struct Slow: Handler {
      let begun: Box
      func answer(_ request: Request) -> Answer {
        .later {
          begun.set()
          await cancellation()
          return .text("too late")
        }
      }
      func answer(refusal status: Status, _ glimpse: Glimpse, _ id: RequestID) -> Response? {
        .text("\(status.code) \(glimpse.path) \(id)", status: status)
      }
    }
    let begun = Box()
    try await withServer(handling: Slow(begun: begun)) { server in
      let client = try server.connect()
      client.get("/api/v1/me")
      while !begun.isSet { await server.turn() }
      server.clock.advance(by: .seconds(30))
      let reply = try await client.reply()
      #expect(reply.status == 503)
      #expect(reply.text == "503 /api/v1/me \(reply["X-Request-ID"] ?? "")")
      #expect(reply["Connection"] == "close")
      #expect(try await client.receiveAll().isEmpty)
    }
  }

  @Test func `a client that breaks off cancels what is made for it`() async throws {
    try await expectCancelled { client, server in
      client.vanish()
      await server.until("http_connections_open", is: 0)
    }
  }

  @Test func `a client that goes away quietly cancels it a little later`() async throws {
    try await expectCancelled { client, server in
      client.endSending()
      await server.turn()
      server.clock.advance(by: .milliseconds(1900))
      await server.turn()
      #expect(await server.figure("http_connections_open") == 1)
      server.clock.advance(by: .milliseconds(100))
      await server.until("http_connections_open", is: 0)
    }
  }

  private func expectCancelled(_ leave: (Client, TestServer) async throws -> Void) async throws {
    let (begun, wasCancelled) = (Box(), Box())
    let handler = ClosureHandler { _ in
      .later {
        begun.set()
        await cancellation()
        wasCancelled.set()
        return .text("for nobody")
      }
    }
    try await withServer(handling: handler) { server in
      let client = try server.connect()
      client.get("/")
      while !begun.isSet { await server.turn() }
      try await leave(client, server)
      while !wasCancelled.isSet { await server.turn() }
    }
  }

  @Test func `a client that takes nothing is let go`() async throws {
    let page = [UInt8](repeating: 65, count: 20_000_000)
    let handler = ClosureHandler { _ in .now(Response(type: "image/png", bytes: page)) }
    try await withServer(handling: handler) { server in
      let client = try Client(to: server.port, receiveBuffer: 4096)
      client.get("/")
      while !client.hasSomething { await server.turn() }
      await server.turn()
      server.clock.advance(by: .seconds(29))
      await server.turn()
      #expect(await server.figure("http_connections_open") == 1)
      // It has not taken enough to buy more than a little time.
      server.clock.advance(by: .seconds(60 * 60))
      await server.until("http_connections_open", is: 0)
    }
  }
}

/// Comes back when the task is cancelled.
func cancellation() async {
  let (stream, end) = AsyncStream<Void>.makeStream()
  await withTaskCancellationHandler {
    for await _ in stream {}
  } onCancel: {
    end.finish()
  }
}

/// Set once, by any thread.
final class Box: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .acquiring) }
  func set() { flag.store(true, ordering: .releasing) }
}
