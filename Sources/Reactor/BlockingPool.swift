internal import Glibc
internal import Guard

/// The pool had no room: so much blocking work waits already that more would only wait longer.
public struct PoolFull: Error, Equatable {
  public init() {}
}

/// Threads for work that blocks (hashing, disk, name look-ups, libcurl), so that no event loop ever does. What waits
/// is bounded; what is done comes back to the task's own loop.
public final class BlockingPool: Sendable {
  private let state: Guarded<State>
  private let ready: Signal
  private let threads: Guarded<[Thread]>
  private let queueLimit: Int

  private struct State {
    var waiting: [(number: Int, item: any PoolItem)] = []
    var nextNumber = 0
    var isStopped = false
  }

  /// `queueLimit` is how many pieces of work may wait for a thread before more are refused.
  public init(threads count: Int, queueLimit: Int = 256) throws(SystemError) {
    self.queueLimit = queueLimit
    state = Guarded(State())
    ready = Signal()
    threads = Guarded([])
    for number in 0..<max(1, count) {
      let thread = try Thread(named: "pool-\(number)") { [self] in serve() }
      threads.withLock { $0.append(thread) }
    }
  }

  /// Does `work` on a thread of the pool. Work that is still waiting when its task is cancelled is dropped and throws
  /// `CancellationError`; work that runs is waited for.
  public func run<Success: Sendable>(_ work: @escaping @Sendable () throws -> Success) async throws -> Success {
    let number = state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let item = Item(work: work, continuation: continuation)
        if let refusal = add(number, item) { item.fail(refusal) }
      }
    } onCancel: {
      drop(number)
    }
  }

  /// Lets what runs finish, refuses what waits, ends the threads. Not from one of them.
  public func stop() {
    let dropped = state.withLock { state in
      state.isStopped = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for (_, item) in dropped { item.fail(CancellationError()) }
    ready.releaseAll()
    let running = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in running { thread.join() }
  }

  private func add(_ number: Int, _ item: any PoolItem) -> (any Error)? {
    let refusal: (any Error)? = state.withLock { state in
      // Asked under the lock: a cancellation that comes after finds the work in the queue and drops it.
      if state.isStopped || Task.isCancelled { return CancellationError() }
      if state.waiting.count >= queueLimit { return PoolFull() }
      state.waiting.append((number, item))
      return nil
    }
    if refusal == nil { ready.release() }
    return refusal
  }

  private func drop(_ number: Int) {
    let dropped = state.withLock { state -> (any PoolItem)? in
      guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiting.remove(at: index).item
    }
    dropped?.fail(CancellationError())
  }

  private func serve() {
    while true {
      ready.acquire()
      let (item, isStopped) = state.withLock { state -> ((any PoolItem)?, Bool) in
        (state.waiting.isEmpty ? nil : state.waiting.removeFirst().item, state.isStopped)
      }
      // A signal with nothing behind it belonged to work that was dropped meanwhile.
      item?.run()
      if item == nil && isStopped { return }
    }
  }
}

/// Work in the pool's queue, whatever it gives.
private protocol PoolItem: Sendable {
  func run()
  func fail(_ error: any Error)
}

private struct Item<Success: Sendable>: PoolItem {
  let work: @Sendable () throws -> Success
  let continuation: CheckedContinuation<Success, any Error>

  func run() { continuation.resume(with: Result { try work() }) }
  func fail(_ error: any Error) { continuation.resume(throwing: error) }
}
