import HTTP
import TestSupport

/// A `Conversation` with `EchoHandler` behind it: bytes in, bytes out, at a time the test moves.
struct Talk {
  private var conversation: Conversation
  private var now: Int64 = 0
  private(set) var output: [UInt8] = []
  private(set) var requests: [RequestHead] = []
  private(set) var isClosed = false
  private var deadline = Int64.max

  /// Of whom waits for a word before the body.
  private let skipsBody: (RequestHead) -> Bool

  init(limits: Limits = HTTPVector.limits, skipsBody: @escaping (RequestHead) -> Bool = { _ in false }) {
    self.skipsBody = skipsBody
    conversation = Conversation(limits: limits, scheme: .http, now: 0)
    settle()
  }

  var lingers: Bool { conversation.lingers }
  var text: String { String(decoding: output, as: UTF8.self) }

  mutating func send(_ bytes: some Sequence<UInt8>) {
    Array(bytes).withUnsafeBytes { conversation.receive($0) }
    settle()
  }

  mutating func send(_ text: String) {
    send(text.utf8)
  }

  mutating func halfClose() {
    conversation.peerClosed()
    settle()
  }

  mutating func drain() {
    conversation.drain()
    settle()
  }

  /// Lets this many nanoseconds pass.
  mutating func wait(_ time: Int64) {
    now += time
    settle()
  }

  /// Says nothing until the server has lost its patience for good.
  mutating func keepSilent() {
    while !isClosed {
      now = deadline
      settle()
    }
  }

  /// Does what there is to do, until there is something to wait for.
  private mutating func settle() {
    while !isClosed {
      switch conversation.next(now: now, bodyLimit: EchoHandler.bodyLimit) {
      case .answer(let head, let body):
        requests.append(head)
        _ = conversation.answered(EchoHandler.answer(head, body: body), date: EchoHandler.date, into: &output)
      case .refuse(let response, _):
        _ = conversation.answered(response, date: EchoHandler.date, into: &output)
      case .expect(let head):
        if skipsBody(head) { conversation.skipBody() } else { conversation.invite(into: &output) }
      case .wait(let until):
        deadline = until
        return
      case .close:
        isClosed = true
      }
    }
  }

  /// Holds the conversation of a vector, its input cut before each of these positions.
  static func hold(_ vector: HTTPVector, cutAt cuts: [Int]) -> Talk {
    var talk = Talk()
    var start = 0
    for cut in cuts + [vector.input.count] {
      talk.send(vector.input[start..<cut])
      start = cut
    }
    switch vector.ending {
    case .listening: break
    case .halfClosed: talk.halfClose()
    case .silent: talk.keepSilent()
    }
    return talk
  }
}
