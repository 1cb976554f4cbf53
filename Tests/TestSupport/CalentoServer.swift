internal import Glibc

/// The built program, serving from a folder of its own on a free port, as an operator would start it.
public final class CalentoServer: Sendable {
  public let folder: ScratchFolder
  public let process: ChildProcess
  public let port: UInt16

  public struct DidNotStart: Error, CustomStringConvertible {
    public let description: String
  }

  public static let program = Checkout.program("calento")

  /// Starts in `folder`, so that one test can start again where another start was killed.
  public init(
    in folder: ScratchFolder? = nil, environment: [String: String] = [:], _ arguments: [String] = []
  ) async throws {
    self.folder = try folder ?? CalentoServer.folder()
    process = try ChildProcess(
      CalentoServer.program, ["serve", "--port", "0"] + arguments,
      environment: ["ACCESS_LOG": "off", "RATE_LIMITS": "off"].merging(environment) { _, given in given },
      directory: self.folder.path,
      outlivesUs: false)
    while let line = try await process.line() {
      guard line.hasPrefix("Calento is at"), let colon = line.lastIndex(of: ":") else { continue }
      guard let port = UInt16(line[line.index(after: colon)...]) else { break }
      self.port = port
      return
    }
    throw DidNotStart(description: try await process.finish().errors)
  }

  /// A folder that holds what the program reads.
  public static func folder() throws -> ScratchFolder {
    let folder = ScratchFolder()
    for part in ["Templates", "Public", "migrations"] { try folder.link(part, to: "\(Checkout.root)/\(part)") }
    return folder
  }

  public var address: String { "http://127.0.0.1:\(port)" }

  /// Runs another command of the program in the same folder.
  public func run(
    _ arguments: [String]
  ) async throws -> (ending: ChildProcess.Ending, output: String, errors: String) {
    try await ChildProcess(CalentoServer.program, arguments, directory: folder.path).finish()
  }

  public func get(_ path: String, headers: [String: String] = [:]) async throws -> Reply {
    try await send(request("GET", path, headers))
  }

  /// Sends a form.
  public func post(
    _ path: String, _ fields: [(String, String)], headers: [String: String] = [:]
  ) async throws -> Reply {
    try await send(request("POST", path, headers, body: FormBody.encode(fields)))
  }

  /// What such a request is on the wire. A body is a form's unless the headers say otherwise.
  public func request(
    _ method: String, _ path: String, _ headers: [String: String] = [:], body: [UInt8]? = nil
  ) -> [UInt8] {
    var fields = ["Host": "localhost:\(port)", "Connection": "close"]
    if let body {
      fields["Content-Type"] = "application/x-www-form-urlencoded"
      fields["Content-Length"] = "\(body.count)"
    }
    let lines = fields.merging(headers) { _, given in given }.map { "\($0.key): \($0.value)\r\n" }.joined()
    return Array("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n".utf8) + (body ?? [])
  }

  /// Sends what is given, right or not, and gives what comes back.
  public func send(_ request: [UInt8]) async throws -> Reply {
    let port = port
    return try Reply(try await waiting { try PlainHTTP.exchange(request, port: port) })
  }

  /// Sends all of them at the same moment, each to its own server.
  public static func send(together requests: [(server: CalentoServer, bytes: [UInt8])]) async throws -> [Reply] {
    let addressed = requests.map { (bytes: $0.bytes, port: $0.server.port) }
    return try await waiting { try PlainHTTP.exchange(together: addressed) }.map { try Reply($0) }
  }

  /// Asks again and again until `isRight`, for as long as a patient operator would wait.
  public func get(_ path: String, until isRight: (Reply) -> Bool) async throws -> Reply {
    let start = time(nil)
    while true {
      let reply = try await get(path)
      if isRight(reply) || time(nil) - start > 300 { return reply }
    }
  }

  /// Asks it to end, and waits.
  public func end() async throws -> ChildProcess.Ending {
    process.signal(SIGTERM)
    return try await process.finish().ending
  }

  /// What came back.
  public struct Reply: Sendable {
    public let status: Int
    public let head: String
    public let body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }

    init(_ bytes: [UInt8]) throws {
      guard let (head, body) = PlainHTTP.parts(of: bytes), let status = Int(head.dropFirst(9).prefix(3)) else {
        throw PlainHTTP.Unreachable(description: "no answer: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
      }
      (self.status, self.head, self.body) = (status, head, body)
    }

    /// The first field of that name.
    public func field(_ name: String) -> String? {
      let prefix = name.lowercased() + ":"
      return head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(prefix) }
        .map { String($0.dropFirst(prefix.count).drop { $0 == " " }) }
    }
  }
}
