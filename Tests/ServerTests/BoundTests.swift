import HTTP
import Log
import Reactor
import TestSupport
import Testing

@testable import Server

/// How many may come.
struct BoundTests {
  private func configuration(
    all: Int = 100, perAddress: Int = 100, countsLoopback: Bool = true, proxies: String? = nil
  ) -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.limits.connections = all
    configuration.limits.connectionsPerAddress = perAddress
    configuration.limits.countsLoopback = countsLoopback
    if let proxies { configuration.trustedProxies = TrustedProxies([AddressRange(proxies)].compactMap { $0 }) }
    return configuration
  }

  @Test func `one connection too many is told so, with what every answer says`() async throws {
    var configuration = configuration(all: 3)
    configuration.sendsTransportSecurity = true
    try await withServer(configuration) { server in
      let clients = try (0..<3).map { _ in try server.connect() }
      await server.until("http_connections_open", is: 3)
      let last = try server.connect()
      last.get("/")
      let reply = try await last.reply()
      #expect(reply.status == 503)
      #expect(reply["Retry-After"] == "5")
      for name in ["Content-Security-Policy", "Strict-Transport-Security", "X-Request-ID", "Date"] {
        #expect(reply[name] != nil)
      }
      #expect(try await last.receiveAll().isEmpty)
      #expect(await server.figure("http_connections_turned_away_total") == 1)
      for client in clients {
        client.get("/")
        #expect(try await client.reply().status == 200)
      }
    }
  }

  @Test func `who leaves makes room`() async throws {
    try await withServer(configuration(all: 1)) { server in
      for _ in 0..<3 {
        let client = try server.connect()
        client.get("/", "Connection: close")
        #expect(try await client.reply().status == 200)
        #expect(try await client.receiveAll().isEmpty)
        await server.until("http_connections_open", is: 0)
      }
    }
  }

  @Test func `one address has its bound, and others do not feel it`() async throws {
    try await withServer(configuration(perAddress: 2)) { server in
      let clients = try (0..<2).map { _ in try server.connect(from: "127.0.0.5") }
      await server.until("http_connections_open", is: 2)
      let third = try server.connect(from: "127.0.0.5")
      #expect(try await third.reply().status == 503)
      let other = try server.connect(from: "127.0.0.6")
      other.get("/")
      #expect(try await other.reply().status == 200)
      withExtendedLifetime(clients) {}
    }
  }

  @Test(arguments: [(false, nil), (true, "127.0.0.0/8")])
  func `loopback and trusted proxies speak for many`(countsLoopback: Bool, proxies: String?) async throws {
    let configuration = configuration(perAddress: 1, countsLoopback: countsLoopback, proxies: proxies)
    try await withServer(configuration) { server in
      let clients = try (0..<5).map { _ in try server.connect() }
      for client in clients {
        client.get("/")
        #expect(try await client.reply().status == 200)
      }
    }
  }

  @Test func `a crowd at the door does not cost more than its bound`() async throws {
    var configuration = configuration(all: 1)
    configuration.limits.politeRefusals = 2
    try await withServer(configuration) { server in
      let guest = try server.connect()
      await server.until("http_connections_open", is: 1)
      let crowd = try (0..<20).map { _ in try server.connect() }
      await server.until("http_connections_turned_away_total", is: 20)
      await server.turn()
      var told = 0
      for client in crowd where try await client.receive(12) == Array("HTTP/1.1 503".utf8) { told += 1 }
      #expect(told == 2)
      guest.get("/")
      #expect(try await guest.reply().status == 200)
    }
  }

  @Test func `a /64 of IPv6 counts as one`() {
    let census = Census(limit: 100, perAddress: 1)
    let addresses = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2", "2001:db8:1:3::1"].compactMap { IPAddress($0) }
    #expect(addresses.map { census.admit($0, isCounted: true) } == [true, false, true])
    census.leave(addresses[0], isCounted: true)
    #expect(census.admit(addresses[1], isCounted: true))
    #expect(census.total == 2)
  }

  @Test func `a port that is taken is said in words`() async throws {
    try await withServer { server in
      let configuration = ServerConfiguration(port: server.port)
      let group = try EventLoopGroup(count: 1)
      let second = try Server(configuration, group: group, handler: HelloHandler(), log: Log(.text, to: server.log))
      #expect(throws: ServerError("cannot listen on 127.0.0.1:\(server.port): another program listens there already")) {
        try second.start()
      }
    }
  }

  @Test(arguments: ["no.such.host.invalid", "300.1.2.3"])
  func `a host that is none is refused`(host: String) throws {
    #expect(throws: ServerError.self) { try ListeningSockets(host: host, port: 0, loops: 1) }
  }

  @Test func `both families are served from one port`() throws {
    let sockets = try ListeningSockets(host: "*", port: 0, loops: 2)
    #expect(sockets.port != 0)
    #expect(sockets.descriptors.count == 2)
    sockets.closeAll()
  }
}
