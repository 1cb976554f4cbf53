import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// Wave after wave of guests who book, move and call off whatever chance tells them, over two servers and three links.
  @Suite struct `a storm of guests` {
    private static let waves = 8
    private static let guests = 40

    @Test(arguments: [1, 2] as [UInt64]) func `leaves everything in order`(seed: UInt64) async throws {
      try await withHouse({ $0.bufferAfter = 10 }) { house in
        try await house.add("group") { $0.seats = 3 }
        try await house.add("long") {
          $0.durations = [60]
          $0.bufferBefore = 5
        }
        var chance = SplitMix(seed: seed)
        var addresses: [String] = []
        for wave in 0..<Self.waves {
          let requests = (0..<Self.guests).map { number in
            let server = house.servers[number % 2]
            return (server: server, bytes: Self.request(wave * Self.guests + number, addresses, server, &chance))
          }
          let replies = try await CalentoServer.answers(together: requests)
          #expect(replies.allSatisfy { [303, 409, 422].contains($0.status) })
          addresses = Array(Set(addresses + replies.compactMap { $0.status == 303 ? $0.field("Location") : nil }))
            .sorted()
          try await Self.expectOrder(house)
        }
        #expect(try await house.count("SELECT count(*) FROM bookings") == addresses.count)
        #expect(try await house.count("SELECT count(*) FROM bookings WHERE status = 'cancelled'") > 0)
        #expect(try await house.count("SELECT count(*) FROM bookings WHERE rescheduled_from IS NOT NULL") > 0)
      }
    }

    /// Two in five book; the others change some booking there is.
    private static func request(
      _ number: Int, _ addresses: [String], _ server: CalentoServer, _ chance: inout SplitMix
    ) -> [UInt8] {
      let start = TestHouse.monday.adding(minutes: 30 * chance.below(13) + 1_440 * chance.below(2))
      let act = chance.below(5)
      if act < 2 || addresses.isEmpty {
        let guest = Guest.number(number) {
          $0.slug = ["intro", "group", "long"][chance.below(3)]
          $0.minutes = $0.slug == "long" ? 60 : 30
          $0.start = start
        }
        return server.request("POST", guest.path, body: FormBody.encode(guest.fields))
      }
      let address = addresses[chance.below(addresses.count)]
      let (part, field) = act < 4 ? ("reschedule", ("start", start.description)) : ("cancel", ("reason", "storm"))
      return server.request("POST", "\(address)/\(part)", body: FormBody.encode([field]))
    }

    /// What holds whatever was done.
    private static func expectOrder(_ house: TestHouse) async throws {
      #expect(try await house.overlappingMeetings() == 0)
      for (what, query) in rules { #expect(try await house.count(query) == 0, "\(what)") }
    }

    private static let rules: [(what: String, query: Query)] = [
      (
        "an event stands where its guests are, and is cancelled when nobody is left",
        """
        SELECT count(*) FROM events e LEFT JOIN (
          SELECT event_id, min(slot_start) AS first, max(slot_end) AS last FROM bookings
          WHERE status = 'confirmed' GROUP BY event_id) b ON b.event_id = e.id
        WHERE (e.status = 'cancelled') <> (b.first IS NULL)
          OR e.status <> 'cancelled' AND (e.start_time <> b.first OR e.end_time <> b.last)
        """
      ),
      (
        "who comes to an event is who booked it",
        """
        SELECT count(*) FROM events e WHERE e.status <> 'cancelled' AND ARRAY(
          SELECT a.email::text FROM event_attendees a WHERE a.event_id = e.id ORDER BY 1) IS DISTINCT FROM ARRAY(
          SELECT b.guest_email::text FROM bookings b WHERE b.event_id = e.id AND b.status = 'confirmed' ORDER BY 1)
        """
      ),
      (
        "a group has no more guests than seats",
        """
        SELECT count(*) FROM (SELECT count(*) AS guests FROM bookings b JOIN booking_links l ON l.id = b.booking_link_id
          WHERE b.status = 'confirmed' GROUP BY b.event_id, l.seats HAVING count(*) > l.seats) crowded
        """
      ),
      (
        "a link counts its bookings",
        """
        SELECT count(*) FROM booking_links l WHERE l.bookings_count <> (
          SELECT count(*) FROM bookings b WHERE b.booking_link_id = l.id AND b.status = 'confirmed')
        """
      ),
      (
        "each change is in the log once, was told twice, and counts for calendars",
        """
        SELECT count(*) FROM bookings b, LATERAL (
          SELECT count(*) AS changes FROM audit_logs a WHERE a.resource_id = b.id) log
        WHERE b.sequence <> changes - 1
          OR (SELECT count(*) FROM email_logs l WHERE l.booking_id = b.id) <> 2 * changes
        """
      ),
      (
        "guests are reminded of what takes place, once",
        """
        SELECT count(*) FROM bookings b WHERE (SELECT count(*) FROM reminders r WHERE r.booking_id = b.id)
          <> CASE WHEN b.status = 'confirmed' THEN 1 ELSE 0 END
        """
      ),
      (
        "every change raised the version once",
        "SELECT (SELECT version FROM owners) - 1 - (SELECT count(*) FROM audit_logs WHERE action <> 'user.create')"
      ),
    ]
  }
}
