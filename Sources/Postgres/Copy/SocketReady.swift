internal import Reactor

extension Connection {
  /// Parks the task until the socket is ready for one of `interest`, or the connection or the task's own wish to go on
  /// has ended; the caller looks at which.
  func socketReady(for interest: Interest, patience: Int64) async {
    listen(for: interest)
    if isClosed || Task.isCancelled { return }
    let limit = loop.schedule(at: loop.now + patience) { [self] in
      close(DatabaseError(.timeout, "the database did not go on in time"))
    }
    await withTaskCancellationHandler {
      // Resumed exactly once: whoever resumes it takes it away.
      await withUnsafeContinuation { socketWaiter = $0 }
    } onCancel: {
      loop.execute { self.wakeSocketWaiter() }
    }
    loop.cancel(limit)
    // Nobody reads or writes between two waits, so nobody is to be told.
    if isCopying { listen(for: []) }
  }

  func wakeSocketWaiter() {
    socketWaiter.take()?.resume()
  }
}
