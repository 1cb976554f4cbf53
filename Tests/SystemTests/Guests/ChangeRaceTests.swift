import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// Bookings that are moved and called off at the same moment as others are made.
  @Suite struct `changes at the same moment` {
    private static func change(
      _ house: TestHouse, _ number: Int, _ address: String, _ part: String, _ fields: [(String, String)]
    ) -> (server: CalentoServer, bytes: [UInt8]) {
      let server = house.servers[number % house.servers.count]
      return (server, server.request("POST", "\(address)/\(part)", body: FormBody.encode(fields)))
    }

    @Test func `guests who move and guests who book want one slot: one gets it`() async throws {
      try await withHouse({ $0.hours = .always }) { house in
        var addresses: [String] = []
        for number in 0..<12 {
          addresses.append(
            try await house.book(.number(number) { $0.start = TestHouse.monday.adding(minutes: 30 * (number + 2)) }))
        }
        let wanted = TestHouse.monday
        let moves = addresses.enumerated().map {
          Self.change(house, $0, $1, "reschedule", [("start", wanted.description)])
        }
        let posts = (0..<24).map { number in
          let guest = Guest.number(100 + number)
          let server = house.servers[number % 2]
          return (server: server, bytes: server.request("POST", guest.path, body: FormBody.encode(guest.fields)))
        }
        let replies = try await CalentoServer.answers(together: zip(moves, posts).flatMap { [$0, $1] } + posts[12...])
        #expect(replies.count { $0.status == 303 } == 1)
        #expect(replies.allSatisfy { $0.status == 303 || $0.status == 409 && !$0.offered.isEmpty })
        #expect(try await house.bookedStarts.count { $0 == wanted } == 1)
        #expect(try await house.overlappingMeetings() == 0)
        #expect(try await house.count("SELECT count(*) FROM audit_logs WHERE action LIKE 'booking.%'") == 13)
        #expect(try await house.count("SELECT count(*) FROM email_logs") == 26)
      }
    }

    @Test func `moved, called off and sent again, a booking is in one state, and each change was told once`()
      async throws
    {
      try await withHouse { house in
        for round in 0..<5 {
          let guest = Guest.number(round) { $0.start = TestHouse.monday.adding(minutes: 1_440 * round) }
          let address = try await house.book(guest)
          let times = (1...6).map { guest.start.adding(minutes: 60 * $0).description }
          var requests = times.enumerated().map { Self.change(house, $0, address, "reschedule", [("start", $1)]) }
          requests += (0..<4).map { Self.change(house, $0, address, "cancel", [("reason", "")]) }
          requests += (0..<4).map { number in
            let server = house.servers[number % 2]
            return (server: server, bytes: server.request("POST", guest.path, body: FormBody.encode(guest.fields)))
          }
          let replies = try await CalentoServer.answers(together: requests)
          #expect(replies.allSatisfy { $0.status == 303 && $0.field("Location") == address })
        }
        #expect(try await house.texts("SELECT DISTINCT status FROM bookings") == ["cancelled"])
        #expect(try await house.texts("SELECT DISTINCT status FROM events") == ["cancelled"])
        #expect(try await house.count("SELECT count(*) FROM bookings") == 5)
        #expect(try await house.count("SELECT count(*) FROM events") == 5)
        #expect(try await house.count("SELECT count(*) FROM reminders") == 0)
        #expect(try await house.count("SELECT sum(bookings_count) FROM booking_links") == 0)
        let untold = try await house.count(
          """
          SELECT count(*) FROM bookings b
          WHERE (SELECT count(*) FROM email_logs l WHERE l.booking_id = b.id)
              <> 2 * (SELECT count(*) FROM audit_logs a WHERE a.resource_id = b.id)
            OR b.sequence <> (SELECT count(*) - 1 FROM audit_logs a WHERE a.resource_id = b.id)
            OR (SELECT count(*) FROM audit_logs a WHERE a.resource_id = b.id AND a.action = 'booking.cancel') <> 1
          """)
        #expect(untold == 0)
      }
    }
  }
}
