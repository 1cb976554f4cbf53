internal import Reactor

extension Office {
  /// Does the work and answers at the end of a fixed time after it was begun, or of as many as it took: how long an
  /// answer takes tells nothing of what was found on the way.
  func atAnEvenPace<Outcome>(_ work: () async throws -> Outcome) async throws -> Outcome {
    let start = clock.monotonic
    let outcome = try await minding(work)
    guard accounts.pace > .zero, let loop = EventLoop.current else { return outcome }
    let pace = accounts.pace.wholeNanoseconds
    let spent = (clock.monotonic - start) % pace
    try await loop.sleep(for: .nanoseconds(pace - spent))
    return outcome
  }
}

extension Duration {
  fileprivate var wholeNanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
