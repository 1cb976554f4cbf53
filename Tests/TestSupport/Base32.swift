/// Reads base 32 (RFC 4648, section 6) as an app does that is told a secret; blanks are skipped.
public func base32(_ text: String) -> [UInt8] {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
  let bits = text.compactMap { digits.firstIndex(of: $0) }.flatMap { value in
    (0..<5).reversed().map { UInt8(value >> $0 & 1) }
  }
  return stride(from: 0, through: bits.count - 8, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
}
