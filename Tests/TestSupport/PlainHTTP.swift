internal import Glibc

/// One HTTP exchange over a socket of its own: what is sent is what is given, what comes back is one whole answer, or
/// all there is when the other side closes.
public enum PlainHTTP {
  public struct Unreachable: Error, CustomStringConvertible {
    public let description: String
  }

  public static func exchange(_ request: [UInt8], port: UInt16) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
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
    guard connected == 0, send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      throw Unreachable(description: "nobody answers at port \(port): \(String(cString: strerror(errno)))")
    }
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count <= 0 { return answer }
      answer += piece[..<count]
      // Some servers keep the connection although they were asked not to.
      if isWhole(answer) { return answer }
    }
  }

  private static func isWhole(_ answer: [UInt8]) -> Bool {
    guard let (head, body) = parts(of: answer) else { return false }
    let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst("content-length:".count).filter { $0 != " " }) }
    return length.map { body.count >= $0 } ?? false
  }

  /// Splits an answer at the empty line; nil where there is none.
  public static func parts(of answer: [UInt8]) -> (head: String, body: [UInt8])? {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = answer.indices.first(where: { answer[$0...].starts(with: blank) }) else { return nil }
    return (String(decoding: answer[..<end], as: UTF8.self), Array(answer[(end + 4)...]))
  }
}
