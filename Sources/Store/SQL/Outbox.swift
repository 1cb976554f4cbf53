public import CivilTime
public import Postgres

public import struct FoundationEssentials.UUID

/// `email_logs`: every e-mail, written with what it tells of and sent afterwards.
public enum Outbox {
  /// Of a booking `b`.
  static let hasToldCompanions: Query = """
    (cardinality(b.further_guests) > 0 AND EXISTS (
      SELECT FROM email_logs e
      WHERE e.user_id = b.user_id AND e.booking_id = b.id AND e.view ->> 'reader' = \(LetterFacts.Reader.companion.rawValue)))
    """

  /// The subject stands for the letter until it is rendered, when the reader's own words take its place.
  public static func queue(
    _ template: LetterTemplate, _ letters: [LetterFacts], about booking: Appointment, at now: Instant, ids: () -> UUID
  ) -> Query {
    let rows = zip(letters, LetterFacts.texts(of: letters)).map { letter, text -> Query in
      """
      (\(booking.owner.id), \(ids()), \(booking.id), \(letter.recipient.email), \(letter.plainSubject(template)), \
      \(template.rawValue), \(letter.recipient.locale), \(text), \(now), \(now), \(now))
      """
    }
    return """
      INSERT INTO email_logs (user_id, id, booking_id, recipient_email, subject, template_name, locale, view,
        next_attempt_at, created_at, updated_at)
      VALUES \(rows)
      """
  }
}
