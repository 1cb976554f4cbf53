internal import HTTP
internal import Log
internal import Operations
internal import Server
internal import Store

/// What the desks behind all pages share: saying politely that something failed, and telling who asks.
protocol PageDesk: AnyObject, Sendable {
  /// What the log says of an error that nobody could cause.
  static var failed: StaticString { get }
  var failures: FailurePages { get }
  var log: Log { get }
}

extension PageDesk {
  /// Runs the work when it must wait for something, and says so politely when that fails.
  func later(_ request: Request, _ work: @escaping @Sendable () async throws -> Response) -> Answer {
    .later { [self] in
      do {
        return try await work()
      } catch {
        return failure(self.failure(of: error, request), request)
      }
    }
  }

  /// What is said of an error. One that nobody could cause is written down.
  func failure(of error: any Error, _ request: Request) -> Failure {
    if error is Trouble { return .unavailable }
    log.error(Self.failed, ["request": .string(request.id.description), "error": .error(error)])
    return .broken
  }

  /// `wait`: seconds until it may be tried again, where that is known.
  func failure(_ failure: Failure, _ request: Request, wait: Int? = nil) -> Response {
    failures.answer(failure, to: request, wait: wait)
  }

  /// From where something is asked, for the audit log.
  func caller(_ request: Request) -> Caller {
    Caller(address: request.peer, userAgent: request.headers[.userAgent] ?? "")
  }
}
