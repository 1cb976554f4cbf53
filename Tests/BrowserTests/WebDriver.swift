import FoundationEssentials
import Glibc
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
    let answer = try await waiting { try WebDriver.exchange(request, port: port) }
    let value = try JSONDecoder().decode(JSON.self, from: Data(answer))["value"]
    if let message = value["message"].string, value["error"].string != nil { throw Refusal(description: message) }
    return value
  }

  /// Sends a request, reads to the end, gives the body.
  private static func exchange(_ request: [UInt8], port: UInt16) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0, Glibc.send(descriptor, request, request.count, 0) == request.count else {
      throw Refusal(description: "chromedriver doesn't listen: \(String(cString: strerror(errno)))")
    }
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count <= 0 { break }
      answer += piece[..<count]
    }
    let blank = Array("\r\n\r\n".utf8)
    guard let end = answer.indices.first(where: { answer[$0...].starts(with: blank) }) else {
      throw Refusal(description: "chromedriver's answer has no end of its head")
    }
    return Array(answer[(end + 4)...])
  }
}
