public import CivilTime
public import Postgres
public import Scheduling

public import struct FoundationEssentials.UUID

/// `event_attendees`: who comes to an event.
public enum Attendees {
  /// The guest has said yes by booking; those who come along are asked. Somebody who comes to this meeting already, by
  /// another booking, stands there once.
  public static func insert(
    _ guest: Guest, to event: EventID, of owner: UserID, at now: Instant, ids: () -> UUID
  ) -> Query {
    func row(_ email: EmailAddress, _ name: String, _ answer: EventResponse, at instant: Instant?) -> Query {
      """
      (\(owner), \(ids()), \(event), \(email.text), \(name), \(answer.rawValue), \(instant), \(now), \(now))
      """
    }
    let rows =
      [row(guest.email, guest.name, .accepted, at: now)]
      + guest.companions.map { row($0, "", .needsAction, at: nil) }
    return """
      INSERT INTO event_attendees (user_id, id, event_id, email, display_name, response_status, responded_at,
        created_at, updated_at)
      VALUES \(rows)
      ON CONFLICT DO NOTHING
      """
  }

  /// `emails` are folded.
  public static func delete(_ emails: [String], from event: EventID, of owner: UserID) -> Query {
    """
    DELETE FROM event_attendees
    WHERE user_id = \(owner) AND event_id = \(event) AND lower(email) = ANY (\(emails)) AND NOT is_organizer
    """
  }
}
