import CivilTime
import FoundationEssentials
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// A group's meeting is called off and moved for everybody at once.
@Suite struct WholeMeetingTests {
  private static let later = TestOffice.monday.adding(minutes: 60)

  private static func three(_ world: TestOffice) async throws -> [Appointment] {
    var bookings: [Appointment] = []
    for key in ["a", "b", "c"] {
      bookings.append(try await world.book(email: "\(key)@example.com", key: key))
    }
    return bookings
  }

  @Test func `called off for all: each is told, the time is free, and each change stands in the log`() async throws {
    try await withOffice({ $0.seats = 4 }) { world in
      let bookings = try await Self.three(world)
      for _ in 1...2 {
        let outcome = try await world.office.cancelMeeting(
          of: bookings[1].id, world.owner, reason: "I am ill.", caller: .house)
        guard case .done = outcome else { throw Unexpected("\(outcome)") }
      }
      #expect(try await world.texts("SELECT DISTINCT status FROM bookings") == ["cancelled"])
      #expect(try await world.texts("SELECT status FROM events") == ["cancelled"])
      #expect(try await world.count("SELECT bookings_count FROM booking_links") == 0)
      #expect(
        try await world.texts(
          """
          SELECT recipient_email || ' ' || (view ->> 'reason') FROM email_logs
          WHERE template_name = 'booking_cancelled' ORDER BY 1
          """) == ["a@example.com I am ill.", "b@example.com I am ill.", "c@example.com I am ill."])
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'booking.cancel'") == 3)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 4))
    }
  }

  @Test func `moved for all: one event with everybody, even onto its own time, where it does not stand in its way`()
    async throws
  {
    try await withOffice({
      $0.seats = 4
      $0.increment = 15
    }) { world in
      let bookings = try await Self.three(world)
      let near = TestOffice.monday.adding(minutes: 15)
      for start in [near, Self.later] {
        let outcome = try await world.office.moveMeeting(
          of: bookings[0].id, world.owner, to: start, note: "Sorry!", caller: .house)
        guard case .moved = outcome else { throw Unexpected("\(outcome)") }
      }
      #expect(try await world.count("SELECT count(DISTINCT event_id) FROM bookings") == 1)
      #expect(try await world.texts("SELECT DISTINCT slot_start::text FROM bookings") == ["2026-11-23 10:00:00+00"])
      #expect(
        try await world.texts("SELECT start_time::text || ' ' || status FROM events") == [
          "2026-11-23 10:00:00+00 confirmed"
        ])
      #expect(try await world.count("SELECT count(*) FROM reminders") == 3)
      #expect(
        try await world.count("SELECT count(*) FROM email_logs WHERE template_name = 'booking_rescheduled'") == 6)
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'booking.reschedule'") == 6)
    }
  }

  @Test func `onto another booking, or into a group without room for all, it is not moved`() async throws {
    try await withOffice({ $0.seats = 4 }) { world in
      let bookings = try await Self.three(world)
      for key in ["d", "e"] { _ = try await world.book(Self.later, email: "\(key)@example.com", key: key) }
      let full = try await world.office.moveMeeting(
        of: bookings[0].id, world.owner, to: Self.later, anyway: true, caller: .house)
      guard case .taken(.booked, _) = full else { throw Unexpected("\(full)") }
      let close = try await world.office.moveMeeting(
        of: bookings[0].id, world.owner, to: Self.later.adding(minutes: 10), anyway: true, caller: .house)
      guard case .taken(.booked, _) = close else { throw Unexpected("\(close)") }
      #expect(try await world.count("SELECT count(*) FROM bookings WHERE rescheduled_from IS NOT NULL") == 0)
    }
  }

  @Test func `who came to it meanwhile is told of first, and one alone is no meeting for all`() async throws {
    try await withOffice({ $0.seats = 4 }) { world in
      let first = try await world.book(email: "a@example.com", key: "a")
      guard case .fixed = try await world.office.cancelMeeting(of: first.id, world.owner, reason: "", caller: .house)
      else { throw Unexpected("one is not all") }
      _ = try await world.book(email: "b@example.com", key: "b")
      let seen = try #require(try await world.office.meeting(of: first.id, world.owner)).bookings.count
      _ = try await world.book(email: "c@example.com", key: "c")
      let outcome = try await world.office.cancelMeeting(
        of: first.id, world.owner, reason: "", caller: .house, ifStill: { $0.bookings.count == seen })
      guard case .changed = outcome else { throw Unexpected("\(outcome)") }
      let eve = try await world.anotherOwner()
      guard case .unknown = try await world.office.cancelMeeting(of: first.id, eve, reason: "", caller: .house) else {
        throw Unexpected("another's")
      }
      #expect(try await world.texts("SELECT DISTINCT status FROM bookings") == ["confirmed"])
    }
  }
}

extension TestOffice {
  /// Two who come to the same meeting: the first of them.
  func pair() async throws -> UUID? {
    var group = link
    group.seats = 3
    _ = try await office.saveLink(group, of: owner, caller: .house)
    let first = try await book(email: "a@example.com", key: "a")
    _ = try await book(email: "b@example.com", key: "b")
    return first.id.uuid
  }
}
