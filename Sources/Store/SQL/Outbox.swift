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
    _ template: LetterTemplate, about booking: Appointment, to readers: [LetterFacts.Reader],
    share: LetterFacts.Share?, leadingOn leadsOn: Bool, at now: Instant, ids: () -> UUID
  ) -> Query {
    let letters = Correspondence.letters(about: booking, to: readers, share: share, leadingOn: leadsOn, at: now)
    let rows = letters.map { letter -> Query in
      """
      (\(booking.owner.id), \(ids()), \(booking.id), \(letter.email), \
      \(Correspondence.plainSubject(template, about: booking, to: letter.reader)), \(template.rawValue), \(letter.locale), \(letter.facts), \
      \(now), \(now), \(now))
      """
    }
    return """
      INSERT INTO email_logs (user_id, id, booking_id, recipient_email, subject, template_name, locale, view,
        next_attempt_at, created_at, updated_at)
      VALUES \(rows)
      """
  }
}
