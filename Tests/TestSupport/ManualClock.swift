internal import Guard
public import Reactor

/// Time that stands still until a test moves it. Starts at Friday 20 November 2026, 09:00 UTC.
public final class ManualClock: Clock {
  private let state: Guarded<(monotonic: Int64, wall: Int64, loops: [Driven])>

  /// Not kept: the loop keeps its clock already.
  private struct Driven {
    weak var loop: EventLoop?
  }

  public init(wall: Int64 = 1_795_165_200_000_000) {
    state = Guarded((1_000_000_000_000, wall, []))
  }

  public var monotonic: Int64 { state.withLock { $0.monotonic } }
  public var wall: Int64 { state.withLock { $0.wall } }

  /// Loops to wake when time moves, so that they meet their timers.
  public func drive(_ loops: [EventLoop]) {
    state.withLock { $0.loops += loops.map { Driven(loop: $0) } }
  }

  public func advance(by duration: Duration) {
    let loops = state.withLock { state in
      state.monotonic += duration.nanoseconds
      state.wall += duration.nanoseconds / 1000
      return state.loops.compactMap(\.loop)
    }
    for loop in loops { loop.wake() }
  }
}
