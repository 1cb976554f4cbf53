internal import Guard
internal import Reactor

/// Tells a job of this process that there is something to do, so that a letter leaves at once and not when its time
/// comes round. To ring costs next to nothing; to ring again before anybody came, nothing.
public final class Bell: Sendable {
  private struct State {
    var isRung = false
    var nap: Task<Void, Never>?
  }

  private let state = Guarded(State())

  public init() {}

  /// From any thread.
  public func ring() {
    let nap = state.withLock { state -> Task<Void, Never>? in
      if state.isRung { return nil }
      state.isRung = true
      return state.nap
    }
    nap?.cancel()
  }

  /// Waits until the time has passed or the bell rings; true if it rang.
  func wait(for pause: Duration, on loop: EventLoop) async -> Bool {
    let nap = Task(executorPreference: loop) { _ = try? await loop.sleep(for: pause) }
    let isRung = state.withLock { state in
      state.nap = nap
      return state.isRung
    }
    if isRung { nap.cancel() }
    await withTaskCancellationHandler {
      await nap.value
    } onCancel: {
      nap.cancel()
    }
    return state.withLock { state in
      defer { state = State() }
      return state.isRung
    }
  }
}
