public import Reactor

/// An event loop on a thread of its own for the length of a test.
public func withLoop<Result: Sendable>(
  clock: any Clock = SystemClock(), _ body: @escaping @Sendable (EventLoop) async throws -> Result
) async throws -> Result {
  let loop = try EventLoop(clock: clock)
  (clock as? ManualClock)?.drive([loop])
  let thread = try Thread(named: "test-loop") { loop.run() }
  defer {
    loop.stop()
    thread.join()
  }
  return try await Task(executorPreference: loop) { try await body(loop) }.value
}
