/// Base 16 in lower case (RFC 4648, section 8), as fingerprints and content hashes are shown.
public enum Hex {
  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 0xF))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The digit of a number below sixteen.
  public static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// Takes digits of either case: people and other programs write both.
  public static func decode(_ text: some Collection<UInt8>) throws(CodingRefusal) -> [UInt8] {
    let text = Array(text)
    guard text.count.isMultiple(of: 2) else { throw .badLength(text.count) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2)
    for offset in stride(from: 0, to: text.count, by: 2) {
      guard let high = value(of: text[offset]) else { throw .badCharacter(at: offset) }
      guard let low = value(of: text[offset + 1]) else { throw .badCharacter(at: offset + 1) }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
