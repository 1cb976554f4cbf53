internal import HTTP
internal import Reactor

/// Reading requests and sending answers, for as long as both go on.
extension Connection {
  /// Read in one turn, in buffers; then others get theirs.
  static let readsPerTurn = 4
  /// Answers are gathered up to this many bytes before they are sent.
  private static let outputPiece = 64 * 1024
  /// Such pieces sent in one turn: who asks for much at once waits between them, as everybody else then does not.
  private static let piecesPerTurn = 2

  func talk() {
    var reads = 0
    var pieces = 0
    while phase == .talking {
      if !outbox.isEmpty, !flush() { return }
      writeHeldAnswer()
      let outcome = takeSteps()
      guard sendOutput() else { return }
      switch outcome {
      case .more:
        pieces += 1
        if pieces == Connection.piecesPerTurn { return goOnNextTurn() }
        continue
      case .ended: return end()
      case .waiting: break
      }
      noticeEnd()
      guard mayRead, conversation.wantsMore else { return }
      if reads == Connection.readsPerTurn { return goOnNextTurn() }
      reads += 1
      read()
    }
  }

  /// Goes on with `write` as soon as everything before it is sent.
  func whenSent(_ write: @escaping (Connection) -> Void) {
    afterSending = write
    go()
  }

  private func writeHeldAnswer() {
    guard let write = afterSending else { return }
    afterSending = nil
    write(self)
  }

  private func bodyLimit(for head: RequestHead) -> Int {
    worker.parts.handler.bodyLimit(for: head)
  }

  private enum Steps {
    /// The output is to be sent before anything else.
    case more
    case waiting
    case ended
  }

  private func takeSteps() -> Steps {
    while fileToSend == nil, worker.output.count < Connection.outputPiece {
      switch conversation.next(now: worker.loop.now, bodyLimit: bodyLimit) {
      case .answer(let head, let body): answer(head, body)
      case .refuse(let response, let glimpse): refuse(response, glimpse)
      case .expect(let head):
        if isDecided(head) { conversation.skipBody() } else { conversation.invite(into: &worker.output) }
      case .wait(let deadline):
        waitDeadline = deadline
        return .waiting
      case .close: return .ended
      }
    }
    return .more
  }

  private func read() {
    let buffer = UnsafeMutableRawBufferPointer(rebasing: worker.input[...])
    switch transport.read(into: buffer) {
    case .bytes(let count):
      // A plain socket that fills no buffer is empty, and its next bytes come with a new edge; only an end that the
      // kernel has told of already would not.
      if transport.tls == nil, count < buffer.count, !endIsComing { mayRead = false }
      worker.counters.received(count)
      conversation.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    case .empty: mayRead = false
    case .end:
      mayRead = false
      endIsComing = true
      conversation.peerClosed()
    case .failed: close()
    }
  }

  /// An answer that is being made for a client that has ended its side gets a little time only.
  private func noticeEnd() {
    guard endIsComing, exchange != nil else { return }
    exchangeDeadline = min(exchangeDeadline, worker.loop.now + worker.parts.limits.vanishedTime)
  }

  // MARK: Sending

  /// Sends what the worker's output holds; returns false when something stays behind or the connection is gone.
  private func sendOutput() -> Bool {
    let file = fileToSend
    guard !worker.output.isEmpty || file != nil else { return true }
    fileToSend = nil
    let progress = outbox.send(worker.output, then: file, through: transport, by: worker.input)
    worker.emptyOutput()
    sendingSince = worker.loop.now
    return isDone(progress)
  }

  private func flush() -> Bool {
    isDone(outbox.flush(through: transport, by: worker.input))
  }

  private func isDone(_ progress: Outbox.Progress) -> Bool {
    switch progress {
    case .done: return true
    case .blocked: return false
    case .paused:
      goOnNextTurn()
      return false
    case .failed:
      close()
      return false
    }
  }
}
