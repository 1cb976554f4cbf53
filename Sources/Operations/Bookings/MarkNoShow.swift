internal import CivilTime
internal import Scheduling
public import Store

extension Office {
  /// The guest did not come. Told from when it began.
  public func markNoShow(
    _ id: BookingID, of owner: UserID, caller: Caller, ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> SettleOutcome {
    let settlement = Settlement(
      action: "booking.no_show", letter: nil, status: { _, _ in .noShow },
      isAllowed: { booking, now in
        (booking.status == .confirmed || booking.status == .completed) && now >= booking.time.start
      })
    return try await settle(id, of: owner, settlement, caller: caller, ifStill: isKnown)
  }

  /// They came after all: what it was before.
  public func undoNoShow(
    _ id: BookingID, of owner: UserID, caller: Caller, ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> SettleOutcome {
    let settlement = Settlement(
      action: "booking.show", letter: nil, status: { booking, now in now < booking.time.end ? .confirmed : .completed },
      isAllowed: { booking, _ in booking.status == .noShow })
    return try await settle(id, of: owner, settlement, caller: caller, ifStill: isKnown)
  }
}
