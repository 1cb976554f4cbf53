import HTTP
import Reactor
import TestSupport
import Testing

@testable import Server

/// What operators and their machines can ask.
struct OperationsTests {
  private struct Front: Handler {
    let operations: OperationsEndpoints

    func answer(_ request: Request) -> Answer {
      operations.answer(request) ?? .now(.text("site"), route: "site")
    }
  }

  private struct Missing: Error, CustomStringConvertible {
    let description = "3 migrations are missing"
  }

  private func withOperations(
    _ checks: [ReadinessCheck] = [], operators: [AddressRange] = .privateNetworks,
    _ body: (TestServer, Client) async throws -> Void
  ) async throws {
    let metrics = Metrics()
    metrics.addGauge("pool_connections", help: "Connections to the database.") { 7.5 }
    let front = Front(operations: OperationsEndpoints(metrics: metrics, checks: checks, operators: operators))
    try await withServer(metrics: metrics, handling: front) { server in
      try await body(server, try server.connect())
    }
  }

  @Test func `a process that answers is alive`() async throws {
    try await withOperations { _, client in
      client.get("/healthz")
      let reply = try await client.reply()
      #expect(reply.status == 200)
      #expect(reply.text == "ok\n")
      #expect(reply["Cache-Control"] == "no-store")
    }
  }

  @Test func `other addresses are the site's`() async throws {
    try await withOperations { _, client in
      for path in ["/", "/healthz/", "/metric", "/readyz2"] {
        client.get(path)
        let reply = try await client.reply()
        #expect(reply.text == "site")
      }
    }
  }

  @Test func `it is ready when every check passes`() async throws {
    let checks = [ReadinessCheck("database") {}, ReadinessCheck("migrations") { await Task.yield() }]
    try await withOperations(checks) { _, client in
      client.get("/readyz")
      let reply = try await client.reply()
      #expect(reply.status == 200)
      #expect(reply.text == "ready\ndatabase: ok\nmigrations: ok\n")
    }
  }

  @Test func `it is not ready when one fails, and operators are told why`() async throws {
    let checks = [ReadinessCheck("database") {}, ReadinessCheck("migrations") { throw Missing() }]
    try await withOperations(checks) { _, client in
      client.get("/readyz")
      let reply = try await client.reply()
      #expect(reply.status == 503)
      #expect(reply.text == "not ready\ndatabase: ok\nmigrations: 3 migrations are missing\n")
    }
  }

  @Test func `a check that hangs has failed`() async throws {
    let begun = Box()
    let check = ReadinessCheck("database") {
      begun.set()
      // Deaf to its cancellation.
      await Task.detached { try? await Task.sleep(for: .seconds(3600)) }.value
    }
    try await withOperations([check]) { server, client in
      client.get("/readyz")
      while !begun.isSet { await server.turn() }
      server.clock.advance(by: .seconds(2))
      let reply = try await client.reply()
      #expect(reply.text == "not ready\ndatabase: takes too long\n")
    }
  }

  @Test func `strangers learn no more than yes or no`() async throws {
    try await withOperations([ReadinessCheck("database") { throw Missing() }], operators: []) { _, client in
      client.get("/readyz")
      let reply = try await client.reply()
      #expect(reply.status == 503)
      #expect(reply.text == "not ready\n")
      client.get("/metrics")
      #expect(try await client.reply().text == "site")
    }
  }

  @Test func `they are only read`() async throws {
    try await withOperations { _, client in
      for path in ["/healthz", "/readyz", "/metrics"] {
        client.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        let reply = try await client.reply()
        #expect(reply.status == 405)
        #expect(reply["Allow"] == "GET, HEAD, OPTIONS")
      }
    }
  }

  @Test func `the figures add up over all loops`() async throws {
    let metrics = Metrics()
    metrics.addGauge("pool_connections", help: "Connections to the database.") { 7.5 }
    let front = Front(operations: OperationsEndpoints(metrics: metrics))
    try await withServer(loops: 2, metrics: metrics, handling: front) { server in
      var clients: [Client] = []
      for _ in 0..<10 {
        let client = try server.connect()
        client.get("/")
        _ = try await client.reply()
        client.send("nonsense\r\n\r\n")
        _ = try await client.reply()
        clients.append(client)
      }
      let client = try server.connect()
      client.get("/metrics")
      let reply = try await client.reply()
      #expect(reply["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
      let lines = Set(reply.text.split(separator: "\n"))
      #expect(lines.contains("http_requests_total{route=\"site\",status=\"2xx\"} 10"))
      #expect(lines.contains("http_requests_total{route=\"refused\",status=\"4xx\"} 10"))
      #expect(lines.contains("http_request_duration_seconds_bucket{route=\"site\",le=\"0.00025\"} 10"))
      #expect(lines.contains("http_request_duration_seconds_bucket{route=\"site\",le=\"+Inf\"} 10"))
      #expect(lines.contains("http_request_duration_seconds_count{route=\"site\"} 10"))
      #expect(lines.contains("http_connections_total 11"))
      #expect(lines.contains("# TYPE pool_connections gauge"))
      #expect(lines.contains("pool_connections 7.5"))
      #expect(lines.contains { $0.hasPrefix("event_loop_lag_seconds{loop=\"1\"} ") })
      #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
      #expect(lines.contains { $0.hasPrefix("process_open_fds ") })
    }
  }

  @Test(arguments: [(0, 0), (250, 0), (251, 1), (500, 1), (10_000_000, 13), (10_000_001, 14), (Int64.max / 1000, 14)])
  func `a duration falls into the bucket that bounds it`(microseconds: Int64, bucket: Int) {
    var durations = DurationCounts()
    durations.add(microseconds * 1000)
    #expect(durations.counts[bucket] == 1)
    #expect(durations.sum == microseconds)
  }
}
