internal import Reactor

/// Stops a running statement at the server, over a connection of its own and off the loop, and holds the statement's
/// answer back until that is over: a request that comes late must not meet the statement after.
///
/// `@unchecked Sendable` holds because everything in it is touched on the loop's own thread alone.
final class Stopper: @unchecked Sendable {
  private let loop: EventLoop
  private let pool: BlockingPool
  private var ticket: Int?
  private var isDelivering = false
  private var held: (waiter: Connection.Waiter, outcome: Connection.Outcome)?

  init(loop: EventLoop, pool: BlockingPool) {
    self.loop = loop
    self.pool = pool
  }

  /// Asks the server to stop what it does for `wire`, once for an exchange.
  func stop(_ ticket: Int, on wire: Wire) {
    guard self.ticket == nil, let request = wire.makeStopRequest() else { return }
    self.ticket = ticket
    isDelivering = true
    Task(executorPreference: loop) { [self] in
      // A pool without room leaves the statement to its time limit.
      try? await pool.run { request.deliver() }
      isDelivering = false
      release()
    }
  }

  /// Hands an outcome to its waiter, as soon as no request is under way any more.
  func finish(_ ticket: Int, _ waiter: Connection.Waiter, _ outcome: Connection.Outcome) {
    guard ticket == self.ticket else { return waiter.resume(returning: outcome) }
    var outcome = outcome
    if case .failure(let error) = outcome, error.state == .queryCancelled {
      outcome = .failure(DatabaseError(.cancelled, "cancelled while it ran"))
    }
    held = (waiter, outcome)
    if !isDelivering { release() }
  }

  /// Lets go of what is held.
  func release() {
    guard let held = held.take() else { return }
    ticket = nil
    held.waiter.resume(returning: held.outcome)
  }
}
