/// Base 64 of RFC 4648 in its two spellings: `Base64.url` for addresses and tokens (no padding), `Base64.padded` for
/// mail and for keys in settings.
public struct Base64: Sendable {
  /// Section 5: `-` and `_`, never padded.
  public static let url = Base64(lastTwo: "-_", isPadded: false)
  /// Section 4: `+` and `/`, always padded.
  public static let padded = Base64(lastTwo: "+/", isPadded: true)

  private static let padding = UInt8(ascii: "=")
  /// No character of either alphabet has six bits of this value.
  private static let foreign: UInt8 = 0xFF

  private let alphabet: [UInt8]
  private let values: [UInt8]
  private let isPadded: Bool

  private init(lastTwo: String, isPadded: Bool) {
    alphabet = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo).utf8)
    var values = [UInt8](repeating: Self.foreign, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    self.values = values
    self.isPadded = isPadded
  }

  public func encode(_ bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    return String(unsafeUninitializedCapacity: paddedLength(of: bytes)) { write(bytes, into: $0) }
  }

  public func encodedBytes(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    return [UInt8](unsafeUninitializedCapacity: paddedLength(of: bytes)) { $1 = write(bytes, into: $0) }
  }

  private func paddedLength(of bytes: [UInt8]) -> Int { (bytes.count + 2) / 3 * 4 }

  /// Returns how many characters there are.
  private func write(_ bytes: [UInt8], into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var length = 0
    func put(_ character: UInt8) {
      text.initializeElement(at: length, to: character)
      length += 1
    }
    var bits: UInt32 = 0
    var waiting: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      waiting += 8
      while waiting >= 6 {
        waiting -= 6
        put(alphabet[Int(bits >> waiting & 0x3F)])
      }
    }
    if waiting > 0 { put(alphabet[Int(bits << (6 - waiting) & 0x3F)]) }
    while isPadded && !length.isMultiple(of: 4) { put(Self.padding) }
    return length
  }

  public func decode(_ text: some Collection<UInt8>) throws(CodingRefusal) -> [UInt8] {
    let text = try unpadded(Array(text))
    // One character left over holds six bits, which is no byte.
    guard text.count % 4 != 1 else { throw .badLength(text.count) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var bits: UInt32 = 0
    var waiting = 0
    for (offset, character) in text.enumerated() {
      let value = values[Int(character)]
      guard value != Self.foreign else { throw .badCharacter(at: offset) }
      bits = bits << 6 | UInt32(value)
      waiting += 6
      if waiting >= 8 {
        waiting -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(waiting)))
      }
    }
    guard bits & (1 << UInt32(waiting) - 1) == 0 else { throw .notCanonical }
    return bytes
  }

  private func unpadded(_ text: [UInt8]) throws(CodingRefusal) -> ArraySlice<UInt8> {
    guard isPadded else { return text[...] }
    guard text.count.isMultiple(of: 4) else { throw .badPadding }
    // At most two: a third would leave the single character refused above.
    let pads = text.suffix(2).reversed().prefix { $0 == Self.padding }.count
    return text.dropLast(pads)
  }
}
