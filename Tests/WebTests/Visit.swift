import Crypto
import FoundationEssentials
import Glibc
import HTTP
import Log
import Operations
import Postgres
import Reactor
import Server
import Store
import TestSupport
import Web

/// The checkout this test was built from, wherever links to it may lie.
let checkout = URL(filePath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The site as it lies in the checkout, made once for all tests that change nothing.
func theSite() throws -> Site { try made.get() }

private let made = Result { try makeSite() }

/// A site of one's own.
func makeSite(
  templates: String = checkout + "/Templates", styles: String = checkout + "/Public/css", isWatching: Bool = false,
  office: Office? = nil, isUp: Bool = true
) throws -> Site {
  try Site(
    templates: templates, styles: styles, isWatching: isWatching, assets: Assets(folder: checkout + "/Public"),
    office: office ?? unstaffed.get(), seal: FormSeal(GuestHouse.sealKey),
    baseAddress: "https://calento.example/", isUp: { isUp },
    log: Log(.json, to: Deaf()))
}

/// For pages that ask nobody anything.
private let unstaffed = Result {
  let database = Database(
    DatabaseSettings(address: try DatabaseAddress("host=/nowhere dbname=none")), loops: [try EventLoop()],
    pool: try BlockingPool(threads: 1))
  return Office(
    database, books: Books(database, clock: SystemClock()), clock: SystemClock(), ids: UUIDMaker(),
    tokens: try TokenMaker(current: SecretKey(Array(repeating: 7, count: 32)), purpose: "booking"))
}

/// Throws lines away.
struct Deaf: LogSink {
  let isTerminal = false
  func take(_ lines: [UInt8], patience: Duration) -> Int { lines.count }
}

/// What came back, as it went over the wire.
struct Reply {
  let status: Int
  private(set) var headers: [(name: String, value: String)]
  private(set) var body: [UInt8]
  /// In bytes, head and all.
  let size: Int

  subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  var page: HTML { HTML(body) }
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The headers that chose among answers.
  var varies: Set<String> {
    let lines = headers.filter { $0.name == "Vary" }.map { $0.value.lowercased() }
    return Set(lines.flatMap { $0.split(separator: ",") }.map { String($0.drop { $0 == " " }) })
  }

  /// The same with one name in place of another, in addresses and in the page.
  func replacing(_ name: String, with other: String) -> Reply {
    var reply = self
    reply.headers = headers.map { ($0.name, $0.value.replacing(name, with: other)) }
    if self["Content-Encoding"] == nil { reply.body = body.replacing(name.utf8, with: other.utf8) }
    return reply
  }

  init(_ bytes: [UInt8]) {
    size = bytes.count
    let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound ?? bytes.endIndex
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (String(parts[0]), String(parts[1].drop { $0 == " " }))
    }
    body = Array(bytes[end...].dropFirst(4))
  }
}

extension Site {
  /// Sends a request as a browser would, and reads the answer as it would come. For pages that wait for nothing.
  func ask(_ line: String, _ headers: [String: String] = [:]) throws -> Reply {
    try ask(line, headers) { request in
      guard case .now(let response, _) = answer(request) else { throw Unexpected(what: "an answer that comes later") }
      return response
    }
  }

  /// The same, answered otherwise.
  func ask(
    _ line: String, _ headers: [String: String] = [:], answer: (Request) throws -> Response
  ) throws -> Reply {
    var talk = try Talk(line, headers)
    return talk.reply(try answer(talk.request))
  }

  /// The same for any page; a form's fields make a form of it.
  func visit(_ line: String, _ headers: [String: String] = [:], body: [UInt8] = []) async throws -> Reply {
    var talk = try Talk(line, headers, body, limit: bodyLimit)
    switch answer(talk.request) {
    case .now(let response, _): return talk.reply(response)
    case .later(_, let response): return talk.reply(await response())
    }
  }
}

/// One request and its answer, over a wire that is not there.
private struct Talk {
  private var conversation: Conversation
  let request: Request

  init(
    _ line: String, _ headers: [String: String], _ body: [UInt8] = [], limit: (RequestHead) -> Int = { _ in 64 << 10 }
  ) throws {
    var fields = headers
    if !body.isEmpty { fields["Content-Length"] = "\(body.count)" }
    let text = fields.map { "\($0): \($1)\r\n" }.sorted().joined()
    var conversation = Conversation(scheme: .http, now: 0)
    (Array("\(line) HTTP/1.1\r\nHost: localhost\r\n\(text)\r\n".utf8) + body).withUnsafeBytes {
      conversation.receive($0)
    }
    guard case .answer(let head, let body) = conversation.next(now: 0, bodyLimit: limit) else {
      throw Unexpected(what: "no request in \(line)")
    }
    self.conversation = conversation
    let id = RequestID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
    request = Request(head: head, body: body, peer: "192.0.2.7", scheme: .http, id: id)
  }

  mutating func reply(_ response: Response) -> Reply {
    var output: [UInt8] = []
    let file = conversation.answered(response, date: HTTPDate(seconds: 1_795_165_200), into: &output)
    if let file {
      output += [UInt8](unsafeUninitializedCapacity: Int(file.count)) { room, count in
        count = max(0, pread(file.descriptor.number, room.baseAddress, Int(file.count), Int(file.offset)))
      }
    }
    return Reply(output)
  }
}

struct Unexpected: Error {
  let what: String
}
