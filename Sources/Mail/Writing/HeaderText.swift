/// What people wrote, made fit for a head.
enum HeaderText {
  /// Characters; what the e-mail log has room for. Beyond it a text is cut.
  static let longestSubject = 500
  static let longestName = 200

  /// Bytes of a word that is still folded decently; longer ones are encoded, as encoded words can be parted anywhere.
  static let longestWord = 70

  /// One line without anything that is not seen: line ends and other controls become blanks, marks that turn the
  /// direction of what stands around them go, blanks stand single and not at the ends.
  static func cleaned(_ text: String, limit: Int) -> String {
    var line = String.UnicodeScalarView()
    var count = 0
    var isAfterBlank = false
    for scalar in text.unicodeScalars where !isTurning(scalar) {
      if isBlank(scalar) {
        isAfterBlank = count > 0
        continue
      }
      count += isAfterBlank ? 2 : 1
      guard count <= limit else {
        line.append("…")
        break
      }
      if isAfterBlank { line.append(" ") }
      isAfterBlank = false
      line.append(scalar)
    }
    return String(line)
  }

  /// Whether a cleaned text may stand as it is. `=?` could be read as an encoded word.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
      && text.utf8.split(separator: 0x20).allSatisfy { $0.count <= longestWord }
  }

  /// RFC 5322, section 3.2.3.
  static func isAtom(_ byte: UInt8) -> Bool {
    isWordSign(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  /// A letter or a digit of ASCII.
  static func isWordSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.isWhitespace
  }

  private static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
