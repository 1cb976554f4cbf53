import Reactor
import TestSupport
import Testing

@Suite struct `sleeping on a loop` {
  @Test func `ends when the clock has moved far enough, not before`() async throws {
    let clock = ManualClock()
    let woken = try await withLoop(clock: clock) { loop in
      let asleep = Arrivals(1)
      let sleeper = Task(executorPreference: loop) {
        asleep.arrive()
        try await loop.sleep(for: .seconds(10))
        return clock.monotonic
      }
      await asleep.all()
      clock.advance(by: .seconds(9))
      try await turn(of: loop)
      clock.advance(by: .seconds(1))
      return try await sleeper.value - 1_000_000_000_000
    }
    #expect(woken == Duration.seconds(10).nanoseconds)
  }

  @Test func `ends at once when its task is cancelled, with the clock standing still`() async throws {
    let outcome = try await withLoop(clock: ManualClock()) { loop in
      let asleep = Arrivals(1)
      let sleeper = Task(executorPreference: loop) {
        asleep.arrive()
        try await loop.sleep(for: .seconds(3600))
      }
      await asleep.all()
      sleeper.cancel()
      return await sleeper.result
    }
    #expect(throws: CancellationError.self) { try outcome.get() }
  }

  @Test func `a task that was cancelled before doesn't begin to sleep`() async throws {
    let outcome = try await withLoop(clock: ManualClock()) { loop in
      let sleeper = Task(executorPreference: loop) {
        withUnsafeCurrentTask { $0?.cancel() }
        try await loop.sleep(for: .seconds(3600))
      }
      return await sleeper.result
    }
    #expect(throws: CancellationError.self) { try outcome.get() }
  }

  @Test func `ten thousand sleepers wake in the order of their deadlines`() async throws {
    let clock = ManualClock()
    let order = try await withLoop(clock: clock) { loop in
      var random = SplitMix(seed: 3)
      let delays = (1...10_000).shuffled(using: &random)
      let asleep = Arrivals(delays.count)
      return await withTaskGroup(of: Int.self) { tasks in
        for delay in delays {
          tasks.addTask(executorPreference: loop) {
            asleep.arrive()
            try? await loop.sleep(for: .milliseconds(delay))
            return delay
          }
        }
        await asleep.all()
        clock.advance(by: .seconds(20))
        var order: [Int] = []
        for await delay in tasks { order.append(delay) }
        return order
      }
    }
    #expect(order == Array(1...10_000))
  }
}

/// Lets a test wait until all its tasks have come as far as their sleep. `@unchecked Sendable` holds because all of
/// them run on one loop, which also means that who has arrived is asleep before anyone else runs on.
private final class Arrivals: @unchecked Sendable {
  private var missing: Int
  private var waiting: CheckedContinuation<Void, Never>?

  init(_ count: Int) { missing = count }

  func arrive() {
    missing -= 1
    if missing == 0 { waiting?.resume() }
  }

  func all() async {
    guard missing > 0 else { return }
    await withCheckedContinuation { waiting = $0 }
  }
}

/// Waits until the loop has looked at its timers once more.
private func turn(of loop: EventLoop) async throws {
  try await loop.sleep(for: .zero)
}
