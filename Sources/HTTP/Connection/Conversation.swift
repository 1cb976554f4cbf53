/// One connection's life, from its first byte to its last, without a socket or a clock: what happens goes in by
/// `receive`, `peerClosed`, `answered` and `drain`; what is to be done about it comes out of `next`, to be asked again
/// after each.
public struct Conversation: Sendable {
  /// What the connection's owner is to do now.
  public enum Step: Sendable {
    /// Answer this whole request. The next one is not given before `answered`.
    case answer(RequestHead, body: [UInt8])
    /// Answer with this, by `answered`, as if a handler had: what came is no request we take. Then comes `close`. What
    /// could be read of it says how it would be answered best.
    case refuse(Response, Glimpse)
    /// The client waits for a word before it sends the body of this request: `invite` it or `skipBody`, then ask again.
    case expect(RequestHead)
    /// Wait for bytes or an answer, until this monotonic time at most.
    case wait(until: Int64)
    /// Close, once all that was to be sent is sent; `lingers` says how.
    case close
  }

  private let limits: Limits
  private let parser: HeadParser
  private var input = InputBuffer()
  private var phase = Phase.idle
  /// Of the present phase; nil until `next` tells the time.
  private var deadline: Int64?
  private var peerHasClosed = false
  private var isDraining = false

  private enum Phase: Sendable {
    /// Between requests. Becomes `head` with the first byte, or `closed`.
    case idle
    /// In a request's head. Becomes `body`, `answering` or `answering` a refusal.
    case head(SectionScan)
    /// In a request's body. Becomes `unread`, `answering` or `answering` a refusal.
    case body(BodyReader)
    /// A request is answered whose body nobody asked for. Becomes `answering`.
    case unread(ParsedHead)
    /// A request or a refusal is out. Becomes `idle` or `closed`.
    case answering(Exchange)
    /// Nothing more is read or said.
    case closed(byClient: Bool)
  }

  /// What the answer to a request needs to know of it.
  private struct Exchange: Sendable {
    var isHead: Bool
    var version: Version
    var isPersistent: Bool
    /// The client may still be sending what nobody will read.
    var isUnread: Bool
  }

  public init(limits: Limits = Limits(), scheme: Scheme, now: Int64) {
    self.limits = limits
    parser = HeadParser(scheme: scheme)
    deadline = now + limits.idleTime
  }

  // MARK: What happens

  /// Takes what the socket gave.
  public mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    if case .closed = phase { return }
    input.append(bytes)
  }

  /// The client will send nothing more; it may still be reading.
  public mutating func peerClosed() {
    peerHasClosed = true
  }

  /// Finishes the request that is being read or answered, then closes.
  public mutating func drain() {
    isDraining = true
  }

  /// Whether the client has begun a request that is not answered yet.
  public var isMidRequest: Bool {
    if case .idle = phase { !input.isEmpty } else { true }
  }

  /// False while enough is read ahead: leave the rest in the socket, so that the client has to wait.
  public var wantsMore: Bool {
    switch phase {
    case .idle, .head, .body: !peerHasClosed
    case .unread, .answering: !peerHasClosed && input.count < limits.pipelined
    case .closed: false
    }
  }

  /// After `close`: whether the client may still be sending, so that the socket is to be shut for writing and read
  /// dry for `Limits.lingerTime` before it is closed (RFC 9112 9.6).
  public var lingers: Bool {
    if case .closed(let byClient) = phase { return !byClient && !peerHasClosed }
    return false
  }

  // MARK: What to do

  /// What is to be done at this monotonic time. `bodyLimit` says how many bytes of body a request may bring.
  public mutating func next(now: Int64, bodyLimit: (RequestHead) -> Int) -> Step {
    do throws(Refusal) {
      switch phase {
      case .idle: return try idle(now, bodyLimit)
      case .head(let scan): return try readHead(scan, now, bodyLimit)
      case .body: return try readBody(now)
      case .unread(let parsed): return answer(parsed, body: [], isUnread: true)
      case .answering: return .wait(until: .max)
      case .closed: return .close
      }
    } catch {
      // Only a head that is not whole gets here.
      return refuse(error, isHead: input.startsWithHEAD, input.withBytes { Glimpse(of: $0) })
    }
  }

  private mutating func idle(_ now: Int64, _ bodyLimit: (RequestHead) -> Int) throws(Refusal) -> Step {
    let hasLineBreakPending = skipLineBreaks()
    if input.isEmpty || hasLineBreakPending {
      let deadline = deadline ?? now + limits.idleTime
      self.deadline = deadline
      if !peerHasClosed, !isDraining, now < deadline { return .wait(until: deadline) }
      phase = .closed(byClient: true)
      return .close
    }
    deadline = now + limits.headTime
    return try readHead(SectionScan(hasRequestLine: true), now, bodyLimit)
  }

  /// Skips empty lines before a request: some clients send one after a body (RFC 9112 2.2). Returns whether half of
  /// one is left.
  private mutating func skipLineBreaks() -> Bool {
    while input.first == Byte.carriageReturn {
      guard let second = input.second else { return true }
      guard second == Byte.lineFeed else { return false }
      input.drop(2)
    }
    return false
  }

  private mutating func readHead(
    _ scan: SectionScan, _ now: Int64, _ bodyLimit: (RequestHead) -> Int
  ) throws(Refusal) -> Step {
    var scan = scan
    let end = try input.withBytes { bytes throws(Refusal) in try scan.end(in: bytes, limits) }
    guard let end else {
      phase = .head(scan)
      return try waitForMore(now, until: deadline ?? now, orElse: .headTooSlow)
    }
    let isHEAD = input.startsWithHEAD
    let bytes = input.take(end)
    let parsed: ParsedHead
    do throws(Refusal) {
      parsed = try parser.parse(bytes)
    } catch {
      return refuse(error, isHead: isHEAD, bytes.withUnsafeBufferPointer { Glimpse(of: $0) })
    }
    if parsed.framing == .none { return answer(parsed, body: []) }
    let reader = BodyReader(parsed, limit: bodyLimit(parsed.head), startedAt: now)
    if parsed.framing.exceeds(reader.limit) { return refuse(.bodyTooLong, of: parsed) }
    phase = .body(reader)
    if parsed.expectsContinue, input.isEmpty { return .expect(parsed.head) }
    return try readBody(now)
  }

  private mutating func readBody(_ now: Int64) throws(Refusal) -> Step {
    guard case .body(var reader) = phase else { preconditionFailure("there is a body to read") }
    phase = .idle  // lets go of the reader's bytes, so that adding to them copies nothing
    let body: [UInt8]?
    do throws(Refusal) {
      body = try reader.read(&input, limits)
      if body == nil {
        phase = .body(reader)
        return try waitForMore(now, until: reader.deadline(limits), orElse: .bodyTooSlow)
      }
    } catch {
      return refuse(error, of: reader.parsed)
    }
    return answer(reader.parsed, body: body ?? [])
  }

  private func waitForMore(_ now: Int64, until deadline: Int64, orElse tooSlow: Refusal) throws(Refusal) -> Step {
    if peerHasClosed { throw .cutShort }
    if now >= deadline { throw tooSlow }
    return .wait(until: deadline)
  }

  private mutating func answer(_ parsed: ParsedHead, body: [UInt8], isUnread: Bool = false) -> Step {
    phase = .answering(
      Exchange(
        isHead: parsed.isHead, version: parsed.head.version, isPersistent: parsed.isPersistent && !isUnread,
        isUnread: isUnread))
    return .answer(parsed.head, body: body)
  }

  private mutating func refuse(_ refusal: Refusal, of parsed: ParsedHead) -> Step {
    refuse(refusal, isHead: parsed.isHead, Glimpse(parsed.head))
  }

  private mutating func refuse(_ refusal: Refusal, isHead: Bool, _ glimpse: Glimpse) -> Step {
    phase = .answering(Exchange(isHead: isHead, version: .http11, isPersistent: false, isUnread: true))
    input.removeAll()
    return .refuse(refusal.response, glimpse)
  }

  // MARK: Expecting

  /// Writes the word that the client waits for before it sends its body.
  public mutating func invite(into output: inout [UInt8]) {
    output += Conversation.continueLine
  }

  /// Gives the request to be answered without its body, as the last one: whether a client that was not invited sends the
  /// body all the same is not to be known (RFC 9110 10.1.1).
  public mutating func skipBody() {
    guard case .body(let reader) = phase else { preconditionFailure("there is a body to skip") }
    phase = .unread(reader.parsed)
  }

  // MARK: Answering

  /// Writes the answer to the request or refusal that is out: its head, and its body unless that is a file, which is
  /// returned for the caller to send after `output`. Then `next` goes on. With an `id` the answer names it, at less
  /// than it costs to put it among the response's own headers.
  public mutating func answered(
    _ response: Response, id: RequestID? = nil, date: HTTPDate, into output: inout [UInt8]
  ) -> File? {
    guard case .answering(let exchange) = phase else {
      preconditionFailure("there is an answer, but no request that waits for one")
    }
    let headers = response.headers
    let asksToClose = headers.mayFrame && headers.bytes(.connection)?.equalsIgnoringCase("close") ?? false
    let isPersistent = exchange.isPersistent && !isDraining && !asksToClose
    let writer = ResponseWriter(
      id: id, date: date, omitsBody: exchange.isHead,
      connection: ResponseWriter.connection(exchange.version, isPersistent))
    let file = writer.write(response, to: &output)
    deadline = nil
    if isPersistent {
      phase = .idle
    } else {
      phase = .closed(byClient: !exchange.isUnread && !exchange.isPersistent && input.isEmpty)
      input.removeAll()
    }
    return file
  }

  private static let continueLine = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
}
