import Glibc
import Reactor
import TestSupport
import Testing

@Suite struct `the pool for blocking work` {
  @Test func `gives back what the work gave`() async throws {
    let pool = try BlockingPool(threads: 2)
    defer { pool.stop() }
    let values = try await withThrowingTaskGroup(of: Int.self) { tasks in
      for number in 0..<100 { tasks.addTask { try await pool.run { number * number } } }
      return try await tasks.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(values == Set((0..<100).map { $0 * $0 }))
  }

  @Test func `passes on the error the work threw`() async throws {
    let pool = try BlockingPool(threads: 1)
    defer { pool.stop() }
    await #expect(throws: SystemError(call: "open", code: ENOENT)) {
      try await pool.run { throw SystemError(call: "open", code: ENOENT) }
    }
  }

  @Test func `refuses work when as much waits as may wait`() async throws {
    let pool = try BlockingPool(threads: 1, queueLimit: 1)
    let gate = Gate()
    let running = Task { try await pool.run { gate.enterAndWait() } }
    try await gate.waitUntilEntered()
    let waiting = Task { try await pool.run {} }
    // The queue has one place: of the waiting piece and ours, one is refused, whichever comes second.
    let mine = await Task { try await pool.run {} }.result
    gate.open()
    let refused = [mine, await waiting.result].filter { result in
      if case .failure(let error) = result { error is PoolFull } else { false }
    }
    #expect(refused.count == 1)
    try await running.value
    pool.stop()
  }

  @Test func `drops waiting work when its task is cancelled`() async throws {
    let pool = try BlockingPool(threads: 1)
    let gate = Gate()
    let running = Task { try await pool.run { gate.enterAndWait() } }
    try await gate.waitUntilEntered()
    let waiting = Task { try await pool.run { Issue.record("cancelled work ran") } }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    gate.open()
    try await running.value
    pool.stop()
  }

  @Test func `once stopped it refuses`() async throws {
    let pool = try BlockingPool(threads: 1)
    pool.stop()
    await #expect(throws: CancellationError.self) { try await pool.run {} }
  }
}

/// Holds a thread of the pool until the test lets it go. `@unchecked Sendable` holds because pipes are the kernel's.
private final class Gate: @unchecked Sendable {
  private var entered: [Int32] = [0, 0]
  private var opened: [Int32] = [0, 0]

  init() {
    #expect(pipe(&entered) == 0 && pipe(&opened) == 0)
  }

  deinit {
    for end in entered + opened { close(end) }
  }

  func enterAndWait() {
    write(entered[1], "x", 1)
    take(opened[0])
  }

  /// On a thread of its own: the test's executor must stay free to start what is waited for.
  func waitUntilEntered() async throws {
    let waiter = try BlockingPool(threads: 1)
    try await waiter.run { self.take(self.entered[0]) }
    waiter.stop()
  }

  func open() { write(opened[1], "x", 1) }

  private func take(_ end: Int32) {
    var byte: UInt8 = 0
    while read(end, &byte, 1) == -1 {}
  }
}
