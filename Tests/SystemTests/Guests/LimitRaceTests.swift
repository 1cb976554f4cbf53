import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// What no constraint of the database knows of: limits hold because the decision does.
  @Suite struct `two hundred guests at once, within limits` {
    /// Each at another time of Monday and Tuesday.
    private static func crowd(minutes: Int = 30) -> [Guest] {
      (0..<200).map { number in
        Guest.number(number) {
          let (day, slot) = (number / 2 % 2, number / 4 % 14)
          $0.start = TestHouse.monday.adding(minutes: 1_440 * day + 30 * slot)
          $0.minutes = minutes
        }
      }
    }

    @Test func `a day takes as many meetings as it may`() async throws {
      try await withStillHouse({ $0.dailyLimit = 3 }) { house, _ in
        try await house.lookAround()
        let replies = try await house.post(together: Self.crowd())
        #expect(replies.count { $0.status == 303 } == 6)
        #expect(replies.allSatisfy { $0.status == 303 || $0.status == 409 && !$0.offered.isEmpty })
        let days = try await house.texts(
          "SELECT concat(slot_start::date, ' ', count(*)) FROM bookings GROUP BY slot_start::date ORDER BY 1")
        #expect(days == ["2026-11-23 3", "2026-11-24 3"])
        try await house.expectWhole(6)
      }
    }

    @Test func `a week takes as many meetings as it may`() async throws {
      try await withStillHouse({ $0.weeklyLimit = 2 }) { house, _ in
        try await house.lookAround()
        let replies = try await house.post(together: Self.crowd())
        #expect(replies.count { $0.status == 303 } == 2)
        #expect(replies.allSatisfy { $0.status == 303 || $0.status == 409 && !$0.offered.isEmpty })
        try await house.expectWhole(2)
      }
    }

    @Test func `a link that is good once is used once`() async throws {
      try await withStillHouse({ $0.isSingleUse = true }) { house, _ in
        try await house.lookAround()
        let replies = try await house.post(together: Self.crowd())
        #expect(replies.count { $0.status == 303 } == 1)
        #expect(Set(replies.map(\.status)) == [303, 410])
        try await house.expectWhole(1)
      }
    }

    @Test func `a group takes no more people than it has seats, whomever they bring along`() async throws {
      try await withStillHouse({ $0.seats = 10 }) { house, _ in
        let guests = (0..<200).map { number in
          Guest.number(number) {
            $0.others = [
              "guests": (0..<(number % 4)).map { "friend-\(number)-\($0)@example.com" }.joined(separator: " ")
            ]
          }
        }
        try await house.lookAround()
        let replies = try await house.post(together: guests)
        #expect(Set(replies.map(\.status)).isSubset(of: [303, 409, 422]))
        #expect(try await house.count("SELECT sum(1 + cardinality(further_guests)) FROM bookings") == 10)
        #expect(try await house.count("SELECT count(*) FROM event_attendees") == 10)
        #expect(try await house.count("SELECT count(*) FROM events") == 1)
      }
    }
  }
}
