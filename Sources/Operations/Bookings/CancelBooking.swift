internal import CivilTime
public import Crypto
internal import Postgres
internal import Scheduling
public import Store

extension Office {
  /// Called off by its guest, before it begins.
  public func cancel(
    _ token: LinkToken, reason: String, caller: Caller, ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> SettleOutcome {
    guard let booking = try await booking(token) else { return .unknown }
    return try await cancel(
      booking.id, of: booking.owner.id, by: .guest, reason: reason, caller: caller, ifStill: isKnown)
  }

  /// Called off by its owner, before it is over.
  public func cancel(
    _ id: BookingID, of owner: UserID, reason: String, caller: Caller,
    ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> SettleOutcome {
    try await cancel(id, of: owner, by: .owner, reason: reason, caller: caller, ifStill: isKnown)
  }

  private func cancel(
    _ id: BookingID, of owner: UserID, by party: Party, reason: String, caller: Caller,
    ifStill isKnown: (Appointment) -> Bool
  ) async throws -> SettleOutcome {
    let text: String
    do {
      text = try readReason(reason)
    } catch {
      return .refused(error.list)
    }
    return try await settle(
      id, of: owner, .cancelling(by: party, reason: text, at: now), caller: caller, ifStill: isKnown)
  }

  /// What calling off everything, or a meeting for everybody, writes for one of them: none stays behind in its meeting.
  /// The owner, who does it, needs no letter about each.
  func callingOff(
    _ booking: Appointment, reason: String = "", by link: BookedLink? = nil, caller: Caller, at now: Instant
  ) -> [Query] {
    var settlement = Settlement.cancelling(by: .owner, reason: reason, at: now)
    settlement.readers = [.guest, .companion]
    return settling(booking, settlement, [], link, caller, at: now).queries
  }
}

extension Settlement {
  fileprivate static func cancelling(by party: Party, reason: String, at now: Instant) -> Settlement {
    Settlement(
      action: "booking.cancel", party: party, letter: .bookingCancelled, status: { _, _ in .cancelled },
      isAllowed: { booking, now in
        party == .guest
          ? booking.canChange(at: now)
          : (booking.status == .pending || booking.status == .confirmed) && now < booking.time.end
      },
      cancellation: Appointment.Cancellation(by: party, reason: reason, at: now))
  }
}
