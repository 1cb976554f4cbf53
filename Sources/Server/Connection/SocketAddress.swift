internal import Glibc
internal import Reactor

/// Where a socket is bound.
struct SocketAddress {
  private var storage: sockaddr_storage
  private let length: socklen_t
  /// IPv6 that takes IPv4 as well.
  let isDualStack: Bool

  var family: Int32 { Int32(storage.ss_family) }

  var port: UInt16 {
    get {
      // In both families the port follows the family.
      withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    }
    set {
      withUnsafeMutableBytes(of: &storage) {
        $0.storeBytes(of: newValue.bigEndian, toByteOffset: 2, as: UInt16.self)
      }
    }
  }

  /// Where this socket is bound.
  init(of descriptor: Int32) throws(SystemError) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    try system("getsockname") {
      withUnsafeMutableBytes(of: &storage) { bytes in
        getsockname(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
      }
    }
    self.storage = storage
    self.length = length
    isDualStack = false
  }

  private init(_ info: addrinfo, isDualStack: Bool) {
    var storage = sockaddr_storage()
    withUnsafeMutableBytes(of: &storage) { bytes in
      bytes.copyMemory(from: UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen)))
    }
    self.storage = storage
    length = info.ai_addrlen
    self.isDualStack = isDualStack
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>?, socklen_t) -> Result) -> Result {
    withUnsafeBytes(of: storage) { body($0.baseAddress?.assumingMemoryBound(to: sockaddr.self), length) }
  }

  /// All addresses of `host`; `*` is every address there is, on one socket where the machine speaks IPv6.
  static func resolve(host: String, port: UInt16) throws(ServerError) -> [SocketAddress] {
    if host == "*" || host.isEmpty {
      return hasIPv6 ? try look(up: "::", port, isDualStack: true) : try look(up: "0.0.0.0", port, isDualStack: false)
    }
    return try look(up: host, port, isDualStack: host == "::")
  }

  private static func look(up host: String, _ port: UInt16, isDualStack: Bool) throws(ServerError) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else {
      throw ServerError("cannot listen on \(host): \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(list) }
    var found: [SocketAddress] = []
    var next = list
    while let info = next?.pointee {
      if info.ai_family == AF_INET || info.ai_family == AF_INET6 {
        found.append(SocketAddress(info, isDualStack: isDualStack))
      }
      next = info.ai_next
    }
    return found
  }

  private static var hasIPv6: Bool {
    let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0
  }
}
