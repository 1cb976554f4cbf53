public import CivilTime

/// A start that a guest may book.
public struct Slot: Hashable, Sendable {
  public let start: Instant

  /// How many guests it still takes; 1 for a link without groups.
  public let seatsLeft: Int

  public init(start: Instant, seatsLeft: Int) {
    self.start = start
    self.seatsLeft = seatsLeft
  }
}

/// A candidate that is no slot, and why.
public struct TakenCandidate: Hashable, Sendable {
  public let start: Instant
  public let reason: Reason

  public init(start: Instant, reason: Reason) {
    self.start = start
    self.reason = reason
  }
}

/// Whether one start may be booked.
public enum Verdict: Hashable, Sendable {
  case free(seatsLeft: Int)
  case refused(Reason)
}
