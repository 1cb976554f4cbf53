import Glibc
import Reactor
import TestSupport

/// A client of a test, on a blocking socket: each wait for the server happens on a thread of its own.
final class Client: Sendable {
  let descriptor: Int32

  /// Longer than any test takes; only a server that has forgotten us makes it run out.
  private static let patience = timeval(tv_sec: 600, tv_usec: 0)

  init(to port: UInt16, from address: String = "127.0.0.1", receiveBuffer: Int32? = nil) throws {
    // Closed on exec: a program that another test starts just now would keep the connection open for ever.
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var patience = Client.patience
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
    if var receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4) }
    var from = Client.address(address, 0)
    var to = Client.address("127.0.0.1", port)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (descriptor) = descriptor
    try system("bind") {
      withUnsafeBytes(of: &from) { bind(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), length) }
    }
    try system("connect") {
      withUnsafeBytes(of: &to) { connect(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), length) }
    }
  }

  deinit { close(descriptor) }

  private static func address(_ text: String, _ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr(text)
    return address
  }

  // MARK: Sending

  func send(_ text: String) {
    send(Array(text.utf8))
  }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  func get(_ path: String, _ lines: String...) {
    send("GET \(path) HTTP/1.1\r\nHost: test\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n")
  }

  func endSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Goes away without a word, as a process that is killed while data waits for it.
  func vanish() {
    var abrupt = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout<linger>.size))
    // The number stays ours until the end, so that nobody else is hit by the last close.
    dup2(Client.nowhere, descriptor)
  }

  private static let nowhere = open("/dev/null", O_RDONLY)

  // MARK: Receiving

  /// Whether something has come, be it the end.
  var hasSomething: Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// Exactly so many bytes, or fewer at the end.
  func receive(_ count: Int) async throws -> [UInt8] {
    try await waiting { self.read(count) }
  }

  /// Everything up to the end.
  func receiveAll() async throws -> [UInt8] {
    try await receive(.max)
  }

  func receiveText() async throws -> String {
    String(decoding: try await receiveAll(), as: UTF8.self)
  }

  /// The next reply; `toHead` has no body.
  func reply(toHead: Bool = false) async throws -> Reply {
    try await waiting { try self.readReply(toHead) }
  }

  private func read(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(count, 65536))
    while bytes.count < count {
      let got = recv(descriptor, &buffer, min(buffer.count, count - bytes.count), 0)
      if got <= 0 { break }
      bytes += buffer[..<got]
    }
    return bytes
  }

  private func readReply(_ toHead: Bool) throws -> Reply {
    var head: [UInt8] = []
    while head.suffix(4) != [13, 10, 13, 10] {
      let more = readUpToEmptyLine(after: head)
      if more.isEmpty { throw Reply.Missing(after: String(decoding: head, as: UTF8.self)) }
      head += more
    }
    var reply = Reply(head: head)
    if !toHead, let length = reply["Content-Length"].flatMap({ Int($0) }) { reply.body = read(length) }
    return reply
  }

  /// Looks at what is there first, so that nothing behind the head is taken with it.
  private func readUpToEmptyLine(after head: [UInt8]) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let there = recv(descriptor, &buffer, buffer.count, Int32(MSG_PEEK))
    guard there > 0 else { return [] }
    let joined = head.suffix(3) + buffer[..<there]
    guard let end = joined.firstRange(of: [13, 10, 13, 10]) else { return read(there) }
    return read(end.upperBound - joined.startIndex - min(3, head.count))
  }
}
