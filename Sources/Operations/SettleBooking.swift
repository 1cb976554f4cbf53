public import Crypto
public import Scheduling
public import Store

/// What came of calling off, confirming, declining or marking a booking.
public enum SettleOutcome: Sendable {
  /// Done, or already so.
  case done(Appointment)
  /// It stands in a way that does not allow this: over, called off, already answered.
  case fixed(Appointment)
  case refused([Refusal])
  case unknown
}

extension Office {
  /// Called off by its guest.
  public func cancel(_ token: LinkToken, reason: String, caller: Caller) async throws -> SettleOutcome {
    throw Trouble.unavailable
  }

  /// Called off by its owner.
  public func cancel(
    _ id: BookingID, of owner: UserID, reason: String, caller: Caller
  ) async throws -> SettleOutcome {
    throw Trouble.unavailable
  }

  public func confirm(_ id: BookingID, of owner: UserID, caller: Caller) async throws -> SettleOutcome {
    throw Trouble.unavailable
  }

  public func decline(
    _ id: BookingID, of owner: UserID, reason: String, caller: Caller
  ) async throws -> SettleOutcome {
    throw Trouble.unavailable
  }

  /// The guest did not come.
  public func markNoShow(_ id: BookingID, of owner: UserID, caller: Caller) async throws -> SettleOutcome {
    throw Trouble.unavailable
  }

  /// Confirmed bookings that are over become completed; gives how many. A job calls this again while it gives the limit.
  public func completePast(limit: Int = 500) async throws -> Int {
    throw Trouble.unavailable
  }
}
