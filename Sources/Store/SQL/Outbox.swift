public import CivilTime
public import Postgres

public import struct FoundationEssentials.UUID

/// `email_logs`: every e-mail, written with what it tells of and sent afterwards.
public enum Outbox {
  /// The subject stands for the letter until it is rendered, when the reader's own words take its place.
  public static func queue(
    _ template: LetterTemplate, _ facts: LetterFacts, about booking: Appointment, id: UUID, at now: Instant
  ) -> Query {
    """
    INSERT INTO email_logs (user_id, id, booking_id, recipient_email, subject, template_name, locale, view,
      next_attempt_at, created_at, updated_at)
    VALUES (\(booking.owner.id), \(id), \(booking.id), \(facts.recipient.email),
      \(facts.plainSubject(template)), \(template.rawValue), \(facts.recipient.locale), \(facts.json), \(now),
      \(now), \(now))
    """
  }
}
