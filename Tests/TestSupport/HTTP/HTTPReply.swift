internal import HTTP

/// One answer on the wire, written out by hand so that it does not lean on what it tests.
public struct HTTPReply: Sendable {
  public let bytes: [UInt8]
  /// The connection ends with it.
  public let closes: Bool
  /// It is sent only to a client whose body had not begun to arrive.
  public let onlyWhenSplit: Bool

  private init(_ head: String, policy: Bool = true, tail: String, closes: Bool = false, onlyWhenSplit: Bool = false) {
    bytes = Array(head.utf8) + (policy ? SecurityPolicy.strict.block : []) + Array(tail.utf8)
    self.closes = closes
    self.onlyWhenSplit = onlyWhenSplit
  }

  /// What the answer says of the connection.
  public enum Connection: Sendable {
    case unsaid
    case keepAlive
    case close

    var line: String {
      switch self {
      case .unsaid: ""
      case .keepAlive: "Connection: keep-alive\r\n"
      case .close: "Connection: close\r\n"
      }
    }
  }

  private static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
  private static let plain = "Content-Type: text/plain; charset=utf-8\r\n"

  /// `EchoHandler` was asked and said this.
  public static func echo(_ text: String, _ connection: Connection = .unsaid) -> HTTPReply {
    HTTPReply(
      "HTTP/1.1 200 OK\r\n\(plain)",
      tail: "\(date)\(connection.line)Content-Length: \(text.utf8.count)\r\n\r\n\(text)", closes: connection == .close)
  }

  /// `EchoHandler` was asked by HEAD and would have said this.
  public static func headOfEcho(_ text: String, _ connection: Connection = .unsaid) -> HTTPReply {
    HTTPReply(
      "HTTP/1.1 200 OK\r\n\(plain)", tail: "\(date)\(connection.line)Content-Length: \(text.utf8.count)\r\n\r\n",
      closes: connection == .close)
  }

  /// A status that has neither body nor length.
  public static func bodiless(_ status: String) -> HTTPReply {
    HTTPReply("HTTP/1.1 \(status)\r\n", tail: "\(date)\r\n")
  }

  /// The request was refused before anyone was asked.
  public static func refusal(_ status: String, _ sentence: String) -> HTTPReply {
    let text = refusalText(status, sentence)
    return HTTPReply(
      "HTTP/1.1 \(status)\r\n\(plain)",
      tail: "\(date)Connection: close\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)", closes: true)
  }

  /// A HEAD request was refused.
  public static func headOfRefusal(_ status: String, _ sentence: String) -> HTTPReply {
    HTTPReply(
      "HTTP/1.1 \(status)\r\n\(plain)",
      tail: "\(date)Connection: close\r\nContent-Length: \(refusalText(status, sentence).utf8.count)\r\n\r\n",
      closes: true)
  }

  /// The commonest refusal.
  public static func bad(_ sentence: String) -> HTTPReply {
    refusal("400 Bad Request", sentence)
  }

  private static func refusalText(_ status: String, _ sentence: String) -> String {
    "\(status.dropFirst(4)): \(sentence)\n"
  }

  /// The client may send its body.
  public static let goOn = HTTPReply("HTTP/1.1 100 Continue\r\n\r\n", policy: false, tail: "")

  /// The client may send its body, unless that is coming already.
  public static let goOnWhenSplit = HTTPReply(
    "HTTP/1.1 100 Continue\r\n\r\n", policy: false, tail: "", onlyWhenSplit: true)
}
