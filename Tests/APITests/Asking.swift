import HTTP
import Server
import Testing

@testable import API

/// What came back.
struct Answered {
  let status: Int
  let headers: Headers
  let bytes: [UInt8]

  var json: JSON { (try? JSONReader.read(bytes)) ?? .null }
  subscript(name: String) -> JSON? { json[name] }

  /// The items of a list.
  var items: [JSON] { json.list("items") }

  /// What is said to be wrong with one thing.
  func wrong(_ name: String) -> String? { self["fields"]?[name]?.text }

  /// The kind of problem, by the end of its type.
  var problem: String? { self["type"]?.text.map { String($0.split(separator: ":").last ?? "") } }

  func header(_ name: FieldName) -> String? { headers[name] }
}

extension JSON {
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  func list(_ name: String) -> [JSON] {
    if case .list(let values)? = self[name] { values } else { [] }
  }
}

extension House {
  /// Sends a request as a program would; `by` is the token it sends along.
  func ask(
    _ line: String, _ body: JSON? = nil, by token: String?, _ headers: [String: String] = [:]
  ) async throws -> Answered {
    try await ask(line, raw: body?.bytes, by: token, headers)
  }

  /// As her.
  func ask(_ line: String, _ body: JSON? = nil, _ headers: [String: String] = [:]) async throws -> Answered {
    try await ask(line, body, by: token, headers)
  }

  func ask(
    _ line: String, raw body: [UInt8]?, by token: String?, _ headers: [String: String] = [:]
  ) async throws -> Answered {
    var fields = Headers()
    var named = headers
    if body != nil, named["Content-Type"] == nil { named["Content-Type"] = "application/json" }
    if let token { named["Authorization"] = "Bearer \(token)" }
    for (name, value) in named where !value.isEmpty { fields.add(FieldName(name)!, value) }
    let parts = line.split(separator: " ", maxSplits: 1)
    let head = RequestHead(
      method: Method(String(parts[0]))!, target: try #require(Target("/api/v1\(parts[1])")), headers: fields)
    let request = Request(
      head: head, body: body ?? [], peer: "192.0.2.7", scheme: .https,
      id: RequestID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210))
    guard let answer = api.answer(request) else { throw Unexpected(what: "not the API's: \(line)") }
    switch answer {
    case .now(let response, _): return Answered(response)
    case .later(_, let work): return Answered(await work())
    }
  }
}

extension Answered {
  fileprivate init(_ response: Response) {
    status = response.status.code
    headers = response.headers
    if case .bytes(let bytes) = response.body { self.bytes = bytes } else { bytes = [] }
  }
}

// Tests write JSON as it is written.
extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int64) { self = .whole(number) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(nilLiteral: ()) { self = .null }
  init(arrayLiteral values: JSON...) { self = .list(values) }
  init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member(name: $0.0, value: $0.1) })
  }
}
