internal import Reactor

private let waiters: BlockingPool = {
  guard let pool = try? BlockingPool(threads: 24, queueLimit: 1024) else { preconditionFailure("no threads to be had") }
  return pool
}()

/// Waits for something outside (a process, a socket) on a thread of its own: the test executor has as many threads as
/// the machine has cores, and must stay free for what is waited for.
public func waiting<Success: Sendable>(
  for work: @escaping @Sendable () throws -> Success
) async throws -> Success {
  try await waiters.run(work)
}
