internal import Synchronization

/// Raised when the awaiting task is cancelled; the transfer looks at it about once a second at the least.
final class StopFlag: Sendable {
  private let flag = Atomic(false)

  var isRaised: Bool { flag.load(ordering: .relaxed) }

  func raise() { flag.store(true, ordering: .relaxed) }
}
