/// What became of a letter handed to a mail server.
public enum SMTPOutcome: Hashable, Sendable {
  /// The server took it and answers for it from now on.
  case accepted(SMTPReply)
  /// A reply of 400 to 499: worth another try later.
  case refusedForNow(SMTPReply)
  /// A reply of 500 to 599: this letter will not be taken as it is.
  case refused(SMTPReply)
  /// The server does not know us; a matter of settings, not of this letter.
  case loginRefused(SMTPReply)
  /// No such name, nobody listens, or the connection broke off before all was sent.
  case unreachable(String)
  /// No STARTTLS, or a certificate that is not in order.
  case untrusted(String)
  /// The guard lets nobody connect there.
  case addressRefused(IPAddress?, AddressRefusal)
  /// Not done in time, and the letter was not all sent, so nobody has it.
  case timedOut
  /// All of the letter was sent, and then nothing was heard in time or the connection broke off. The server may have
  /// taken it.
  case unanswered
}

/// What a mail server said, all lines of it.
public struct SMTPReply: Hashable, Sendable, CustomStringConvertible {
  public let code: Int
  /// Without the code; lines are parted by a space, what is no text is dropped.
  public let text: String

  /// Bytes kept of a reply; enough for a queue id or a reason.
  private static let longestText = 2000

  /// The last reply with this code among the lines a server sent; a goodbye may stand behind it.
  init(code: Int, lines: [[UInt8]]) {
    let continued = Array("\(code)-".utf8)
    let last = lines.lastIndex { $0.starts(with: continued.dropLast()) } ?? lines.endIndex
    let first = lines[..<last].lastIndex { !$0.starts(with: continued) }.map { $0 + 1 } ?? 0
    let words = lines[first...].prefix(last - first + 1).map { $0.dropFirst(4).filter { $0 >= 0x20 && $0 != 0x7F } }
    self.code = code
    text = String(decoding: Array(words.joined(separator: [0x20])).prefix(Self.longestText), as: UTF8.self)
  }

  public var description: String { "\(code) \(text)" }
}
