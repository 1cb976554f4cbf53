/// Who a request is for: `host`, `host:port`, `[address]:port`.
struct Authority: Equatable {
  private let host: [UInt8]
  private let port: Int?

  /// Nil for what is no host, user names included: nobody has business sending one.
  init?(_ bytes: some BidirectionalCollection<UInt8>) {
    let bytes = Array(bytes)
    guard let first = bytes.first, bytes.count <= 255 + 6 else { return nil }
    let hostEnd: Int
    if first == 0x5B {
      guard let close = bytes.firstIndex(of: 0x5D), close > 1,
        ByteSet.addressLiteral.containsAll(of: bytes[1..<close])
      else { return nil }
      hostEnd = close + 1
    } else {
      hostEnd = bytes.firstIndex(of: Byte.colon) ?? bytes.count
      guard hostEnd > 0, ByteSet.hostName.containsAll(of: bytes[..<hostEnd]) else { return nil }
    }
    host = bytes[..<hostEnd].map(\.lowered)
    let digits = bytes[hostEnd...].dropFirst()
    guard hostEnd == bytes.count || bytes[hostEnd] == Byte.colon, digits.count <= 5, digits.allSatisfy(\.isDigit) else {
      return nil
    }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
    guard number <= 65_535 else { return nil }
    port = digits.isEmpty ? nil : number
  }

  /// Whether both name the same place for a scheme with that default port.
  func matches(_ other: Authority, defaultPort: Int) -> Bool {
    host == other.host && (port ?? defaultPort) == (other.port ?? defaultPort)
  }
}
