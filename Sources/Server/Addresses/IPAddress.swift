internal import Glibc

/// An IPv4 or IPv6 address. IPv4 lies where IPv6 maps it (`::ffff:a.b.c.d`), so that one kind of number does for both
/// and a dual-stack socket's clients look like everyone else's.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The address written as `text`, without port, brackets or zone; nil when it is none.
  public init?(_ text: String) {
    // Longer than any address; a longer text need not be looked at.
    guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(four)
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    self.init(six)
  }

  init(_ address: in_addr) {
    self.init(high: 0, low: IPAddress.mappedPrefix | UInt64(UInt32(bigEndian: address.s_addr)))
  }

  init(_ address: in6_addr) {
    let words = withUnsafeBytes(of: address) { bytes in
      (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    self.init(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1))
  }

  /// The address of a peer as accept(2) tells it; nil for what is no IP socket.
  init?(_ storage: sockaddr_storage) {
    switch Int32(storage.ss_family) {
    case AF_INET:
      let address = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in.self) }
      self.init(address.sin_addr)
    case AF_INET6:
      let address = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in6.self) }
      self.init(address.sin6_addr)
    default:
      return nil
    }
  }

  public var isIPv4: Bool { high == 0 && low & ~0xFFFF_FFFF == IPAddress.mappedPrefix }

  public var isLoopback: Bool {
    isIPv4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1
  }

  /// What one client can be expected to have to itself: an IPv4 address, or the /64 that an IPv6 customer is given.
  var neighbourhood: IPAddress {
    isIPv4 ? self : IPAddress(high: high, low: 0)
  }

  public var description: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
      guard let text = buffer.baseAddress else { return "" }
      if isIPv4 {
        var address = in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)
        inet_ntop(AF_INET, &address, text, socklen_t(buffer.count))
      } else {
        var words = (high.bigEndian, low.bigEndian)
        inet_ntop(AF_INET6, &words, text, socklen_t(buffer.count))
      }
      return String(cString: text)
    }
  }

  private static let mappedPrefix: UInt64 = 0xFFFF_0000_0000
}
