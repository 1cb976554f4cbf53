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
    switch Authority.port(in: bytes[hostEnd...]) {
    case .some(let port): self.port = port
    case .none: return nil
    }
  }

  /// The port in `:8080`; an inner nil for none, an outer nil for what is no port.
  private static func port(in bytes: ArraySlice<UInt8>) -> Int?? {
    guard let colon = bytes.first else { return .some(nil) }
    let digits = bytes.dropFirst()
    guard colon == Byte.colon, digits.count <= 5, digits.allSatisfy(\.isDigit) else { return nil }
    if digits.isEmpty { return .some(nil) }
    let port = digits.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
    return port <= 65_535 ? port : nil
  }

  /// Whether both name the same place for a scheme with that default port.
  func matches(_ other: Authority, defaultPort: Int) -> Bool {
    host == other.host && (port ?? defaultPort) == (other.port ?? defaultPort)
  }
}
