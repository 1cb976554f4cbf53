import Postgres
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// What these tests call half is half: whichever part of a booking is taken away, it is noticed.
  @Suite struct `a booking by half` {
    @Test(arguments: [
      "DELETE FROM event_attendees", "UPDATE events SET status = 'cancelled'",
      "UPDATE events SET start_time = start_time + interval '1 minute'",
      "DELETE FROM email_logs WHERE recipient_email = 'ben@example.com'",
      "DELETE FROM email_logs WHERE recipient_email = 'anna@example.org'",
      "UPDATE email_logs SET recipient_email = 'eve@example.com' WHERE recipient_email = 'ben@example.com'",
      "DELETE FROM reminders",
      "SET calento.archiving = 'on'; DELETE FROM audit_logs WHERE action = 'booking.create'",
    ])
    func `is noticed`(taking: String) async throws {
      try await withHouse(servers: 1) { house in
        _ = try await house.book()
        try await house.expectWhole(1)
        try await house.run(taking)
        #expect(try await house.halfBookings() == 1)
      }
    }

    @Test func `is noticed too where the booking itself is missing`() async throws {
      try await withHouse(servers: 1) { house in
        _ = try await house.book()
        #expect(try await house.strays() == 0)
        try await house.run("SET session_replication_role = replica; DELETE FROM bookings")
        #expect(try await house.strays() == 4)
      }
    }
  }
}
