internal import Guard

/// Lets so many tests through at a time: all of them at once would be more connections than the server has.
final class Gate: Sendable {
  private let state: Guarded<(free: Int, waiting: [CheckedContinuation<Void, Never>])>

  init(places: Int) {
    state = Guarded((places, []))
  }

  func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if state.waiting.isEmpty {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
