import Glibc
import Guard
import HTTP
import Reactor
import TestSupport
import Testing

@testable import Server

/// Ending in good order.
struct DrainTests {
  @Test func `idle connections are closed and new ones not taken`() async throws {
    try await withServer { server in
      let client = try server.connect()
      client.get("/")
      _ = try await client.reply()
      await server.server.drain()
      #expect(try await client.receiveAll().isEmpty)
      // Who still gets through has found another server, which was given the port.
      _ = try? server.connect()
      await server.turn()
      #expect(await server.figure("http_connections_total") == 1)
    }
  }

  @Test func `what is in flight is finished, and says that it is the last`() async throws {
    let (begun, isReleased) = (Box(), Box())
    let handler = ClosureHandler { _ in
      .later {
        begun.set()
        while !isReleased.isSet { await Task.yield() }
        return .text("finished")
      }
    }
    try await withServer(handling: handler) { server in
      let client = try server.connect()
      client.get("/")
      while !begun.isSet { await server.turn() }
      async let drained: Void = server.server.drain()
      await server.untilItListensNoMore(connections: 1)
      #expect(!client.hasSomething)
      isReleased.set()
      let reply = try await client.reply()
      #expect(reply.text == "finished")
      #expect(reply["Connection"] == "close")
      #expect(try await client.receiveAll().isEmpty)
      client.endSending()
      await drained
    }
  }

  @Test func `a connection that has just come may ask its question`() async throws {
    try await withServer { server in
      let client = try server.connect()
      await server.until("http_connections_open", is: 1)
      async let drained: Void = server.server.drain()
      await server.untilItListensNoMore(connections: 1)
      client.get("/")
      #expect(try await client.reply().text == "hello")
      server.clock.advance(by: .milliseconds(500))
      #expect(try await client.receiveAll().isEmpty)
      await drained
    }
  }

  @Test func `one that asks nothing is not waited for long`() async throws {
    try await withServer { server in
      let client = try server.connect()
      await server.until("http_connections_open", is: 1)
      async let drained: Void = server.server.drain()
      await server.untilItListensNoMore(connections: 1)
      #expect(!client.hasSomething)
      server.clock.advance(by: .milliseconds(500))
      await drained
      #expect(try await client.receiveAll().isEmpty)
    }
  }

  @Test func `what does not end is cut off`() async throws {
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
      let isOver = Box()
      async let drained: Void = {
        await server.server.drain()
        isOver.set()
      }()
      await server.untilItListensNoMore(connections: 1)
      server.clock.advance(by: .milliseconds(7900))
      await server.turn()
      #expect(!isOver.isSet)
      server.clock.advance(by: .milliseconds(200))
      await drained
      #expect(try await client.receiveAll().isEmpty)
      while !wasCancelled.isSet { await server.turn() }
    }
  }

  @Test func `it can be asked for twice`() async throws {
    try await withServer(loops: 2) { server in
      async let first: Void = server.server.drain()
      async let second: Void = server.server.drain()
      _ = await (first, second)
    }
  }

  @Test func `signals are heard on the loop`() async throws {
    try await withLoop { loop in
      let heard = Heard()
      try Signals.listen(for: [SIGUSR1, SIGUSR2], on: loop) { heard.add($0) }
      for number in [SIGUSR1, SIGUSR2, SIGUSR1] {
        let before = heard.numbers.count
        kill(getpid(), number)
        while heard.numbers.count == before { await Task.yield() }
      }
      #expect(heard.numbers == [SIGUSR1, SIGUSR2, SIGUSR1])
    }
  }

  private final class Heard: Sendable {
    private let all = Guarded<[Int32]>([])
    var numbers: [Int32] { all.withLock { $0 } }
    func add(_ number: Int32) { all.withLock { $0.append(number) } }
  }
}

extension TestServer {
  /// Comes back when a drain has begun: of its sockets only those of `connections` are left.
  fileprivate func untilItListensNoMore(connections: Int) async {
    while Sockets.count(onPort: port) > connections { await turn() }
    await turn()
  }
}
