/// The addresses that share their first `length` bits, written `10.0.0.0/8`; a single address without a slash.
public struct Network: Hashable, Sendable, CustomStringConvertible {
  public let first: IPAddress
  public let length: Int

  /// Nil if bits are set behind the prefix: `10.1.0.0/8` is more likely a slip than meant.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = IPAddress(String(parts[0])) else { return nil }
    var length = first.family.width
    if parts.count == 2 {
      guard let written = Int(parts[1]), (0...length).contains(written), String(written) == parts[1] else { return nil }
      length = written
    }
    let rest = UInt128(first.family.width - length)
    guard (first.bits >> rest) << rest == first.bits else { return nil }
    (self.first, self.length) = (first, length)
  }

  public func contains(_ address: IPAddress) -> Bool {
    let rest = UInt128(first.family.width - length)
    return address.family == first.family && address.bits >> rest == first.bits >> rest
  }

  public var description: String {
    "\(first)/\(length)"
  }
}
