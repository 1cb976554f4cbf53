import Postgres
import Testing

extension TestHouse {
  /// Bookings that lack something of what is written with them: the event and the guest at it, a letter to each side, the
  /// reminder, the line in the audit log. For links of one seat that ask for no confirmation, as guests left them.
  func halfBookings() async throws -> Int {
    try await count(
      """
      SELECT count(*) FROM bookings b
      WHERE NOT EXISTS (
          SELECT 1 FROM events e WHERE e.user_id = b.user_id AND e.id = b.event_id AND e.origin = 'booking'
            AND e.status = 'confirmed' AND e.start_time = b.slot_start AND e.end_time = b.slot_end)
        OR NOT EXISTS (
          SELECT 1 FROM event_attendees a
          WHERE a.user_id = b.user_id AND a.event_id = b.event_id AND a.email = b.guest_email)
        OR (SELECT array_agg(l.recipient_email::text ORDER BY l.recipient_email) FROM email_logs l
            WHERE l.user_id = b.user_id AND l.booking_id = b.id)
          IS DISTINCT FROM ARRAY(
            SELECT unnest(ARRAY[b.guest_email, u.email])::text FROM users u WHERE u.id = b.user_id ORDER BY 1)
        OR (SELECT count(*) FROM reminders r WHERE r.user_id = b.user_id AND r.booking_id = b.id) <> 1
        OR (SELECT count(*) FROM audit_logs a WHERE a.resource_id = b.id AND a.action = 'booking.create') <> 1
      """)
  }

  /// What belongs to a booking that is not there.
  func strays() async throws -> Int {
    try await count(
      """
      SELECT (SELECT count(*) FROM events e WHERE e.origin = 'booking' AND NOT EXISTS (
          SELECT 1 FROM bookings b WHERE b.user_id = e.user_id AND b.event_id = e.id))
        + (SELECT count(*) FROM email_logs l WHERE NOT EXISTS (
          SELECT 1 FROM bookings b WHERE b.user_id = l.user_id AND b.id = l.booking_id))
        + (SELECT count(*) FROM audit_logs a WHERE a.action = 'booking.create' AND NOT EXISTS (
          SELECT 1 FROM bookings b WHERE b.id = a.resource_id))
      """)
  }

  /// So many bookings, each with all that belongs to it, none over another, and nothing besides.
  func expectWhole(_ bookings: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let found = try await (
      bookings: count("SELECT count(*) FROM bookings"),
      events: count("SELECT count(*) FROM events WHERE origin = 'booking'"),
      letters: count("SELECT count(*) FROM email_logs"), counted: count("SELECT sum(bookings_count) FROM booking_links")
    )
    #expect(found.bookings == bookings, sourceLocation: sourceLocation)
    #expect(found.events == bookings, sourceLocation: sourceLocation)
    #expect(found.letters == 2 * bookings, sourceLocation: sourceLocation)
    #expect(found.counted == bookings, sourceLocation: sourceLocation)
    #expect(try await halfBookings() == 0, sourceLocation: sourceLocation)
    #expect(try await strays() == 0, sourceLocation: sourceLocation)
    #expect(try await overlappingMeetings() == 0, sourceLocation: sourceLocation)
  }
}
