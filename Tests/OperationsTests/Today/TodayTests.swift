import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// It is Friday, 20 November 2026, ten o'clock in Berlin.
@Suite struct TodayTests {
  private static func today(_ world: TestOffice) async throws -> Today {
    try #require(try await world.office.today(of: world.owner))
  }

  private static func event(_ title: String, _ start: String, minutes: Int = 30) -> OwnEvent {
    let start = Instant(start)!
    return OwnEvent(
      title: title, time: .timed(TimeRange(from: start, to: start.adding(minutes: minutes))), zone: TestOffice.berlin)
  }

  private static func add(_ world: TestOffice, _ event: OwnEvent) async throws -> EventID {
    try await world.office.addEvent(event, of: world.owner, caller: .house)
  }

  @Test func `today and tomorrow are the owner's, from midnight to midnight`() async throws {
    try await withOffice { world in
      for (title, start) in [
        ("late yesterday", "2026-11-19T22:00:00Z"), ("over midnight", "2026-11-19T22:45:00Z"),
        ("tonight", "2026-11-20T22:30:00Z"), ("tomorrow night", "2026-11-21T22:30:00Z"),
        ("the day after", "2026-11-21T23:00:00Z"),
      ] {
        _ = try await Self.add(world, Self.event(title, start))
      }
      let today = try await Self.today(world)
      #expect(today.date == LocalDate("2026-11-20") && today.zone == TestOffice.berlin)
      #expect(today.agenda.events.map(\.title) == ["over midnight", "tonight", "tomorrow night"])
    }
  }

  @Test func `a series is told by its occurrences: moved ones where they are, cancelled ones nowhere`() async throws {
    try await withOffice { world in
      var daily = Self.event("Stand-up", "2026-11-16T08:00:00Z", minutes: 15)
      daily.rule = "FREQ=DAILY"
      let series = try await Self.add(world, daily)
      let instance: (String, String, String, String) async throws -> Void = { original, start, title, status in
        let (original, start) = (Instant(original)!, Instant(start)!)
        let end = start.adding(minutes: 15)
        try await world.database.query(
          """
          INSERT INTO events (user_id, id, calendar_id, title, start_time, end_time, timezone, blocked, ical_uid,
            parent_event_id, original_start, status)
          SELECT user_id, gen_random_uuid(), calendar_id, \(title), \(start), \(end), timezone,
            \(TimeRange(from: start, to: end)), ical_uid, id, \(original), \(status)
          FROM events WHERE id = \(series)
          """)
      }
      try await instance("2026-11-20T08:00:00Z", "2026-11-20T15:00:00Z", "Stand-up, late", "confirmed")
      try await instance("2026-11-21T08:00:00Z", "2026-11-21T08:00:00Z", "Stand-up, off", "cancelled")
      let events = try await Self.today(world).agenda.events
      #expect(events.map(\.title) == ["Stand-up, late"])
      #expect(events.map(\.time.start) == [Instant("2026-11-20T15:00:00Z")!])
    }
  }

  @Test(arguments: [
    ("status = 'cancelled'", [], false), ("response = 'declined'", [], false), ("deleted_at = now()", [], false),
    ("transparency = 'transparent'", ["Own"], false), ("response = 'tentative'", ["Own"], true),
    ("title = 'Own'", ["Own"], true),
  ])
  func `an event is shown unless it is off, and takes time unless it is marked free`(
    change: String, shown: [String], blocks: Bool
  ) async throws {
    try await withOffice { world in
      _ = try await Self.add(world, Self.event("Own", "2026-11-20T12:00:00Z"))
      try await world.database.query("UPDATE events SET \(unescapedSQL: change)")
      let events = try await Self.today(world).agenda.events
      #expect(events.map(\.title) == shown)
      #expect(events.allSatisfy { $0.blocks == blocks })
    }
  }

  @Test func `a calendar that is switched off shows nothing, one that counts for nothing takes no time`() async throws {
    try await withOffice { world in
      _ = try await Self.add(world, Self.event("Own", "2026-11-20T12:00:00Z"))
      try await world.database.query("UPDATE calendars SET checks_conflicts = false")
      #expect(try await Self.today(world).agenda.events.map(\.blocks) == [false])
      try await world.database.query("UPDATE calendars SET is_active = false")
      #expect(try await Self.today(world).agenda.events.isEmpty)
    }
  }

  @Test func `bookings that count are meetings, the guests of a group one`() async throws {
    try await withOffice({
      $0.seats = 4
      $0.hours = .always
      $0.notice = 0
    }) { world in
      let start = Instant("2026-11-20T12:00:00Z")!
      _ = try await world.book(start) { $0.guests = ["rosa@example.com"] }
      _ = try await world.book(start, email: "bob@example.com", key: "form-2")
      let other = try await world.book(start.adding(minutes: 60), email: "c@example.com", key: "form-3")
      _ = try await world.office.cancel(other.id, of: world.owner, reason: "", caller: .house)
      let meetings = try await Self.today(world).agenda.meetings
      #expect(meetings.map(\.party) == [3])
      #expect(meetings.map(\.guestName) == ["Ada Guest"])
      #expect(meetings.map(\.time.start) == [start])
    }
  }

  @Test func `behind tomorrow the first meetings are known, a group as one, and no other is`() async throws {
    try await withOffice({
      $0.seats = 4
      $0.hours = .always
      $0.notice = 0
    }) { world in
      // Midnight of Sunday, in Berlin.
      let start = Instant("2026-11-21T23:00:00Z")!
      _ = try await world.book(start.adding(minutes: -30), email: "late@example.com", key: "late")
      for key in ["one", "two", "three"] { _ = try await world.book(start, email: "\(key)@example.com", key: key) }
      for day in 1...6 {
        let booked = try await world.book(
          start.adding(minutes: day * 1_440), email: "ada@example.com", key: "day-\(day)")
        if day == 2 { _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house) }
      }
      let ahead = try await Self.today(world).ahead
      #expect(ahead.map(\.time.start) == [0, 1, 3, 4].map { start.adding(minutes: $0 * 1_440) })
      #expect(ahead.map(\.party) == [3, 1, 1, 1])
    }
  }

  @Test func `what waits is told of until it is over, and only the first of many`() async throws {
    try await withOffice({
      $0.requiresConfirmation = true
      $0.hours = .always
      $0.notice = 0
    }) { world in
      for number in 0..<7 {
        _ = try await world.book(
          TestOffice.monday.adding(minutes: 30 * number), email: "g\(number)@example.com", key: "k\(number)")
      }
      let waiting = try await Self.today(world).waiting
      #expect(waiting.map(\.guest.email.text) == (0..<5).map { "g\($0)@example.com" })
      world.setTime("2026-12-20T09:00:00Z")
      #expect(try await Self.today(world).waiting.isEmpty)
    }
  }

  @Test func `letters that failed lately are told of, the last first`() async throws {
    try await withOffice { world in
      let booked = try await world.book { $0.guests = ["rosa@example.com"] }
      #expect(try await Self.today(world).failed.isEmpty)
      try await world.database.query(
        "UPDATE email_logs SET status = 'bounced', error_message = 'no such box' WHERE recipient_email LIKE 'ada%'")
      let failed = try await Self.today(world).failed
      #expect(failed.map(\.recipient) == ["ada@example.com"])
      #expect(failed[0].booking == booked.id && failed[0].cameBack && failed[0].reason == "no such box")
      #expect(failed[0].guestName == "Ada Guest")
      world.setTime("2026-12-05T09:00:00Z")
      #expect(try await Self.today(world).failed.isEmpty)
    }
  }

  @Test func `nobody's day is none, and a stranger's is their own`() async throws {
    try await withOffice { world in
      _ = try await Self.add(world, Self.event("Own", "2026-11-20T12:00:00Z"))
      #expect(try await world.office.today(of: UserID(world.link.id.uuid)) == nil)
      let eve = try await world.stranger()
      let day = try #require(try await world.office.today(of: eve))
      #expect(day.agenda.events.isEmpty && day.firstSteps == [.link, .hours])
    }
  }
}
