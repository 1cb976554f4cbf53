/// RFC 2045, section 6.7: text in lines of at most 76 bytes, readable where it was ASCII.
enum QuotedPrintable {
  private static let lineLength = 76

  /// The text's lines end with CR LF.
  static func encode(_ text: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(text.count + text.count / 4)
    for line in Lines(text) {
      encode(line, to: &lines)
      lines += "\r\n".utf8
    }
    return lines
  }

  private static func encode(_ line: ArraySlice<UInt8>, to lines: inout [UInt8]) {
    var column = 0
    for index in line.indices {
      let byte = line[index]
      let isLast = index + 1 == line.endIndex
      let isPlain = isPlain(byte, isFirst: column == 0, isLast: isLast)
      let width = isPlain ? 1 : 3
      // The last place of a line that goes on belongs to the sign that says so.
      if column + width > (isLast ? lineLength : lineLength - 1) {
        lines += "=\r\n".utf8
        column = 0
      }
      if isPlain {
        lines.append(byte)
      } else {
        lines.append(UInt8(ascii: "="))
        lines.append(hex: byte)
      }
      column += width
    }
  }

  /// Blanks at the end of a line get lost on the way; a dot or an F at its beginning means something to old mail
  /// programs (end of the letter, `From `).
  private static func isPlain(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "="): false
    case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
    case UInt8(ascii: "."), UInt8(ascii: "F"): !isFirst
    default: (0x21...0x7E).contains(byte)
    }
  }
}

/// The lines of a text, each without the CR LF that ends it.
private struct Lines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  init(_ text: [UInt8]) {
    rest = text[...]
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
      defer { rest = [] }
      return rest
    }
    let line = rest[..<end]
    rest = rest[(end + 1)...]
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}

/// What a part's text looks like before it is encoded.
enum BodyText {
  /// Every kind of line end becomes CR LF; other control bytes but tabs have no place in a letter and go.
  static func lines(_ text: some Sequence<UInt8>) -> [UInt8] {
    var lines: [UInt8] = []
    var isAfterReturn = false
    for byte in text {
      let isReturn = byte == UInt8(ascii: "\r")
      switch byte {
      case UInt8(ascii: "\n") where isAfterReturn: break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): lines += "\r\n".utf8
      case UInt8(ascii: "\t"), 0x20...0x7E, 0x80...: lines.append(byte)
      default: break
      }
      isAfterReturn = isReturn
    }
    return lines
  }
}
