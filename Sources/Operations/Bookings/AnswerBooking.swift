internal import CivilTime
internal import Scheduling
public import Store

extension Office {
  /// The owner says yes to a booking that waits for it, before it is over.
  public func confirm(
    _ id: BookingID, of owner: UserID, note: String = "", caller: Caller,
    ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> SettleOutcome {
    let text: String
    do {
      text = try readReason(note)
    } catch {
      return .refused(error.list)
    }
    let settlement = Settlement(
      action: "booking.confirm", letter: .bookingConfirmed, status: { _, _ in .confirmed },
      isAllowed: { booking, now in booking.status == .pending && now < booking.time.end }, note: text)
    return try await settle(id, of: owner, settlement, caller: caller, ifStill: isKnown)
  }

  /// The owner says no, which frees the time. They need no letter about it.
  public func decline(
    _ id: BookingID, of owner: UserID, reason: String, caller: Caller,
    ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> SettleOutcome {
    let text: String
    do {
      text = try readReason(reason)
    } catch {
      return .refused(error.list)
    }
    let settlement = Settlement(
      action: "booking.decline", letter: .bookingDeclined, readers: [.guest, .companion],
      status: { _, _ in .declined },
      isAllowed: { booking, _ in booking.status == .pending },
      cancellation: Appointment.Cancellation(by: .owner, reason: text, at: nil))
    return try await settle(id, of: owner, settlement, caller: caller, ifStill: isKnown)
  }
}
