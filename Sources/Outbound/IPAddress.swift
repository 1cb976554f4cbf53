internal import Glibc

/// An IPv4 or IPv6 address as a number, so that it can be compared with networks.
public struct IPAddress: Hashable, Sendable {
  /// Which of the two kinds of address.
  public enum Family: Sendable {
    case v4, v6

    var width: Int { self == .v4 ? 32 : 128 }
  }

  public let family: Family
  /// Big end first; an IPv4 address fills the low 32 bits.
  let bits: UInt128

  init(family: Family, bits: UInt128) {
    self.family = family
    self.bits = bits
  }

  /// Reads the usual notations: four decimal numbers, or RFC 4291 without a zone.
  public init?(_ text: String) {
    if let bytes = Self.bytes(of: text, AF_INET, count: 4) {
      self.init(family: .v4, bits: Self.number(bytes))
    } else if let bytes = Self.bytes(of: text, AF_INET6, count: 16) {
      self.init(family: .v6, bits: Self.number(bytes))
    } else {
      return nil
    }
  }

  /// The address inside a `sockaddr` of `length` bytes; nil for anything that is no internet address.
  init?(socketAddress: UnsafeRawPointer, length: Int) {
    guard length >= MemoryLayout<sa_family_t>.size else { return nil }
    let memory = UnsafeRawBufferPointer(start: socketAddress, count: length)
    switch Int32(memory.loadUnaligned(as: sa_family_t.self)) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      let address = memory.loadUnaligned(as: sockaddr_in.self).sin_addr
      self.init(family: .v4, bits: withUnsafeBytes(of: address) { Self.number($0) })
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      let address = memory.loadUnaligned(as: sockaddr_in6.self).sin6_addr
      self.init(family: .v6, bits: withUnsafeBytes(of: address) { Self.number($0) })
    default: return nil
    }
  }

  private static func bytes(of text: String, _ family: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt128 {
    bytes.reduce(0) { $0 << 8 | UInt128($1) }
  }
}

extension IPAddress: CustomStringConvertible {
  public var description: String {
    let bytes = (1...family.width / 8).map { UInt8(truncatingIfNeeded: bits >> UInt128(family.width - 8 * $0)) }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(family == .v4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
