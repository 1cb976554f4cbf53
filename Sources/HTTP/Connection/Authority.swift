/// Who a request is for: `host`, `host:port`, `[address]:port`. Lives no longer than the bytes it was read from.
struct Authority {
  private let host: Slice<UnsafeBufferPointer<UInt8>>
  private let port: Int?

  /// Nil for what is no host, user names included: nobody has business sending one.
  init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let first = bytes.first, bytes.count <= Authority.lengthLimit else { return nil }
    let hostEnd: Int
    if first == Byte.openBracket {
      guard let close = bytes.firstIndex(of: Byte.closeBracket), close > bytes.startIndex + 1,
        ByteSet.addressLiteral.containsAll(of: bytes[(bytes.startIndex + 1)..<close])
      else { return nil }
      hostEnd = close + 1
    } else {
      hostEnd = bytes.firstIndex(of: Byte.colon) ?? bytes.endIndex
      guard hostEnd > bytes.startIndex, ByteSet.hostName.containsAll(of: bytes[..<hostEnd]) else { return nil }
    }
    host = bytes[..<hostEnd]
    let digits = bytes[hostEnd...].dropFirst()
    guard hostEnd == bytes.endIndex || bytes[hostEnd] == Byte.colon, digits.count <= 5, digits.allSatisfy(\.isDigit)
    else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
    guard number <= 65_535 else { return nil }
    port = digits.isEmpty ? nil : number
  }

  /// In bytes: the longest name there is, a colon and a port.
  private static let lengthLimit = 255 + 6

  /// Whether both name the same place for a scheme with that default port.
  func matches(_ other: Authority, defaultPort: Int) -> Bool {
    host.equalsIgnoringCase(other.host) && (port ?? defaultPort) == (other.port ?? defaultPort)
  }
}
