import FoundationEssentials
import TestSupport

/// Speaks WebDriver with chromedriver: one JSON request over HTTP at a time, on a thread that may wait.
struct WebDriver: Sendable {
  let port: UInt16

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  func post(_ path: String, _ body: JSON = .object([:])) async throws -> JSON {
    try await send("POST", path, body)
  }

  func get(_ path: String) async throws -> JSON {
    try await send("GET", path, nil)
  }

  func delete(_ path: String) async throws {
    _ = try await send("DELETE", path, nil)
  }

  private func send(_ method: String, _ path: String, _ body: JSON?) async throws -> JSON {
    let payload = try body.map { try JSONEncoder().encode($0) } ?? Data()
    let head =
      "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(payload.count)\r\nConnection: close\r\n\r\n"
    let request = Array(head.utf8) + Array(payload)
    let answer = try await waiting { try PlainHTTP.exchange(request, port: port) }
    guard let (_, json) = PlainHTTP.parts(of: answer) else {
      throw Refusal(description: "chromedriver's answer has no end of its head")
    }
    let value = try JSONDecoder().decode(JSON.self, from: Data(json))["value"]
    if let message = value["message"].string, value["error"].string != nil { throw Refusal(description: message) }
    return value
  }
}
