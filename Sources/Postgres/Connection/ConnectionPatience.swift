internal import Reactor

// How long anybody waits for an answer, and how long the server may say nothing at all.
extension Connection {
  func cancel(_ ticket: Int) {
    switch role {
    case .shared: machine.queue.abandon(ticket)?.resume(returning: .failure(DatabaseError(.cancelled, "cancelled")))
    case .leased: if machine.queue.contains(ticket) { stopper.stop(ticket, on: wire) }
    }
  }

  func setTimer(at deadline: Int64) {
    // One that is set too early only looks and sets the next; to move it at every statement would cost more.
    if let timer {
      if timer.deadline <= deadline { return }
      loop.cancel(timer.id)
    }
    let id = loop.schedule(at: deadline) { [self] in
      timer = nil
      checkDeadlines()
    }
    timer = (id, deadline)
  }

  func checkDeadlines() {
    for waiter in machine.queue.takeOverdue(at: loop.now) {
      isStalling = true
      waiter.resume(returning: .failure(DatabaseError(.timeout, "the database did not answer in time")))
    }
    if let givingUpAt, givingUpAt <= loop.now { return close(.lost) }
    if let deadline = machine.queue.nextDeadline ?? givingUpAt { setTimer(at: deadline) }
  }

  /// When the server has been silent for so long that it can't be there any more: its own time limits end a statement
  /// well before.
  private var givingUpAt: Int64? {
    guard let deadline = machine.queue.deadline else { return nil }
    return role == .leased ? deadline : max(deadline, lastHeard + Connection.silence)
  }

  /// Nanoseconds without a word after which a shared connection is given up. Longer than a statement's patience, as it
  /// may carry several slow ones in a row.
  private static let silence: Int64 = 2_000_000_000
}
