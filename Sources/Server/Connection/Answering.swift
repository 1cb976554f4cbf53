internal import HTTP
internal import Log
internal import Reactor

/// From a request to the bytes of its answer.
extension Connection {
  func answer(_ head: RequestHead, _ body: [UInt8]) {
    var exchange = begun(head)
    if let response = worker.parts.assets?.answer(head) {
      exchange.route = .assets
      return write(response, exchange)
    }
    switch worker.parts.handler.answer(request(head, body, exchange)) {
    case .now(let response, let route):
      exchange.route = route
      finish(response, exchange)
    case .later(let route, let work):
      exchange.route = route
      makeLater(exchange, work)
    }
  }

  private func request(_ head: RequestHead, _ body: [UInt8], _ exchange: Exchange) -> Request {
    Request(head: head, body: body, peer: exchange.client, scheme: exchange.scheme, id: exchange.id)
  }

  /// Whether a request is answered alike whatever its body is: at such an address there is nothing, or nothing that takes
  /// one.
  func isDecided(_ head: RequestHead) -> Bool {
    if worker.parts.assets?.answer(head) != nil { return true }
    guard case .now(let response, _) = worker.parts.handler.answer(request(head, [], begun(head))) else { return false }
    return [.notFound, .methodNotAllowed, .permanentRedirect].contains(response.status)
  }

  /// What came was no request we take: its sender is answered as the handler likes, if it knows better than a sentence.
  func refuse(_ response: Response, _ glimpse: Glimpse) {
    let exchange = begun(nil)
    write(worker.parts.handler.answer(refusal: response.status, glimpse, exchange.id) ?? response, exchange)
  }

  /// The handler has had all the time there is.
  func answerTooLate() {
    guard let exchange else { return }
    task?.cancel()
    task = nil
    self.exchange = nil
    worker.parts.log.warning(
      "answer took too long", ["route": "\(exchange.route.name)", "id": "\(exchange.id)"])
    let told = exchange.head.flatMap {
      worker.parts.handler.answer(refusal: .serviceUnavailable, Glimpse($0), exchange.id)
    }
    var response = told ?? .text("This takes too long. Please try again.\n", status: .serviceUnavailable)
    response.headers.set(.connection, "close")
    write(response, exchange)
  }

  private func begun(_ head: RequestHead?) -> Exchange {
    exchangeCount += 1
    var exchange = Exchange(
      number: exchangeCount, head: head, scheme: worker.parts.configuration.tls == nil ? .http : .https,
      client: peer.text, id: head.flatMap { RequestIDs.given(in: $0.headers) } ?? worker.nextID(),
      startedAt: worker.loop.now, route: head == nil ? .refused : .other)
    if peer.isProxy, let head { exchange = throughProxy(exchange, head) }
    return exchange
  }

  private func throughProxy(_ exchange: Exchange, _ head: RequestHead) -> Exchange {
    let proxies = worker.parts.configuration.trustedProxies
    let client = proxies.client(of: head.headers, through: peer.address)
    return Exchange(
      number: exchange.number, head: head, scheme: proxies.scheme(of: head.headers) ?? exchange.scheme,
      client: client.description, id: exchange.id, startedAt: exchange.startedAt, route: exchange.route)
  }

  // MARK: Later

  private func makeLater(_ exchange: Exchange, _ work: @escaping @Sendable () async -> Response) {
    self.exchange = exchange
    exchangeDeadline = worker.loop.now + worker.parts.limits.answerTime
    let here = Confined(self, to: worker.loop)
    let number = exchange.number
    task = Task(executorPreference: worker.loop) {
      let response = await work()
      here.value.made(response, number)
    }
  }

  /// A task has come to its end; perhaps too late for anyone to care.
  private func made(_ response: Response, _ number: Int) {
    guard let exchange, exchange.number == number else { return }
    task = nil
    whenSent { connection in
      connection.exchange = nil
      connection.finish(response, exchange)
    }
  }

  // MARK: Finishing

  /// Weighs conditions and compresses, then writes.
  private func finish(_ response: Response, _ exchange: Exchange) {
    guard let head = exchange.head else { return write(response, exchange) }
    switch ContentCoding.prepare(response, for: head) {
    case .none(let response): write(response, exchange)
    case .compress(let response, let bytes):
      if bytes.count <= ContentCoding.longestOnLoop {
        write(ContentCoding.compressed(response, worker.gzip.compress(bytes)), exchange)
      } else if let pool = worker.parts.pool {
        compress(response, bytes, on: pool, exchange)
      } else {
        write(response, exchange)
      }
    }
  }

  private func compress(_ response: Response, _ bytes: [UInt8], on pool: BlockingPool, _ exchange: Exchange) {
    self.exchange = exchange
    exchangeDeadline = worker.loop.now + worker.parts.limits.answerTime
    let here = Confined(self, to: worker.loop)
    let number = exchange.number
    task = Task(executorPreference: worker.loop) {
      // A pool without room is no reason to let anyone wait: the page goes as it is.
      let smaller = try? await pool.run { Gzip(level: Gzip.quick).compress(bytes) }
      here.value.compressed(response, smaller, number)
    }
  }

  private func compressed(_ response: Response, _ smaller: [UInt8]?, _ number: Int) {
    guard let exchange, exchange.number == number else { return }
    task = nil
    whenSent { connection in
      connection.exchange = nil
      connection.write(smaller.map { ContentCoding.compressed(response, $0) } ?? response, exchange)
    }
  }

  /// Puts the answer into the output and tells of it.
  private func write(_ response: Response, _ exchange: Exchange) {
    var response = response
    let isSecure = worker.parts.configuration.sendsTransportSecurity ?? (exchange.scheme == .https)
    if isSecure { response.headers.set(.strictTransportSecurity, Connection.transportSecurity) }
    let before = worker.output.count
    let file = conversation.answered(response, id: exchange.id, date: worker.date, into: &worker.output)
    fileToSend = file
    let bytes = worker.output.count - before + Int(file?.count ?? 0)
    let took = worker.loop.clock.monotonic - exchange.startedAt
    worker.counters.answered(exchange.route, status: response.status.code, nanoseconds: took, bytes: bytes)
    worker.accessLog?.write(exchange, status: response.status.code, bytes: bytes, nanoseconds: took)
  }

  /// For a year, as browsers' lists ask; the host alone, since what else runs under its name is not ours to say.
  static let transportSecurity = "max-age=31536000"
}
