import FoundationEssentials
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
      let arrived = try await server.letter()
      #expect(arrived.from == "anna@calento.example")
      #expect(arrived.to == ["ben@example.com", "carla@example.com"])
      #expect(arrived.greeting == "calento.example")
      #expect(Data(base64Encoded: arrived.content).map(Array.init) == sent.bytes)
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
    let transport = try MailRoute("smtp://127.0.0.1:\(server.port)").transport(pool: pool, greeting: "calento.example")
    try await body(server, transport)
  }
}

/// Debian's aiosmtpd on a port of its own, which tells what it was given line by line.
private struct MailServer {
  struct Arrived: Codable {
    let greeting: String
    let from: String
    let to: [String]
    let content: String
  }

  let port: Int
  private let process: ChildProcess

  init() async throws {
    process = try ChildProcess("/usr/bin/python3", ["-c", Self.script])
    guard let line = try await process.line(), let port = Int(line) else { throw Unexpected("no mail server") }
    self.port = port
  }

  func letter() async throws -> Arrived {
    let line = try #require(try await process.line())
    return try JSONDecoder().decode(Arrived.self, from: Data(line.utf8))
  }

  private static let script = """
    import asyncio, base64, json, sys
    from aiosmtpd.smtp import SMTP

    class Handler:
        count = 0

        async def handle_RCPT(self, server, session, envelope, address, options):
            refusals = {"nobody": "550 5.1.1 No such user", "later": "451 4.7.1 Please try again later"}
            name = address.split("@")[0]
            if name in refusals:
                return refusals[name]
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            if b"farewell" in envelope.content:
                server.transport.abort()
                return "250 OK"
            Handler.count += 1
            print(json.dumps(dict(
                greeting=session.host_name, **{"from": envelope.mail_from}, to=envelope.rcpt_tos,
                content=base64.b64encode(envelope.content).decode())), flush=True)
            return "250 2.0.0 Ok: queued as " + str(Handler.count)

    async def main():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Handler(), hostname="test", loop=loop), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(main())
    """
}
