internal import FoundationEssentials

/// Debian's aiosmtpd on a port of its own, which keeps what it was given. It knows nobody called `nobody`, asks those who
/// write to `later` to come back, and hangs up at a letter that says `farewell` after it has taken it.
public struct MailServer: Sendable {
  /// A letter as it came, with its envelope.
  public struct Arrived: Codable, Sendable {
    public let greeting: String
    public let from: String
    public let to: [String]
    private let content: String

    public var bytes: [UInt8] { Data(base64Encoded: content).map(Array.init) ?? [] }
  }

  public struct DidNotStart: Error {}

  public let port: Int
  private let process: ChildProcess
  private let folder = ScratchFolder()
  private var box: String { folder.path + "/letters" }

  public init() async throws {
    process = try ChildProcess("/usr/bin/python3", ["-c", Self.script, folder.path + "/letters"])
    guard let line = try await process.line(), let port = Int(line) else { throw DidNotStart() }
    self.port = port
  }

  /// As `MAIL_URL` has it.
  public var address: String { "smtp://127.0.0.1:\(port)" }

  /// All it has taken so far, or hung up at.
  public func letters() throws -> [Arrived] {
    guard FileManager.default.fileExists(atPath: box) else { return [] }
    return try String(contentsOfFile: box, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Arrived.self, from: Data($0.utf8))
    }
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
            Handler.count += 1
            with open(sys.argv[1], "a") as letters:
                print(json.dumps(dict(
                    greeting=session.host_name, **{"from": envelope.mail_from}, to=envelope.rcpt_tos,
                    content=base64.b64encode(envelope.content).decode())), file=letters)
            if b"farewell" in envelope.content:
                server.transport.abort()
            return "250 2.0.0 Ok: queued as " + str(Handler.count)

    async def main():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Handler(), hostname="test", loop=loop), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(main())
    """
}
