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
    let scalars = text.unicodeScalars
    guard text.utf8.count <= Self.longest, let at = scalars.firstIndex(of: "@") else { return nil }
    guard Self.isLocalPart(scalars[..<at]), Self.isDomain(scalars[scalars.index(after: at)...]) else { return nil }
    self.text = String(text)
  }

  /// The same for every spelling in large and small letters, by which addresses are told apart.
  public var folded: String { text.lowercased() }

  public var description: String { text }

  /// Letters of any script may stand in it (RFC 6531); quoting may not, as nobody has such an address.
  private static func isLocalPart(_ part: Substring.UnicodeScalarView) -> Bool {
    Substring(part).utf8.count <= longestLocalPart
      && allBetweenDots(part) { atom in
        !atom.isEmpty && atom.allSatisfy { isLetter($0) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0) }
      }
  }

  private static func isDomain(_ part: Substring.UnicodeScalarView) -> Bool {
    allBetweenDots(part) { label in
      guard let first = label.first, first != "-", label.last != "-", !isMark(first) else { return false }
      return Substring(label).utf8.count <= longestLabel && label.allSatisfy { isLetter($0) || $0 == "-" }
    }
  }

  private static func allBetweenDots(
    _ part: Substring.UnicodeScalarView, _ isGood: (Substring.UnicodeScalarView) -> Bool
  ) -> Bool {
    var rest = part
    while let dot = rest.firstIndex(of: ".") {
      guard isGood(rest[..<dot]) else { return false }
      rest = rest[rest.index(after: dot)...]
    }
    return isGood(rest)
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
    return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}
