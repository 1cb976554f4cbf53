internal import Glibc

/// One HTTP exchange over a socket of its own: what is sent is what is given, what comes back is one whole answer, or
/// all there is when the other side closes.
public enum PlainHTTP {
  public struct Unreachable: Error, CustomStringConvertible {
    public let description: String
  }

  public static func exchange(_ request: [UInt8], port: UInt16) throws -> [UInt8] {
    let socket = try PlainSocket(port: port)
    try socket.send(request[...])
    return socket.readAnswer()
  }

  /// Many exchanges at the same moment: each has a socket of its own and holds its last byte back until all stand ready.
  public static func exchange(together requests: [(bytes: [UInt8], port: UInt16)]) throws -> [[UInt8]] {
    let sockets = try requests.map { request in
      let socket = try PlainSocket(port: request.port)
      try socket.send(request.bytes.dropLast())
      return socket
    }
    for (socket, request) in zip(sockets, requests) { try socket.send(request.bytes.suffix(1)) }
    return sockets.map { $0.readAnswer() }
  }

  /// Splits an answer at the empty line; nil where there is none.
  public static func parts(of answer: [UInt8]) -> (head: String, body: [UInt8])? {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = answer.indices.first(where: { answer[$0...].starts(with: blank) }) else { return nil }
    return (String(decoding: answer[..<end], as: UTF8.self), Array(answer[(end + 4)...]))
  }
}

/// A connection to a server of this machine, closed with the last reference.
private final class PlainSocket {
  private let descriptor: Int32

  init(port: UInt16) throws(PlainHTTP.Unreachable) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if connected != 0 { throw PlainSocket.failure(port) }
  }

  deinit { close(descriptor) }

  func send(_ bytes: ArraySlice<UInt8>) throws(PlainHTTP.Unreachable) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw PlainSocket.failure(nil) }
      rest = rest.dropFirst(count)
    }
  }

  func readAnswer() -> [UInt8] {
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count <= 0 { return answer }
      answer += piece[..<count]
      // Some servers keep the connection although they were asked not to.
      if PlainSocket.isWhole(answer) { return answer }
    }
  }

  private static func isWhole(_ answer: [UInt8]) -> Bool {
    guard let (head, body) = PlainHTTP.parts(of: answer) else { return false }
    let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst("content-length:".count).filter { $0 != " " }) }
    return length.map { body.count >= $0 } ?? false
  }

  private static func failure(_ port: UInt16?) -> PlainHTTP.Unreachable {
    let place = port.map { " at port \($0)" } ?? ""
    return PlainHTTP.Unreachable(description: "nobody answers\(place): \(String(cString: strerror(errno)))")
  }
}
