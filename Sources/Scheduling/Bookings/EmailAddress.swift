/// An e-mail address that a letter can be sent to. Told from what is none by shape alone; whether somebody reads it shows
/// when a letter arrives.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  /// As it was typed, without the blanks around it.
  public let text: String

  /// What SMTP carries (RFC 5321, section 4.5.3.1, less the two angle brackets of a path).
  public static let longest = 254
  private static let longestLocalPart = 64
  private static let longestLabel = 63

  public init?(_ typed: String) {
    let text = typed.trimmingBlanks
    guard text.utf8.count <= Self.longest, let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return nil }
    guard Self.isLocalPart(text[..<at]), Self.isDomain(text[text.utf8.index(after: at)...]) else { return nil }
    self.text = String(text)
  }

  /// The same for every spelling in large and small letters, by which addresses are told apart.
  public var folded: String { text.lowercased() }

  public var description: String { text }

  /// Letters of any script may stand in it (RFC 6531); quoting may not, as nobody has such an address.
  private static func isLocalPart(_ part: Substring) -> Bool {
    part.utf8.count <= longestLocalPart
      && allBetweenDots(part, longest: longestLocalPart) { atom in
        atom.unicodeScalars.allSatisfy { isLetter($0) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0) }
      }
  }

  private static func isDomain(_ part: Substring) -> Bool {
    allBetweenDots(part, longest: longestLabel) { label in
      let scalars = label.unicodeScalars
      guard let first = scalars.first, first != "-", scalars.last != "-", !isMark(first) else { return false }
      return scalars.allSatisfy { isLetter($0) || $0 == "-" }
    }
  }

  /// Whether what stands between the dots is something, and good. Most is plain letters, which are good everywhere.
  private static func allBetweenDots(_ part: Substring, longest: Int, _ isGood: (Substring) -> Bool) -> Bool {
    var rest = part
    while true {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
      let piece = rest[..<end]
      guard (1...longest).contains(piece.utf8.count) else { return false }
      guard piece.utf8.allSatisfy(\.isPlainLetterOrDigit) || isGood(piece) else { return false }
      if end == rest.endIndex { return true }
      rest = rest[rest.utf8.index(after: end)...]
    }
  }

  /// What is written over or under the letter before it, and so stands at no beginning.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
    return UInt8(ascii: scalar).isPlainLetterOrDigit
  }
}

extension UInt8 {
  /// Of ASCII.
  var isPlainLetterOrDigit: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
