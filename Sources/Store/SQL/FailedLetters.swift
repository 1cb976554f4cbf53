public import CivilTime
public import Postgres

/// `email_logs` as an owner sees them whose letters did not arrive.
public enum FailedLetters {
  /// Those written lately that failed or came back, the last first.
  public static func query(of owner: UserID, since start: Instant, limit: Int) -> Query {
    """
    SELECT m.id, m.booking_id, m.recipient_email, m.subject, m.status = 'bounced', coalesce(m.error_message, ''),
      coalesce(b.guest_name, ''), coalesce(m.failed_at, m.updated_at), m.booking_id IS NOT NULL AND NOT \(isOld)
    FROM email_logs m
    LEFT JOIN bookings b ON b.user_id = m.user_id AND b.id = m.booking_id
    WHERE m.user_id = \(owner) AND m.created_at > \(start) AND m.status IN ('failed', 'bounced')
      AND m.put_away_at IS NULL
    ORDER BY m.created_at DESC LIMIT \(limit)
    """
  }

  /// Whether the same reader was told more since: then it would tell what is true no longer.
  private static let isOld: Query = """
    EXISTS (SELECT FROM email_logs n
      WHERE n.user_id = m.user_id AND n.booking_id = m.booking_id AND n.recipient_email = m.recipient_email
        AND n.created_at > m.created_at)
    """

  private static func isLost(_ letter: LetterID, _ booking: BookingID, _ owner: UserID) -> Query {
    "m.user_id = \(owner) AND m.id = \(letter) AND m.booking_id = \(booking) AND m.status IN ('failed', 'bounced')"
  }

  /// Back among those that are to be sent. Gives whom it goes to; nothing where it is not lost, or old.
  public static func sendAgain(
    _ letter: LetterID, about booking: BookingID, of owner: UserID, at now: Instant
  ) -> Query {
    """
    UPDATE email_logs m SET status = 'queued', attempts = 0, provider = NULL, provider_message_id = NULL,
      error_message = NULL, next_attempt_at = \(now), failed_at = NULL, put_away_at = NULL, updated_at = \(now)
    WHERE \(isLost(letter, booking, owner)) AND NOT \(isOld)
    RETURNING m.recipient_email
    """
  }

  /// Told of no longer. Gives whom it did not reach; nothing where it is not lost, or was put away.
  public static func putAway(
    _ letter: LetterID, about booking: BookingID, of owner: UserID, at now: Instant
  ) -> Query {
    """
    UPDATE email_logs m SET put_away_at = \(now), updated_at = \(now)
    WHERE \(isLost(letter, booking, owner)) AND m.put_away_at IS NULL
    RETURNING m.recipient_email
    """
  }

  public static func read(_ row: Row) throws(DatabaseError) -> FailedLetter {
    var cells = Cells(row)
    return FailedLetter(
      id: try cells.next(), booking: try cells.next(), recipient: try cells.next(), subject: try cells.next(),
      cameBack: try cells.next(), reason: try cells.next(), guestName: try cells.next(), at: try cells.next(),
      canGoAgain: try cells.next())
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

  /// Whether it still tells what is so, to be sent again.
  public let canGoAgain: Bool
}
