/// Writes a value from outside so that it can neither end its field nor its line, nor steer a terminal.
enum LogEscaping {
  /// May stand in the text format without quotes.
  static func isPlainWord(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard !bytes.isEmpty else { return false }
    for byte in bytes {
      let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "=")
      if !isPlain || byte == UInt8(ascii: "\\") { return false }
    }
    return true
  }

  static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8], as format: Log.Format) {
    var index = 0
    while index < bytes.count {
      let plain = plainLength(bytes, from: index)
      if plain > 0 {
        text.append(contentsOf: bytes[index..<index + plain])
        index += plain
        continue
      }
      let length = scalarLength(bytes, at: index)
      if length > 0, !steersDisplay(bytes, at: index, length: length) {
        text.append(contentsOf: bytes[index..<index + length])
      } else {
        escape(bytes[index..<index + max(1, length)], to: &text, as: format, isText: length > 0)
      }
      index += max(1, length)
    }
  }

  private static func plainLength(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count, isPlain(bytes[index]) { index += 1 }
    return index - start
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// The length of the well-formed UTF-8 sequence that begins here, or 0. A control character or a quote counts as
  /// one byte that has to be escaped, hence as 0 too.
  private static func scalarLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let length: Int
    let second: ClosedRange<UInt8>
    switch bytes[index] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for next in bytes[index + 1..<index + length] where next & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// C1 controls (U+0080 to U+009F), the line and paragraph separators and the marks that turn the direction of
  /// writing: they could make a line look like another one.
  private static func steersDisplay(_ bytes: UnsafeRawBufferPointer, at index: Int, length: Int) -> Bool {
    switch (bytes[index], bytes[index + 1]) {
    case (0xC2, ...0x9F): return true
    case (0xE2, 0x80): return (0xA8...0xAE).contains(bytes[index + 2])
    case (0xE2, 0x81): return (0xA6...0xA9).contains(bytes[index + 2])
    default: return false
    }
  }

  private static func escape(
    _ bytes: Slice<UnsafeRawBufferPointer>, to text: inout [UInt8], as format: Log.Format, isText: Bool
  ) {
    if isText && format == .json { return text.append(jsonEscape: scalar(bytes)) }
    for byte in bytes {
      switch (byte, format) {
      case (UInt8(ascii: "\""), _), (UInt8(ascii: "\\"), _): text += [UInt8(ascii: "\\"), byte]
      case (0x0A, _): text.append(static: "\\n")
      case (0x0D, _): text.append(static: "\\r")
      case (0x09, _): text.append(static: "\\t")
      case (_, .text):
        text.append(static: "\\x")
        text.append(hex: byte)
      // JSON knows no bytes: one that is no text stands as the character of the same number.
      case (_, .json): text.append(jsonEscape: UInt16(byte))
      }
    }
  }

  /// The code point of a sequence of two or three bytes; none of those we escape is longer.
  private static func scalar(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt16 {
    let first = UInt16(bytes[bytes.startIndex] & (bytes.count == 2 ? 0x1F : 0x0F))
    return bytes.dropFirst().reduce(first) { $0 << 6 | UInt16($1 & 0x3F) }
  }
}

extension [UInt8] {
  fileprivate mutating func append(jsonEscape code: UInt16) {
    append(static: "\\u")
    append(hex: UInt8(code >> 8))
    append(hex: UInt8(code & 0xFF))
  }
}
