internal import Glibc
internal import Reactor

/// Sockets bound and listening: for each address that the host has, one for each loop.
struct ListeningSockets {
  /// By loop.
  private(set) var descriptors: [[Int32]]
  private(set) var port: UInt16

  /// As many as the kernel keeps for us between two looks; it cuts this to its own limit.
  private static let backlog: Int32 = 4096

  init(host: String, port: UInt16, loops: Int) throws(ServerError) {
    descriptors = Array(repeating: [], count: loops)
    self.port = port
    var refusal: ServerError?
    for address in try SocketAddress.resolve(host: host, port: port) {
      do throws(SystemError) {
        try listen(on: address, loops: loops)
      } catch {
        let reason = ServerError("cannot listen on \(host):\(port): \(ListeningSockets.reason(error))")
        // A host name may well stand for an address family that this machine does not have.
        refusal = reason
        if error.code == EADDRNOTAVAIL || error.code == EAFNOSUPPORT { continue }
        closeAll()
        throw reason
      }
    }
    if let refusal, descriptors[0].isEmpty { throw refusal }
  }

  func closeAll() {
    for descriptor in descriptors.joined() { close(descriptor) }
  }

  private mutating func listen(on address: SocketAddress, loops: Int) throws(SystemError) {
    // All our sockets share the port, and so would a second server started by mistake. Asking for it alone first
    // finds out.
    var address = address
    address.port = port
    close(try ListeningSockets.bound(address, shared: false))
    for loop in 0..<loops {
      let descriptor = try ListeningSockets.bound(address, shared: true)
      descriptors[loop].append(descriptor)
      try system("listen") { Glibc.listen(descriptor, ListeningSockets.backlog) }
      port = try SocketAddress(of: descriptor).port
      address.port = port
    }
  }

  private static func bound(_ address: SocketAddress, shared: Bool) throws(SystemError) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = try system("socket") { socket(address.family, kind, 0) }
    do throws(SystemError) {
      try set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
      if shared { try set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) }
      if address.family == AF_INET6 {
        try set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, address.isDualStack ? 0 : 1)
      }
      try system("bind") { address.withPointer { bind(descriptor, $0, $1) } }
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) throws(SystemError) {
    var value = value
    try system("setsockopt") {
      setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  private static func reason(_ error: SystemError) -> String {
    switch error.code {
    case EADDRINUSE: "another program listens there already"
    case EACCES: "ports below 1024 are for root; choose another or give the program CAP_NET_BIND_SERVICE"
    case EADDRNOTAVAIL: "this machine does not have that address"
    default: "\(error)"
    }
  }
}
