/// The bytes the grammar names.
enum Byte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let percent: UInt8 = 0x25
  static let ampersand: UInt8 = 0x26
  static let asterisk: UInt8 = 0x2A
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let hyphen: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let equals: UInt8 = 0x3D
  static let question: UInt8 = 0x3F
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let smallA: UInt8 = 0x61
  static let delete: UInt8 = 0x7F
}

extension UInt8 {
  var isDigit: Bool { self &- Byte.zero < 10 }

  /// Space or tab: the optional whitespace of RFC 9110 5.6.3.
  var isBlank: Bool { self == Byte.space || self == Byte.tab }

  /// A control byte that may stand nowhere in a field's value.
  var isForbiddenControl: Bool { (self < Byte.space && self != Byte.tab) || self == Byte.delete }

  /// The byte with `A…Z` as `a…z`.
  @inline(__always)
  var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit.
  var hexValue: UInt8? {
    if isDigit { return self &- Byte.zero }
    let letter = lowered &- Byte.smallA
    return letter < 6 ? letter + 10 : nil
  }
}

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  mutating func append(decimal value: Int64) {
    if value < 0 { append(Byte.hyphen) }
    // As many digits as the largest number has.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = value.magnitude
      var start = digits.count
      repeat {
        start -= 1
        digits.initializeElement(at: start, to: Byte.zero + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}

extension Collection<UInt8> {
  /// Whether these bytes are `text`, letters compared without their case.
  func equalsIgnoringCase(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { equalsIgnoringCase($0) }
  }

  func equalsIgnoringCase(_ other: some Collection<UInt8>) -> Bool {
    count == other.count && elementsEqual(other) { $0.lowered == $1.lowered }
  }
}

extension BidirectionalCollection<UInt8> {
  /// Without the blanks at both ends.
  var trimmed: SubSequence { trimmed(of: \.isBlank) }

  /// Without what `isDross` at both ends.
  func trimmed(of isDross: (UInt8) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isDross($0) }), let last = lastIndex(where: { !isDross($0) }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}
