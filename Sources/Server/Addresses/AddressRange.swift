/// A block of addresses in CIDR notation: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
public struct AddressRange: Hashable, Sendable, CustomStringConvertible {
  private let first: IPAddress
  /// Of the 128 bits.
  private let prefixLength: Int

  /// Nil for what is no block; one whose address has bits beyond its length is a slip, and none either.
  public init?(_ text: String) {
    let pieces = text.split(separator: "/", omittingEmptySubsequences: false)
    guard pieces.count <= 2, let first = IPAddress(String(pieces[0])) else { return nil }
    let width = first.isIPv4 ? 32 : 128
    var length = width
    if pieces.count == 2 {
      let digits = pieces[1]
      guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
        let number = Int(digits), number <= width
      else { return nil }
      length = number
    }
    self.first = first
    prefixLength = 128 - width + length
    guard AddressRange.masked(first, prefixLength) == first else { return nil }
  }

  public func contains(_ address: IPAddress) -> Bool {
    AddressRange.masked(address, prefixLength) == first
  }

  public var description: String {
    "\(first)/\(first.isIPv4 ? prefixLength - 96 : prefixLength)"
  }

  private static func masked(_ address: IPAddress, _ length: Int) -> IPAddress {
    let high = length >= 64 ? UInt64.max : ~(UInt64.max >> UInt64(length))
    let low = length <= 64 ? 0 : ~(length == 128 ? 0 : UInt64.max >> UInt64(length - 64))
    return IPAddress(high: address.high & high, low: address.low & low)
  }
}

extension [AddressRange] {
  /// Those that the public internet cannot have: loopback, private, link-local and unique local addresses.
  public static var privateNetworks: [AddressRange] {
    [
      "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1", "fc00::/7",
      "fe80::/10",
    ].compactMap { AddressRange($0) }
  }

  public func contains(_ address: IPAddress) -> Bool {
    contains { $0.contains(address) }
  }
}
