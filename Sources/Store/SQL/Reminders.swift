public import CivilTime
public import Postgres
public import Scheduling

public import struct FoundationEssentials.UUID

/// `reminders`: what is to be sent before a meeting begins.
public enum Reminders {
  /// Those whose time has passed already are left out.
  public static func insert(
    _ minutesBefore: [Minutes], of booking: Appointment, at now: Instant, ids: () -> UUID
  ) -> [Query] {
    let lengths = minutesBefore.count > 1 ? Set(minutesBefore).sorted() : minutesBefore
    let rows = lengths.compactMap { minutes -> Query? in
      let due = booking.time.start.adding(minutes: -minutes.count)
      guard due > now else { return nil }
      return """
        (\(booking.owner.id), \(ids()), \(booking.id), \(Int32(clamping: minutes.count)), \(due), \(now), \(now))
        """
    }
    if rows.isEmpty { return [] }
    return [
      """
      INSERT INTO reminders (user_id, id, booking_id, minutes_before, due_at, created_at, updated_at)
      VALUES \(rows)
      """
    ]
  }

  public static func deletePending(of booking: BookingID, of owner: UserID) -> Query {
    "DELETE FROM reminders WHERE user_id = \(owner) AND booking_id = \(booking) AND status = 'pending'"
  }
}
