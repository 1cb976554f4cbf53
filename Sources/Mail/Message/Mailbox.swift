/// Somebody's address with the name to show beside it, as `From` and `To` have it.
public struct Mailbox: Hashable, Sendable {
  /// As people call them; may be empty.
  public let name: String
  public let address: String

  /// What SMTP carries (RFC 5321, section 4.5.3.1, less the two angle brackets of a path).
  public static let longestAddress = 254

  /// Nil for an address that could be more than an address. The name may be anything: it is written so that it can't.
  public init?(name: String = "", address: String) {
    guard Self.isAddress(address) else { return nil }
    self.name = name
    self.address = address
  }

  /// Reads `Calento <no-reply@example.com>`, `"Calento" <…>` or an address alone.
  public init?(_ text: String) {
    let text = text.trimmingSpaces
    guard text.hasSuffix(">"), let bracket = text.lastIndex(of: "<") else {
      self.init(address: String(text))
      return
    }
    var name = text[..<bracket].trimmingSpaces
    if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") { name = name.dropFirst().dropLast() }
    self.init(name: String(name), address: String(text[text.index(after: bracket)...].dropLast()))
  }

  /// What stands behind the @.
  public var host: String {
    address.lastIndex(of: "@").map { String(address[address.index(after: $0)...]) } ?? ""
  }

  /// Two words of letters around one @, dots between letters. Letters may be of any script (RFC 6531, 6532); quoted
  /// local parts and address literals, which no person has, are refused.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard text.utf8.count <= longestAddress, parts.count == 2 else { return false }
    return isDotted(parts[0]) { isLetter($0) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0) }
      && isDotted(parts[1]) { isLetter($0) || $0 == "-" }
  }

  private static func isDotted(_ part: Substring, _ isPart: (Unicode.Scalar) -> Bool) -> Bool {
    part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.unicodeScalars.allSatisfy(isPart)
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    case _ where scalar.isASCII: false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
    }
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: SubSequence {
    let start = firstIndex { $0 != " " } ?? endIndex
    let end = lastIndex { $0 != " " }.map { index(after: $0) } ?? start
    return self[start..<end]
  }
}
