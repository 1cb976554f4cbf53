/// TEXT values (RFC 5545, section 3.3.11): a backslash before comma, semicolon and backslash, \n for a new line.
enum TextValue {
  private static let backslash = UInt8(ascii: "\\")

  /// A backslash before anything else stands for itself: some programs write `C:\Users`.
  static func plain(_ value: some StringProtocol) -> String {
    guard value.utf8.contains(backslash) else { return String(value) }
    var plain: [UInt8] = []
    plain.reserveCapacity(value.utf8.count)
    var isEscaped = false
    for byte in value.utf8 {
      guard isEscaped else {
        if byte == backslash { isEscaped = true } else { plain.append(byte) }
        continue
      }
      isEscaped = false
      switch byte {
      case UInt8(ascii: "n"), UInt8(ascii: "N"): plain.append(UInt8(ascii: "\n"))
      case UInt8(ascii: ","), UInt8(ascii: ";"), backslash: plain.append(byte)
      default: plain += [backslash, byte]
      }
    }
    if isEscaped { plain.append(backslash) }
    return String(decoding: plain, as: UTF8.self)
  }

  /// New lines of every kind become \n; other control characters have no place in a calendar and are dropped.
  static func escaped(_ text: String) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count)
    var isAfterReturn = false
    for byte in text.utf8 {
      defer { isAfterReturn = byte == UInt8(ascii: "\r") }
      switch byte {
      case UInt8(ascii: "\n") where isAfterReturn: break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): escaped += [backslash, UInt8(ascii: "n")]
      case backslash, UInt8(ascii: ","), UInt8(ascii: ";"): escaped += [backslash, byte]
      case UInt8(ascii: "\t"), 0x20...0x7E, 0x80...: escaped.append(byte)
      default: break
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// The texts of a list, split at commas that are not escaped; nil if there are more.
  static func list(_ value: String, most: Int) -> [String]? {
    var texts: [String] = []
    var start = value.utf8.startIndex
    var isEscaped = false
    for index in value.utf8.indices {
      let byte = value.utf8[index]
      if byte == UInt8(ascii: ","), !isEscaped {
        guard texts.count < most else { return nil }
        texts.append(plain(value[start..<index]))
        start = value.utf8.index(after: index)
      }
      isEscaped = byte == backslash && !isEscaped
    }
    return texts + [plain(value[start...])]
  }
}
