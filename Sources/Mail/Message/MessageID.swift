/// What a message is known by everywhere: `<unique@host>`. The same letter sent again has the same one, so that whoever
/// got it twice can tell.
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
  private let text: String

  /// Nil where either part holds anything but letters, digits, hyphens and dots between them.
  public init?(unique: String, host: String) {
    guard Self.isPlain(unique), Self.isPlain(host) else { return nil }
    text = "<\(unique)@\(host)>"
  }

  /// With its angle brackets.
  public var description: String { text }

  /// Each part; together they stay far below what a line holds.
  private static let longest = 253

  private static func isPlain(_ part: String) -> Bool {
    guard part.utf8.count <= longest else { return false }
    return part.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.allSatisfy { $0 == UInt8(ascii: "-") || HeaderText.isWordSign($0) }
    }
  }
}
