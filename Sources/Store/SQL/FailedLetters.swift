public import CivilTime
public import Postgres

/// `email_logs` as an owner sees them whose letters did not arrive.
public enum FailedLetters {
  /// Those written lately that failed or came back, the last first.
  public static func query(of owner: UserID, since start: Instant, limit: Int) -> Query {
    """
    SELECT m.id, m.booking_id, m.recipient_email, m.subject, m.status = 'bounced', coalesce(m.error_message, ''),
      coalesce(b.guest_name, ''), coalesce(m.failed_at, m.updated_at)
    FROM email_logs m
    LEFT JOIN bookings b ON b.user_id = m.user_id AND b.id = m.booking_id
    WHERE m.user_id = \(owner) AND m.created_at > \(start) AND m.status IN ('failed', 'bounced')
    ORDER BY m.created_at DESC LIMIT \(limit)
    """
  }

  public static func read(_ row: Row) throws(DatabaseError) -> FailedLetter {
    var cells = Cells(row)
    return FailedLetter(
      id: try cells.next(), booking: try cells.next(), recipient: try cells.next(), subject: try cells.next(),
      cameBack: try cells.next(), reason: try cells.next(), guestName: try cells.next(), at: try cells.next())
  }
}

/// A letter that somebody did not get.
public struct FailedLetter: Hashable, Sendable {
  public let id: LetterID
  public let booking: BookingID?
  public let recipient: String
  public let subject: String

  /// It left, and was sent back.
  public let cameBack: Bool
  public let reason: String

  /// Empty where it was about no booking.
  public let guestName: String
  public let at: Instant
}
