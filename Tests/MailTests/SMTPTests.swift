import Mail
import Reactor
import TestSupport
import Testing

/// Against a real mail server.
@Suite struct SMTPTests {
  @Test func `a letter arrives as it left, with its envelope`() async throws {
    try await withMailServer { server, transport in
      let sent = try letter(
        subject: "Hẹn gặp", to: [("Ben", "ben@example.com"), ("Carla", "carla@example.com")],
        text: ".\n..\nSee you.\n.", html: "<p>.</p>")
      guard case .accepted(let id) = try await transport.deliver(Parcel(sent)) else { throw Unexpected("not accepted") }
      #expect(id == "2.0.0 Ok: queued as 1")
      let arrived = try #require(try server.letters().first)
      #expect(arrived.from == "anna@calento.example")
      #expect(arrived.to == ["ben@example.com", "carla@example.com"])
      #expect(arrived.greeting == "calento.example")
      #expect(arrived.bytes == sent.bytes)
    }
  }

  @Test(arguments: [
    ("nobody@example.com", Delivery.refused("550 5.1.1 No such user")),
    ("later@example.com", Delivery.refusedForNow("451 4.7.1 Please try again later")),
  ])
  func `a refusal keeps the server's words`(address: String, expected: Delivery) async throws {
    try await withMailServer { _, transport in
      let delivery = try await transport.deliver(Parcel(try letter(to: [("Ben", address)])))
      #expect(delivery == expected)
    }
  }

  @Test func `a server that goes in the middle leaves nothing known`() async throws {
    try await withMailServer { _, transport in
      let delivery = try await transport.deliver(Parcel(try letter(text: "farewell")))
      guard case .unknown = delivery else { throw Unexpected(delivery) }
    }
  }

  @Test func `where nobody listens the way is closed`() async throws {
    let pool = try BlockingPool(threads: 1)
    defer { pool.stop() }
    let transport = try MailRoute("smtp://127.0.0.1:1").transport(pool: pool, greeting: "calento.example")
    let delivery = try await transport.deliver(Parcel(try letter()))
    guard case .closed(let reason) = delivery else { throw Unexpected(delivery) }
    #expect(reason.contains("can't be reached"))
    #expect(!transport.knowsRepeats)
  }

  @Test func `a letter no mail server would take is refused before it leaves`() async throws {
    let pool = try BlockingPool(threads: 1)
    defer { pool.stop() }
    let transport = try MailRoute("smtp://127.0.0.1:1").transport(pool: pool, greeting: "calento.example")
    let crowd = (0..<101).map { ("", "guest\($0)@example.com") }
    let delivery = try await transport.deliver(Parcel(try letter(to: crowd)))
    guard case .refused = delivery else { throw Unexpected(delivery) }
  }

  private func withMailServer(_ body: (MailServer, any Transport) async throws -> Void) async throws {
    let server = try await MailServer()
    let pool = try BlockingPool(threads: 2)
    defer { pool.stop() }
    let transport = try MailRoute(server.address).transport(pool: pool, greeting: "calento.example")
    try await body(server, transport)
  }
}
