internal import CCurl
public import Reactor

/// Hands finished letters to a mail server, on the blocking pool.
public struct SMTPClient: Sendable {
  /// How long delivering a letter may take.
  public struct Limits: Sendable {
    /// Looking up the name, connecting, TLS.
    public var connect = Duration.seconds(10)
    /// One reply: filters may look at a letter for a while before the server answers for it.
    public var reply = Duration.seconds(30)
    public var whole = Duration.seconds(90)

    public init() {}
  }

  private let pool: BlockingPool
  private let server: SMTPServer
  private let guards: [AddressGuard]
  private let limits: Limits
  private let trust: Trust
  private let greeting: String

  /// `greeting` is the name we greet the server with: that of our own machine, as others know it.
  public init(
    pool: BlockingPool, server: SMTPServer, greeting: String = "localhost", guard guardian: AddressGuard = .anywhere,
    limits: Limits = Limits(), trust: Trust = .system
  ) {
    self.pool = pool
    self.server = server
    self.greeting = greeting.utf8.allSatisfy(Self.isHostByte) && !greeting.isEmpty ? greeting : "localhost"
    self.limits = limits
    self.trust = trust
    guards = server.security == .plainOnLoopback ? [guardian, .loopbackOnly] : [guardian]
  }

  /// Throws `CancellationError` when the task is cancelled, which ends the transfer, unless all was sent already; and
  /// `PoolFull`.
  public func send(_ letter: SMTPLetter) async throws -> SMTPOutcome {
    let stop = StopFlag()
    return try await withTaskCancellationHandler {
      try await pool.run { try handOver(letter, stop) }
    } onCancel: {
      stop.raise()
    }
  }

  /// Connects and logs in as for a letter, and hands over none.
  public func knock() async throws -> SMTPOutcome {
    let stop = StopFlag()
    return try await withTaskCancellationHandler {
      try await pool.run {
        let transfer = greeted(stop)
        transfer.set(CURLOPT_CUSTOMREQUEST, "NOOP")
        transfer.set(CURLOPT_NOBODY, 1)
        return try run(transfer)
      }
    } onCancel: {
      stop.raise()
    }
  }

  private func handOver(_ letter: SMTPLetter, _ stop: StopFlag) throws(CancellationError) -> SMTPOutcome {
    let transfer = greeted(stop)
    transfer.set(CURLOPT_MAIL_FROM, "<\(letter.from)>")
    transfer.set(CURLOPT_MAIL_RCPT, letter.to.map { "<\($0)>" })
    transfer.setUpload(letter.message)
    return try run(transfer)
  }

  /// All that comes before a letter.
  private func greeted(_ stop: StopFlag) -> Transfer {
    let transfer = Transfer(guards: guards, longestBody: 0, stop: stop)
    transfer.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    transfer.set(CURLOPT_URL, "\(server.address)/\(greeting)")
    transfer.set(
      CURLOPT_USE_SSL, Int((server.security == .plainOnLoopback ? CURLUSESSL_NONE : CURLUSESSL_ALL).rawValue))
    if let login = server.login {
      transfer.set(CURLOPT_USERNAME, login.user)
      transfer.set(CURLOPT_PASSWORD, login.password)
      // TLS hides the password; the older ways of hiding it make the server keep it in clear.
      transfer.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
    }
    transfer.setDeadlines(connect: limits.connect, whole: limits.whole, reply: limits.reply)
    transfer.setTrust(trust)
    return transfer
  }

  private func run(_ transfer: Transfer) throws(CancellationError) -> SMTPOutcome {
    let failure = transfer.run()
    let reply = SMTPReply(code: transfer.responseCode, lines: transfer.headerLines)
    return try outcome(failure, reply, afterAll: transfer.hasSentAll)
  }

  private func outcome(
    _ failure: TransferFailure?, _ reply: SMTPReply, afterAll: Bool
  ) throws(CancellationError) -> SMTPOutcome {
    switch failure {
    case nil: return .accepted(reply)
    case .stopped where afterAll, .timedOut where afterAll, .hungUp where afterAll: return .unanswered
    case .stopped: throw CancellationError()
    case .timedOut: return .timedOut
    case .refused(let address, let reason): return .addressRefused(address, reason)
    case .unreachable(let text), .hungUp(let text): return .unreachable(text)
    case .untrusted(let text): return .untrusted(text)
    case .loginDenied: return .loginRefused(reply)
    case .tooLarge: return .unreachable("the server talks without end")
    case .broken(let text):
      switch reply.code {
      case 400...499: return .refusedForNow(reply)
      case 500...599: return .refused(reply)
      default: return afterAll ? .unanswered : .unreachable(text)
      }
    }
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
