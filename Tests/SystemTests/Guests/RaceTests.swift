import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// Two hundred guests at the same moment, over two server processes on one database. Time stands still, so that both
  /// decide by what was free before any of them came.
  @Suite struct `two hundred guests at once` {
    private static let crowd = 200

    /// Everybody is told: booked, or gone with other times to press.
    private static func expectTold(
      _ replies: [CalentoServer.Reply], booked: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(replies.count { $0.status == 303 } == booked, sourceLocation: sourceLocation)
      for reply in replies where reply.status != 303 {
        #expect(reply.status == 409, sourceLocation: sourceLocation)
        #expect(!reply.offered.isEmpty, sourceLocation: sourceLocation)
      }
    }

    @Test func `one slot goes to one of them, and the others are offered other times`() async throws {
      try await withStillHouse { house, _ in
        try await house.lookAround()
        let replies = try await house.post(together: (0..<Self.crowd).map { Guest.number($0) })
        Self.expectTold(replies, booked: 1)
        try await house.expectWhole(1)
        // An account and a link came before: who got nothing changed nothing.
        #expect(try await house.count("SELECT version FROM owners") == 3)
        #expect(replies.allSatisfy { !$0.offered.contains(TestHouse.monday) })
      }
    }

    @Test func `starts that overlap never make meetings that do, and nobody is refused without cause`() async throws {
      try await withStillHouse({
        $0.durations = [60]
        $0.increment = 5
      }) { house, _ in
        let guests = (0..<Self.crowd).map { number in
          Guest.number(number) {
            $0.start = TestHouse.monday.adding(minutes: 5 * (number % 40))
            $0.minutes = 60
          }
        }
        try await house.lookAround()
        let replies = try await house.post(together: guests)
        let booked = try await house.bookedStarts
        Self.expectTold(replies, booked: booked.count)
        try await house.expectWhole(booked.count)
        for guest in guests {
          #expect(booked.contains { abs($0.microseconds(since: guest.start)) < TestHouse.minutes(60) })
        }
      }
    }

    @Test func `two links of one owner give one time once`() async throws {
      try await withStillHouse { house, _ in
        try await house.add("other") { $0.durations = [60] }
        let guests = (0..<Self.crowd).map { number in
          Guest.number(number) {
            guard number / 2 % 2 == 1 else { return }
            ($0.slug, $0.minutes) = ("other", 60)
          }
        }
        try await house.lookAround()
        Self.expectTold(try await house.post(together: guests), booked: 1)
        try await house.expectWhole(1)
      }
    }

    @Test func `meetings whose buffers only just meet are all booked`() async throws {
      try await withStillHouse({
        $0.bufferAfter = 10
        $0.increment = 75
      }) { house, _ in
        // Between an end and the next start of the other link lie its five minutes and the ten of this one.
        try await house.add("other") {
          $0.bufferBefore = 5
          $0.increment = 75
          $0.hours = TestHouse.everyDay(from: "09:45", to: "17:00")
        }
        try await house.lookAround()
        let replies = try await house.post(together: TestHouse.neighbours(apart: 45, Self.crowd))
        #expect(replies.count { $0.status == 303 } == 10)
        try await house.expectWhole(10)
      }
    }

    @Test func `of meetings whose buffers overlap by a minute no two stand side by side`() async throws {
      try await withStillHouse({
        $0.bufferAfter = 10
        $0.increment = 75
      }) { house, _ in
        try await house.add("other") {
          $0.bufferBefore = 5
          $0.increment = 75
          $0.hours = TestHouse.everyDay(from: "09:44", to: "17:00")
        }
        let guests = TestHouse.neighbours(apart: 44, Self.crowd)
        try await house.lookAround()
        Self.expectTold(try await house.post(together: guests), booked: 5)
        try await house.expectWhole(5)
      }
    }

    @Test func `the last seat of a group goes to one of them, and all seats are filled`() async throws {
      try await withStillHouse({ $0.seats = 7 }) { house, _ in
        for number in 1...6 { _ = try await house.book(.number(-number), at: number % 2) }
        try await house.lookAround()
        let replies = try await house.post(together: (0..<Self.crowd).map { Guest.number($0) })
        Self.expectTold(replies, booked: 1)
        #expect(try await house.count("SELECT count(*) FROM bookings") == 7)
        #expect(try await house.count("SELECT count(*) FROM events") == 1)
        #expect(try await house.count("SELECT count(*) FROM event_attendees") == 7)
        #expect(try await house.count("SELECT count(*) FROM email_logs") == 14)
        #expect(try await house.strays() == 0)
      }
    }
  }
}

extension TestHouse {
  fileprivate static func minutes(_ count: Int64) -> Int64 { count * 60 * Instant.microsecondsPerSecond }

  /// Guests of `intro` and of `other` in turn, for five pairs of half an hour each, `apart` minutes from one start to
  /// the next.
  fileprivate static func neighbours(apart: Int, _ count: Int) -> [Guest] {
    (0..<count).map { number in
      Guest.number(number) {
        let (pair, isSecond) = (number / 2 % 5, number / 10 % 2 == 1)
        $0.start = monday.adding(minutes: -60 + 75 * pair + (isSecond ? apart : 0))
        if isSecond { $0.slug = "other" }
      }
    }
  }
}
