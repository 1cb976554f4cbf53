public import HTTP

/// One conversation, exact to the byte: what a client sends and what `EchoHandler` behind `HTTPVector.limits` makes of
/// it. The same vectors are held against the bare `Conversation` and against a server over a real socket.
///
/// Input is written with pictures for what cannot be seen: `↵` is CR LF; `␍ ␊ ␀ ␉ ␋ ␡` are CR, LF, NUL, tab, vertical
/// tab and delete. Everything else is its UTF-8.
public struct HTTPVector: Sendable, CustomStringConvertible {
  public let name: String
  /// What the client sends, in as many pieces as the test likes.
  public let input: [UInt8]
  /// What the client does then.
  public let ending: Ending
  public let replies: [HTTPReply]

  public enum Ending: Sendable {
    /// It waits for the answers.
    case listening
    /// It shuts its sending side.
    case halfClosed
    /// It sends nothing for longer than the server has patience.
    case silent
  }

  public init(_ name: String, _ input: String, then ending: Ending = .listening, _ replies: HTTPReply...) {
    self.name = name
    self.input = HTTPVector.bytes(input)
    self.ending = ending
    self.replies = replies
  }

  /// Small enough that going over them takes a line, large enough for the RFCs' examples.
  public static var limits: Limits {
    var limits = Limits()
    limits.requestLine = 80
    limits.headerCount = 6
    limits.headerBytes = 200
    return limits
  }

  /// What the server sends in all, when each answer carries the policy `SecurityPolicy.strict` and the date
  /// `EchoHandler.date`. A client that sends piece by piece is told to go on where one that sends all at once is not.
  public func output(isSplit: Bool) -> [UInt8] {
    replies.filter { isSplit || !$0.onlyWhenSplit }.flatMap(\.bytes)
  }

  /// Whether the server has closed the connection in the end; without waiting for its patience to run out, unless the
  /// client is silent.
  public var isClosed: Bool {
    ending != .listening || (replies.last?.closes ?? false)
  }

  public var description: String { name }

  static func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      switch scalar {
      case "↵": [0x0D, 0x0A]
      case "␍": [0x0D]
      case "␊": [0x0A]
      case "␀": [0x00]
      case "␉": [0x09]
      case "␋": [0x0B]
      case "␡": [0x7F]
      default: Array(String(scalar).utf8)
      }
    }
  }

  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  /// All of them, by topic.
  public static let all =
    requestLines + targets + hosts + fields + lengths + chunks + codings + persistence + expectations + limitsReached
    + endings
}
