internal import Crypto

/// A short name made of a longer one, the same each time: for boundaries and for files.
struct Fingerprint {
  let text: String

  /// 128 bits of SHA-256: nobody meets another's by chance, nor on purpose.
  init(_ name: String) {
    text = Hex.encode(SHA256.hash(Array(name.utf8)).bytes.prefix(16))
  }
}

extension [UInt8] {
  /// Two capital digits.
  mutating func append(hex byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { append(digit < 10 ? 48 + digit : 55 + digit) }
  }
}
