/// A finished message in its envelope. One whose addresses or lines could speak to the mail server themselves can't be
/// built.
public struct SMTPLetter: Sendable {
  /// RFC 5321, section 4.5.3.1.3.
  public static let longestAddress = 254
  /// What a mail server takes in one letter at the least.
  public static let mostRecipients = 100
  /// Bytes; most mail servers stop at 10 to 25 MB.
  public static let longestMessage = 10 << 20

  /// Who hears of a failure; empty for letters nobody should answer automatically.
  public let from: String
  public let to: [String]
  public let message: [UInt8]

  public init(from: String, to: [String], message: [UInt8]) throws(SMTPLetterRefusal) {
    guard !to.isEmpty, to.count <= Self.mostRecipients else { throw .badRecipientCount(to.count) }
    guard from.isEmpty || Self.isAddress(from) else { throw .badAddress(from) }
    for address in to where !Self.isAddress(address) { throw .badAddress(address) }
    guard message.count <= Self.longestMessage else { throw .tooLong }
    if let offset = Self.strayByte(in: message) { throw .strayByte(at: offset) }
    self.from = from
    self.to = to
    self.message = message
  }

  /// Not whether mail would arrive there, only that it can't be more than an address: no white space, no control
  /// bytes, no brackets to end it early.
  private static func isAddress(_ text: String) -> Bool {
    guard text.utf8.count <= longestAddress, !text.utf8.contains(where: isForbidden) else { return false }
    guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
    return at > text.utf8.startIndex && text.utf8.index(after: at) < text.utf8.endIndex
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7F || "<>,;:\\\"()".utf8.contains(byte)
  }

  /// Where a line does not end with CR LF, or a zero byte stands: servers that disagree about the end of a line can be
  /// made to disagree about the end of the letter.
  private static func strayByte(in message: [UInt8]) -> Int? {
    let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    var previous: UInt8 = 0
    for (offset, byte) in message.enumerated() {
      if byte == 0 || (byte == lf) != (previous == cr) && offset > 0 { return offset }
      if byte == lf && offset == 0 { return offset }
      previous = byte
    }
    return previous == cr ? message.count - 1 : nil
  }
}

/// Why a letter is not taken.
public enum SMTPLetterRefusal: Error, Hashable, Sendable {
  case badRecipientCount(Int)
  case badAddress(String)
  case tooLong
  /// A zero byte, or a CR or LF without the other, at this offset.
  case strayByte(at: Int)
}
