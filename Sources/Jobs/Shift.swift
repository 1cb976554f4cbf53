internal import Reactor
internal import Synchronization

/// For how long there is to be work at all: until the server is asked to end.
public final class Shift: Sendable {
  private let hasEnded = Atomic(false)

  init() {}

  /// Whoever is at work begins nothing new.
  public var isOver: Bool { hasEnded.load(ordering: .relaxed) }

  func end() {
    hasEnded.store(true, ordering: .relaxed)
  }
}
