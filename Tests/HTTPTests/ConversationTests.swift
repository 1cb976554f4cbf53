import HTTP
import TestSupport
import Testing

/// A connection's life where it depends on time, on its owner or on more than a few bytes.
struct ConversationTests {
  private let second: Int64 = 1_000_000_000
  private let whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  // MARK: Time

  @Test func `a connection without a request is closed after the idle time and not before`() {
    var talk = Talk()
    talk.wait(60 * second - 1)
    #expect(!talk.isClosed)
    talk.wait(1)
    #expect(talk.isClosed && talk.output.isEmpty && !talk.lingers)
  }

  @Test func `the idle time starts anew with each answer`() {
    var talk = Talk()
    talk.wait(50 * second)
    talk.send(whole)
    talk.wait(50 * second)
    #expect(!talk.isClosed)
    talk.wait(10 * second)
    #expect(talk.isClosed)
  }

  @Test func `a head has ten seconds from its first byte, however it drips`() {
    var talk = Talk()
    talk.wait(50 * second)
    for character in "GET / HTT".utf8 {
      talk.send(CollectionOfOne(character))
      talk.wait(second)
    }
    #expect(talk.output.isEmpty)
    talk.send("P")
    talk.wait(second)
    #expect(talk.text.hasPrefix("HTTP/1.1 408") && talk.isClosed && talk.lingers)
  }

  @Test func `what is whole is answered, even if late`() {
    var talk = Talk()
    talk.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n")
    talk.wait(30 * second - 1)
    talk.send("hi")
    #expect(talk.text.hasSuffix("with hi"))
  }

  @Test func `a body buys time by arriving`() {
    var limits = Limits()
    limits.bodyTime = 10 * second
    limits.bodyRate = 1
    var talk = Talk(limits: limits)
    talk.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n0123456789")
    talk.wait(20 * second - 1)
    #expect(talk.output.isEmpty)
    talk.send("0")
    talk.wait(second)
    #expect(talk.output.isEmpty)
    talk.wait(second)
    #expect(talk.text.hasPrefix("HTTP/1.1 408"))
  }

  @Test func `chunks buy time too`() {
    var limits = Limits()
    limits.bodyTime = 10 * second
    limits.bodyRate = 1
    var talk = Talk(limits: limits)
    talk.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    talk.wait(20 * second - 1)
    #expect(talk.output.isEmpty)
    talk.wait(second)
    #expect(talk.text.hasPrefix("HTTP/1.1 408"))
  }

  // MARK: Draining

  @Test func `an idle connection is closed at once when its owner drains`() {
    var talk = Talk()
    talk.send(whole)
    talk.drain()
    #expect(talk.isClosed)
  }

  @Test func `a head that is on its way is still answered, as the last`() {
    var talk = Talk()
    talk.send("GET / HTTP/1.1\r\n")
    talk.drain()
    #expect(!talk.isClosed)
    talk.send("Host: a\r\n\r\n" + whole)
    #expect(talk.requests.count == 1)
    #expect(talk.text.contains("Connection: close\r\n") && talk.isClosed && talk.lingers)
  }

  @Test func `a body that is on its way is still answered, as the last`() {
    var talk = Talk()
    talk.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh")
    talk.drain()
    talk.send("i")
    #expect(talk.text.contains("Connection: close\r\n") && talk.text.hasSuffix("with hi") && talk.isClosed)
  }

  @Test func `an answer that is being made is the last`() {
    var conversation = Conversation(scheme: .http, now: 0)
    conversation.hear(whole + whole)
    #expect(conversation.does() == .answer)
    conversation.drain()
    #expect(conversation.does() == .wait)
    #expect(conversation.answer(.text("x")).contains("Connection: close\r\n"))
    #expect(conversation.does() == .close)
    #expect(conversation.lingers)
  }

  // MARK: Expecting

  private let expecting = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"

  @Test func `a request whose body is not wanted is answered without it, as the last`() {
    var talk = Talk(skipsBody: { $0.target.path == "/a" })
    talk.send(expecting)
    #expect(talk.text.hasPrefix("HTTP/1.1 200 OK\r\n") && talk.text.hasSuffix("POST /a to a"))
    #expect(talk.text.contains("Connection: close\r\n") && talk.isClosed)
    #expect(talk.lingers, "the client may be sending its body")
    talk.send("hi" + whole)
    #expect(talk.requests.count == 1, "what comes behind is no request")
  }

  @Test func `nobody is asked about a body that is there, or that nothing is expected of`() {
    var talk = Talk(skipsBody: { _ in true })
    talk.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n")
    talk.send("hi")
    talk.send(expecting + "ho")
    #expect(talk.text.contains("with hi") && talk.text.hasSuffix("with ho") && !talk.isClosed)
  }

  // MARK: Order and back-pressure

  @Test func `the next request is not given before the answer`() {
    var conversation = Conversation(scheme: .http, now: 0)
    conversation.hear(whole + whole)
    #expect(conversation.does() == .answer)
    #expect(conversation.does() == .wait)
    #expect(conversation.does() == .wait)
    _ = conversation.answer(.text("x"))
    #expect(conversation.does() == .answer)
  }

  @Test func `while an answer is made, no more is read ahead than the limit says`() {
    var limits = Limits()
    limits.pipelined = 100
    var conversation = Conversation(limits: limits, scheme: .http, now: 0)
    conversation.hear(whole)
    #expect(conversation.wantsMore)
    #expect(conversation.does() == .answer)
    conversation.hear(String(repeating: "x", count: 99))
    #expect(conversation.wantsMore)
    conversation.hear("x")
    #expect(!conversation.wantsMore)
    _ = conversation.answer(.text("x"))
    #expect(conversation.wantsMore)
  }

  @Test func `nothing is wanted from a client that has closed its side`() {
    var conversation = Conversation(scheme: .http, now: 0)
    conversation.hear(whole)
    conversation.peerClosed()
    #expect(!conversation.wantsMore)
    #expect(conversation.does() == .answer)
    _ = conversation.answer(.text("x"))
    #expect(conversation.does() == .close)
    #expect(!conversation.lingers)
  }

  @Test func `the client's own close needs no lingering, ours does`() {
    var closing = Talk()
    closing.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(closing.isClosed && !closing.lingers)
    var talking = Talk()
    talking.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + whole)
    #expect(talking.isClosed && talking.lingers)
    var refused = Talk()
    refused.send("nonsense\r\n\r\n")
    #expect(refused.isClosed && refused.lingers)
    var closed = Talk()
    closed.send("GET /close HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(closed.isClosed && closed.lingers)
  }

  @Test func `what comes after the end is not kept`() {
    var conversation = Conversation(scheme: .http, now: 0)
    conversation.hear("nonsense\r\n\r\n")
    #expect(conversation.does() == .refuse)
    _ = conversation.answer(.text("x"))
    conversation.hear(whole)
    #expect(!conversation.wantsMore)
    #expect(conversation.does() == .close)
  }

  @Test func `a body may be as long as its handler lets it`() {
    var conversation = Conversation(scheme: .http, now: 0)
    let body = [UInt8](repeating: 0x78, count: 1_000_000)
    conversation.hear("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
    for start in stride(from: 0, to: body.count, by: 10_000) {
      #expect(conversation.does(bodyLimit: 1_000_000) == .wait)
      body[start..<start + 10_000].withUnsafeBytes { conversation.receive($0) }
    }
    guard case .answer(_, let received) = conversation.next(now: 0, bodyLimit: { _ in 0 }) else {
      Issue.record("the body is whole")
      return
    }
    #expect(received == body)
  }

  @Test func `an absolute target gives an HTTP 1.0 request its host`() {
    var talk = Talk()
    talk.send("GET http://example.com/x HTTP/1.0\r\n\r\n")
    #expect(talk.requests.first?.host == "example.com")
  }
}

extension Conversation {
  fileprivate mutating func hear(_ text: String) {
    Array(text.utf8).withUnsafeBytes { receive($0) }
  }

  fileprivate enum Deed { case answer, refuse, expect, wait, close }

  /// Takes the next step and says of which kind it was.
  fileprivate mutating func does(bodyLimit: Int = 100) -> Deed {
    switch next(now: 0, bodyLimit: { _ in bodyLimit }) {
    case .answer: .answer
    case .refuse: .refuse
    case .expect: .expect
    case .wait: .wait
    case .close: .close
    }
  }

  fileprivate mutating func answer(_ response: Response) -> String {
    var output: [UInt8] = []
    _ = answered(response, date: EchoHandler.date, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
