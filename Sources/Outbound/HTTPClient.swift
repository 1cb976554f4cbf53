internal import CCurl
public import Reactor

/// Calls other servers over HTTP, on the blocking pool: bounded in time and size, certificates verified, redirects
/// followed under the same rules as the first address.
public struct HTTPClient: Sendable {
  /// How long and how much; the usual values suit an API that a page waits for.
  public struct Limits: Sendable {
    /// Looking up the name, connecting, TLS.
    public var connect = Duration.seconds(5)
    /// Everything, redirects included.
    public var whole = Duration.seconds(20)
    /// Bytes of one answer's body: a large calendar, far from what would hurt.
    public var longestAnswer = 16 << 20
    /// Moves to another address in one request.
    public var mostRedirects = 5

    public init() {}
  }

  private let pool: BlockingPool
  private let guardian: AddressGuard
  private let limits: Limits
  private let trust: Trust

  public init(
    pool: BlockingPool, guard guardian: AddressGuard = .publicOnly, limits: Limits = Limits(), trust: Trust = .system
  ) {
    self.pool = pool
    self.guardian = guardian
    self.limits = limits
    self.trust = trust
  }

  /// Throws `HTTPFailure`; `CancellationError` when the task is cancelled, which ends the transfer; `PoolFull`.
  public func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
    let stop = StopFlag()
    return try await withTaskCancellationHandler {
      try await pool.run { try follow(request, stop) }
    } onCancel: {
      stop.raise()
    }
  }

  private func follow(_ first: HTTPRequest, _ stop: StopFlag) throws -> HTTPAnswer {
    let end = ContinuousClock.now + limits.whole
    var request = first
    for _ in 0...limits.mostRedirects {
      let answer = try exchange(request, deadline: end - ContinuousClock.now, stop)
      guard let next = try Redirect.next(after: request, answer) else { return answer }
      request = next
    }
    throw HTTPFailure.tooManyRedirects
  }

  private func exchange(_ request: HTTPRequest, deadline: Duration, _ stop: StopFlag) throws -> HTTPAnswer {
    guard deadline > .zero else { throw HTTPFailure.timedOut }
    let transfer = Transfer(guards: [guardian], longestBody: limits.longestAnswer, stop: stop)
    transfer.set(CURLOPT_PROTOCOLS_STR, "http,https")
    transfer.set(CURLOPT_URL, request.address.text)
    transfer.setDeadlines(connect: min(limits.connect, deadline), whole: deadline)
    transfer.setTrust(trust)
    transfer.set(CURLOPT_HTTPHEADER, request.curlHeaders)
    transfer.set(CURLOPT_CUSTOMREQUEST, request.method.name)
    if request.method == .head { transfer.set(CURLOPT_NOBODY, 1) }
    let failure = if let body = request.body { transfer.run(body: body) } else { transfer.run() }
    if let failure {
      throw failure == .stopped ? CancellationError() : HTTPFailure(failure)
    }
    return HTTPAnswer(
      address: request.address, status: transfer.responseCode, headers: HTTPAnswer.headers(transfer.headerLines),
      body: transfer.body)
  }
}

/// Why there is no answer.
public enum HTTPFailure: Error, Hashable, Sendable {
  /// The guard lets nobody connect there; no address if it was none of the internet.
  case refused(IPAddress?, AddressRefusal)
  /// No such name, or nobody listens.
  case unreachable(String)
  /// The certificate or the TLS handshake is not in order.
  case untrusted(String)
  case timedOut
  /// The body, or the headers, are beyond the limit.
  case tooLarge
  case tooManyRedirects
  case badRedirect(RedirectRefusal)
  /// The connection broke off, or what came is not HTTP.
  case broken(String)

  init(_ failure: TransferFailure) {
    self =
      switch failure {
      case .timedOut, .stopped: .timedOut
      case .refused(let address, let reason): .refused(address, reason)
      case .unreachable(let text): .unreachable(text)
      case .untrusted(let text): .untrusted(text)
      case .tooLarge: .tooLarge
      case .loginDenied(let text), .hungUp(let text), .broken(let text): .broken(text)
      }
  }
}
