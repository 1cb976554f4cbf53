import Glibc
import Guard
import Reactor

/// A server on a loopback address, on a thread of its own, that does to each connection what the test tells it to.
final class LoopbackServer: Sendable {
  enum Behaviour: Sendable {
    /// Writes this and hangs up.
    case say(String)
    /// Writes the first and then the second again and again until nobody listens.
    case sayWithoutEnd(String, String)
    /// Says nothing and keeps the connection.
    case silence
  }

  let port: UInt16
  /// Each request as it comes: head and body.
  let arrivals: AsyncStream<String>
  private let arrived: AsyncStream<String>.Continuation
  private let listener: Int32
  private let thread: Thread
  private let seen: Requests

  private final class Requests: Sendable {
    let list = Guarded<[String]>([])
  }

  var requests: [String] { seen.list.withLock { $0 } }

  /// `greets` is for protocols in which the server speaks first: it behaves before it has read anything.
  init(greets: Bool = false, _ behaviour: @escaping @Sendable (String) -> Behaviour) throws {
    let (listener, port) = try Self.listen()
    let (arrivals, arrived) = AsyncStream.makeStream(of: String.self)
    let seen = Requests()
    (self.listener, self.port, self.seen) = (listener, port, seen)
    (self.arrivals, self.arrived) = (arrivals, arrived)
    thread = try Thread(named: "loopback") {
      var kept: [Int32] = []
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        let request = greets ? "" : Self.read(connection)
        seen.list.withLock { $0.append(request) }
        arrived.yield(request)
        if Self.act(behaviour(request), connection) { close(connection) } else { kept.append(connection) }
      }
      for connection in kept { close(connection) }
    }
  }

  /// Nobody who waits for a request needs to wait any longer.
  func expectNoMore() {
    arrived.finish()
  }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    thread.join()
    close(listener)
  }

  private static func listen() throws -> (listener: Int32, port: UInt16) {
    let listener = try system("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        try system("bind") { bind(listener, address, length) }
        try system("listen") { Glibc.listen(listener, 16) }
        try system("getsockname") { getsockname(listener, address, &length) }
      }
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private static func read(_ connection: Int32) -> String {
    var request: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while !isWhole(request) {
      let count = recv(connection, &piece, piece.count, 0)
      if count <= 0 { break }
      request += piece.prefix(count)
    }
    return String(decoding: request, as: UTF8.self)
  }

  private static func isWhole(_ request: [UInt8]) -> Bool {
    let text = String(decoding: request, as: UTF8.self)
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let length = parts[0].split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length: ") }
    return parts[1].utf8.count >= length.flatMap { Int($0.dropFirst(16)) } ?? 0
  }

  /// Whether the connection is done with.
  private static func act(_ behaviour: Behaviour, _ connection: Int32) -> Bool {
    switch behaviour {
    case .say(let text): _ = write(text, connection)
    case .sayWithoutEnd(let first, let second):
      var isHeard = write(first, connection)
      while isHeard { isHeard = write(second, connection) }
    case .silence: return false
    }
    return true
  }

  private static func write(_ text: String, _ connection: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
