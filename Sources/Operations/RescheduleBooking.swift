public import CivilTime
public import Crypto
public import Scheduling
public import Store

/// What came of asking for another time. The length stays.
public enum RescheduleOutcome: Sendable {
  /// Moved, or already there.
  case moved(Appointment)
  case taken(Reason, near: [Slot])
  /// It was called off, is over, or its link takes no bookings any more.
  case fixed(Appointment)
  case unknown
}

extension Office {
  public func reschedule(_ token: LinkToken, to start: Instant, caller: Caller) async throws -> RescheduleOutcome {
    throw Trouble.unavailable
  }
}
