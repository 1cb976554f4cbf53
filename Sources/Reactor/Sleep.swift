extension EventLoop {
  /// Parks the task until `delay` has passed on the loop's clock; throws `CancellationError` as soon as the task is
  /// cancelled. From a task of this loop.
  public func sleep(for delay: Duration) async throws {
    preconditionCurrent()
    let nap = Nap()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
        nap.begin(on: self, delay, continuation)
      }
    } onCancel: {
      execute { nap.end(on: self, throwing: CancellationError()) }
    }
  }
}

/// One sleeping task; ends once, by its timer or by cancellation. `@unchecked Sendable` holds because both ends run on
/// the loop's thread.
private final class Nap: @unchecked Sendable {
  private var timer: TimerID?
  private var continuation: CheckedContinuation<Void, any Error>?

  func begin(on loop: EventLoop, _ delay: Duration, _ continuation: CheckedContinuation<Void, any Error>) {
    self.continuation = continuation
    timer = loop.schedule(after: delay) { self.finish(.success(())) }
  }

  func end(on loop: EventLoop, throwing error: any Error) {
    if let timer { loop.cancel(timer) }
    finish(.failure(error))
  }

  private func finish(_ result: Result<Void, any Error>) {
    continuation?.resume(with: result)
    continuation = nil
  }
}
