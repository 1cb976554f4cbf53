// The few bytes a template's grammar knows by name.
extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let tab = UInt8(ascii: "\t")
  static let space = UInt8(ascii: " ")

  /// A space or a tab: what may stand before a tag alone on its line.
  var isBlank: Bool { self == .space || self == .tab }

  var isWhitespace: Bool { isBlank || self == .newline || self == .carriageReturn }

  /// A second, third or fourth byte of one UTF-8 character.
  var continuesCharacter: Bool { self & 0xC0 == 0x80 }
}

extension [UInt8] {
  /// The range without the whitespace at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, self[first].isWhitespace { range = range.dropFirst() }
    while let last = range.last, self[last].isWhitespace { range = range.dropLast() }
    return range
  }

  /// The blanks the range begins with.
  func blanks(in range: Range<Int>) -> Range<Int> {
    let end = range.first { !self[$0].isBlank } ?? range.upperBound
    return range.lowerBound..<end
  }

  /// Whether these very bytes stand here.
  func holds(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset + bytes.count <= count else { return false }
    return bytes.indices.allSatisfy { self[offset + $0] == bytes[$0] }
  }

  /// Where these bytes stand first at or behind the offset.
  func first(_ bytes: [UInt8], from offset: Int) -> Int? {
    guard bytes.count <= count - offset else { return nil }
    return (offset...(count - bytes.count)).first { holds(bytes, at: $0) }
  }
}
