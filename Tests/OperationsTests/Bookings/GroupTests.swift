import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct GroupTests {
  private static let later = TestOffice.monday.adding(minutes: 60)

  private static func yoga(_ link: inout Link) {
    link.seats = 3
    link.durations = [30, 60]
    link.increment = 30
  }

  private static func guest(_ world: TestOffice, _ number: Int, at start: Instant = TestOffice.monday) async throws
    -> Appointment
  {
    try await world.book(start, email: "guest\(number)@example.com", key: "form-\(number)")
  }

  @Test func `guests of a group share one event until its seats are taken`() async throws {
    try await withOffice(Self.yoga) { world in
      let first = try await Self.guest(world, 1)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 2))
      let second = try await Self.guest(world, 2)
      let third = try await Self.guest(world, 3)
      #expect(Set([first.event, second.event, third.event]).count == 1)
      let full = try await world.office.book(world.request(email: "guest4@example.com", key: "form-4"))
      guard case .taken(.booked(_, isFull: true), _) = full else { throw Unexpected("\(full)") }
      #expect(try await world.count("SELECT count(*) FROM events") == 1)
      #expect(try await world.count("SELECT count(*) FROM event_attendees") == 3)
      #expect(try await world.texts("SELECT title FROM events") == ["Intro call"])
    }
  }

  @Test func `companions take seats too`() async throws {
    try await withOffice(Self.yoga) { world in
      _ = try await world.book { $0.guests = ["bob@example.com"] }
      let two = try await world.office.book(
        world.request(email: "eve@example.com", key: "form-2") { $0.guests = ["dan@example.com"] })
      #expect(two.refusals == [Refusal(.guests, .seatsLeft(1))])
      _ = try await world.book(email: "eve@example.com", key: "form-2")
    }
  }

  @Test func `a group's time is joined at exactly its start and blocks every other`() async throws {
    try await withOffice(Self.yoga) { world in
      _ = try await world.book(duration: 60)
      let half = world.request(TestOffice.monday.adding(minutes: 30), key: "form-2")
      #expect(try await world.office.book(half).isTaken)
    }
  }

  @Test func `a meeting lasts as long as its longest guest, and no longer when that one leaves`() async throws {
    try await withOffice(Self.yoga) { world in
      _ = try await Self.guest(world, 1)
      let long = try await world.book(email: "long@example.com", key: "form-l", duration: 60)
      #expect(try await world.texts("SELECT end_time::text FROM events") == ["2026-11-23 10:00:00+00"])
      _ = try await world.office.cancel(long.id, of: world.owner, reason: "", caller: .house)
      #expect(
        try await world.texts("SELECT end_time::text || ' ' || upper(blocked)::text || ' ' || status FROM events") == [
          "2026-11-23 09:30:00+00 2026-11-23 09:30:00+00 confirmed"
        ])
      #expect(try await world.texts("SELECT email FROM event_attendees") == ["guest1@example.com"])
    }
  }

  @Test func `who calls off leaves the others their meeting, the last one leaves none`() async throws {
    try await withOffice(Self.yoga) { world in
      let first = try await Self.guest(world, 1)
      let second = try await Self.guest(world, 2)
      _ = try await world.office.cancel(first.id, of: world.owner, reason: "", caller: .house)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 2))
      #expect(try await world.texts("SELECT status FROM events") == ["confirmed"])
      _ = try await world.office.cancel(second.id, of: world.owner, reason: "", caller: .house)
      #expect(try await world.texts("SELECT status FROM events") == ["cancelled"])
      _ = try await Self.guest(world, 3)
      #expect(try await world.count("SELECT count(*) FROM events") == 2)
    }
  }

  @Test func `who moves leaves one group and joins another`() async throws {
    try await withOffice(Self.yoga) { world in
      let first = try await Self.guest(world, 1)
      let second = try await Self.guest(world, 2)
      let other = try await Self.guest(world, 3, at: Self.later)
      let moved = try await world.move(first, to: Self.later)
      #expect(moved.event == other.event)
      #expect(moved.uid == first.uid)
      #expect(moved.sequence == 1)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 2))
      #expect(try await world.open().decide(Self.later, lasting: 30) == .free(seatsLeft: 1))
      let alone = try await world.move(second, to: TestOffice.monday.adding(minutes: 180))
      #expect(alone.event == second.event)
      #expect(try await world.count("SELECT count(*) FROM events WHERE status = 'confirmed'") == 2)
      #expect(try await world.count("SELECT count(*) FROM event_attendees") == 3)
    }
  }

  @Test func `who moves from a group to a free time gets a meeting of their own`() async throws {
    try await withOffice(Self.yoga) { world in
      let first = try await Self.guest(world, 1)
      _ = try await Self.guest(world, 2)
      let moved = try await world.move(first, to: Self.later)
      #expect(moved.event != first.event)
      #expect(
        try await world.texts("SELECT email FROM event_attendees ORDER BY email") == [
          "guest1@example.com", "guest2@example.com",
        ])
    }
  }

  @Test func `nobody moves into a group that has too few seats left`() async throws {
    try await withOffice(Self.yoga) { world in
      let pair = try await world.book(key: "pair") { $0.guests = ["bob@example.com"] }
      _ = try await world.book(Self.later, email: "c@example.com", key: "trio") { $0.guests = ["d@example.com"] }
      guard case .taken(.booked(_, isFull: true), _) = try await world.reschedule(pair, to: Self.later) else {
        throw Unexpected("four on three seats")
      }
    }
  }

  @Test func `a guest may come twice, and stands among the attendees once`() async throws {
    try await withOffice(Self.yoga) { world in
      let first = try await world.book()
      _ = try await world.book(key: "form-2")
      #expect(try await world.count("SELECT count(*) FROM event_attendees") == 1)
      _ = try await world.office.cancel(first.id, of: world.owner, reason: "", caller: .house)
      #expect(try await world.count("SELECT count(*) FROM event_attendees") == 1)
    }
  }

  @Test func `calendars know no two meetings by one name, whatever a link has been`() async throws {
    try await withOffice { world in
      let first = try await Self.guest(world, 1)
      var link = world.link
      link.seats = 3
      _ = try await world.office.saveLink(link, of: world.owner, caller: .house)
      _ = try await Self.guest(world, 2)
      link.seats = 1
      _ = try await world.office.saveLink(link, of: world.owner, caller: .house)
      _ = try await world.office.move(first.id, of: world.owner, to: Self.later, caller: .house)
      #expect(try await world.count("SELECT count(*) FROM events") == 2)
      #expect(try await world.count("SELECT count(DISTINCT ical_uid) FROM events") == 2)
    }
  }

  @Test func `a group that waits for its owner's word is certain with its first yes`() async throws {
    try await withOffice({
      Self.yoga(&$0)
      $0.requiresConfirmation = true
    }) { world in
      let first = try await Self.guest(world, 1)
      let second = try await Self.guest(world, 2)
      #expect(try await world.texts("SELECT status FROM events") == ["tentative"])
      _ = try await world.office.confirm(first.id, of: world.owner, caller: .house)
      #expect(try await world.texts("SELECT status FROM events") == ["confirmed"])
      _ = try await world.office.cancel(first.id, of: world.owner, reason: "", caller: .house)
      #expect(try await world.texts("SELECT status FROM events") == ["tentative"])
      _ = try await world.office.decline(second.id, of: world.owner, reason: "", caller: .house)
      #expect(try await world.texts("SELECT status FROM events") == ["cancelled"])
    }
  }
}
