internal import Guard
internal import Postgres

/// One owner's book on its way from the database. Who asks for it meanwhile waits for this one.
final class Flight: Sendable {
  let owner: UserID

  /// What it brings is not older than this (monotonic nanoseconds).
  let startedAt: Int64

  private let state = Guarded(State.underway([]))

  private enum State {
    case underway([CheckedContinuation<Landing, Never>])
    case landed(Landing)
  }

  enum Landing: Sendable {
    case found(OwnerBook?, at: Int64)
    case failed(DatabaseError)
    /// It was given up; everybody is to try for themselves.
    case nothing
  }

  init(_ owner: UserID, at startedAt: Int64) {
    self.owner = owner
    self.startedAt = startedAt
  }

  func wait() async -> Landing {
    await withCheckedContinuation { continuation in
      let landing = state.withLock { state -> Landing? in
        switch state {
        case .underway(let waiting):
          state = .underway(waiting + [continuation])
          return nil
        case .landed(let landing): return landing
        }
      }
      if let landing { continuation.resume(returning: landing) }
    }
  }

  func land(_ landing: Landing) {
    let waiting = state.withLock { state in
      guard case .underway(let waiting) = state else { return [CheckedContinuation<Landing, Never>]() }
      state = .landed(landing)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: landing) }
  }
}
