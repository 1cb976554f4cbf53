import CivilTime
import Postgres
import Scheduling
import Store
import Testing

@testable import Operations

@Suite struct BookSlotTests {
  @Test func `a free slot is booked: event, booking, attendee, reminder, letters and audit row`() async throws {
    try await withOffice { world in
      let appointment = try await world.book()
      #expect(appointment.status == .confirmed)
      #expect(appointment.time.start == TestOffice.monday)
      #expect(try await world.office.booking(appointment.id, of: world.owner) == appointment)
      #expect(
        try await world.count("SELECT count(*) FROM events WHERE origin = 'booking' AND status = 'confirmed'") == 1)
      #expect(try await world.count("SELECT count(*) FROM event_attendees") == 1)
      #expect(try await world.count("SELECT count(*) FROM reminders") == 1)
      #expect(
        try await world.texts("SELECT template_name || ' ' || recipient_email FROM email_logs ORDER BY 1") == [
          "booking_confirmed ada@example.com", "booking_confirmed demo@example.org",
        ])
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'booking.create'") == 1)
    }
  }
}
