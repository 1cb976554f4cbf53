import CivilTime
import Postgres
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// What these tests call half is half: whichever part of a booking is taken away, it is noticed.
  @Suite struct `a booking by half` {
    private static let takings = [
      "DELETE FROM event_attendees WHERE user_id = owner AND event_id = event",
      "UPDATE events SET status = 'cancelled' WHERE user_id = owner AND id = event",
      "UPDATE events SET start_time = start_time + interval '1 minute' WHERE user_id = owner AND id = event",
      "DELETE FROM email_logs WHERE booking_id = booking AND recipient_email LIKE 'guest%'",
      "DELETE FROM email_logs WHERE booking_id = booking AND recipient_email LIKE 'anna%'",
      "UPDATE email_logs SET recipient_email = 'eve@example.com' WHERE booking_id = booking",
      "DELETE FROM reminders WHERE booking_id = booking",
      "DELETE FROM audit_logs WHERE resource_id = booking AND action = 'booking.create'",
    ]

    @Test func `is noticed, whatever it lacks`() async throws {
      try await withHouse(servers: 1) { house in
        for (number, taking) in Self.takings.enumerated() {
          _ = try await house.book(.number(number) { $0.start = TestHouse.monday.adding(minutes: 30 * number) })
          #expect(try await house.halfBookings() == number)
          try await house.run(
            """
            SET calento.archiving = 'on';
            DO $$
            DECLARE owner uuid; booking uuid; event uuid;
            BEGIN
              SELECT user_id, id, event_id INTO owner, booking, event FROM bookings
              WHERE guest_email = 'guest-\(number)@example.com';
              \(taking);
            END $$;
            """)
          #expect(try await house.halfBookings() == number + 1, "\(taking)")
        }
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
