/// A set of ASCII bytes; asking costs a shift and a mask.
struct ByteSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  init(_ members: StaticString) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    members.withUTF8Buffer { bytes in
      for byte in bytes {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
      }
    }
    self.low = low
    self.high = high
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    guard byte < 128 else { return false }
    return ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 == 1
  }

  func containsAll(of bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy(contains)
  }

  /// RFC 9110 5.6.2: what names of methods, fields and parameters are made of.
  static let token = ByteSet("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

  /// What a registered host name is made of in practice; RFC 3986 would allow more, no name server does.
  static let hostName = ByteSet("-._0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

  /// What stands between the brackets of an IPv6 literal.
  static let addressLiteral = ByteSet(":.0123456789abcdefABCDEF")

  /// RFC 6265 4.1.1: what a cookie's value is made of.
  static let cookieValue = ByteSet(
    "!#$%&'()*+-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~")
}
