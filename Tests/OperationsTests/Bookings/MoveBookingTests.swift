import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// What an owner can do with a booking's time that its guest can't.
@Suite struct MoveBookingTests {
  private static let later = TestOffice.monday.adding(minutes: 120)
  /// Seven in the evening in Berlin.
  private static let evening = TestOffice.monday.adding(minutes: 9 * 60)

  @Test func `an owner moves a booking: all are told, with the owner's words for the guest`() async throws {
    try await withOffice { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      let moved = try await world.ownerMoves(booked, to: Self.later, note: " My train is late.\r\n")
      #expect(moved.time.start == Self.later)
      #expect(moved.movedFrom == TestOffice.monday)
      #expect(moved.sequence == 1)
      #expect(moved.cancellation == nil)
      #expect(try await world.office.booking(booked.id, of: world.owner) == moved)
      #expect(
        try await world.texts(
          """
          SELECT recipient_email || ': ' || (view ->> 'reason') FROM email_logs
          WHERE template_name = 'booking_rescheduled' ORDER BY 1
          """) == [
            "ada@example.com: My train is late.", "bob@example.com: My train is late.",
            "demo@example.org: My train is late.",
          ])
      #expect(
        try await world.texts(
          """
          SELECT concat_ws(' ', metadata ->> 'by', metadata ->> 'from', metadata ->> 'start', host(ip_address))
          FROM audit_logs WHERE action = 'booking.reschedule'
          """) == ["owner 2026-11-23T09:00:00Z 2026-11-23T11:00:00Z 192.0.2.9"])
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 1))
    }
  }

  @Test func `a time outside of one's own rules is refused with its reason, and taken anyway when said so`()
    async throws
  {
    try await withOffice { world in
      let booked = try await world.book()
      guard case .taken(.outsideHours, let near) = try await world.tryMove(booked, to: Self.evening) else {
        throw Unexpected("moved out of hours")
      }
      #expect(!near.isEmpty)
      #expect(Reason.outsideHours.isOwnersToBreak)
      let moved = try await world.ownerMoves(booked, to: Self.evening, anyway: true)
      #expect(moved.time.start == Self.evening)
    }
  }

  @Test func `an own event is passed over anyway, another booking never`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let event = OwnEvent(
        title: "Lunch", time: .timed(TimeRange(from: Self.later, to: Self.later.adding(minutes: 30))),
        zone: TestOffice.berlin)
      _ = try await world.office.addEvent(event, of: world.owner, caller: .house)
      guard case .taken(.busy, _) = try await world.tryMove(booked, to: Self.later) else {
        throw Unexpected("moved onto lunch")
      }
      let other = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-2")
      for start in [other.time.start, other.time.start.adding(minutes: 10)] {
        guard case .taken(.booked, _) = try await world.tryMove(booked, to: start, anyway: true) else {
          throw Unexpected("moved onto another")
        }
      }
      _ = try await world.ownerMoves(booked, to: Self.later, anyway: true)
      #expect(try await world.count("SELECT count(*) FROM events WHERE status = 'confirmed'") == 3)
    }
  }

  @Test func `a booking beyond all that is read is in the way too: the database says so`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let nextSummer = Instant("2027-08-02T09:00:00Z")!
      let other = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-2")
      _ = try await world.ownerMoves(other, to: nextSummer, anyway: true)
      guard case .taken(.booked, _) = try await world.tryMove(booked, to: nextSummer.adding(minutes: 10), anyway: true)
      else { throw Unexpected("moved onto another") }
      #expect(try await world.office.booking(booked.id, of: world.owner) == booked)
    }
  }

  @Test func `no notice is asked of an owner, but the past is over`() async throws {
    try await withOffice({ $0.notice = 1_440 }) { world in
      let booked = try await world.book(TestOffice.monday.adding(minutes: 60))
      world.setTime("2026-11-23T08:59:00Z")
      #expect(try await world.ownerMoves(booked, to: TestOffice.monday).time.start == TestOffice.monday)
      for anyway in [true, false] {
        let outcome = try await world.tryMove(booked, to: TestOffice.monday.adding(minutes: -60), anyway: anyway)
        guard case .taken(.tooSoon, _) = outcome else { throw Unexpected("\(outcome)") }
      }
    }
  }

  @Test func `a booking that waits is confirmed by being moved, and those who come along hear of it`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      let moved = try await world.ownerMoves(booked, to: Self.later)
      #expect(moved.status == .confirmed)
      #expect(try await world.texts("SELECT status FROM events") == ["confirmed"])
      #expect(try await world.count("SELECT count(*) FROM reminders") == 1)
      #expect(
        try await world.count("SELECT count(*) FROM email_logs WHERE template_name = 'booking_rescheduled'") == 3)
    }
  }

  @Test func `to its own time, or twice by two presses, it is moved once`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      #expect(try await world.ownerMoves(booked, to: TestOffice.monday) == booked)
      for _ in 1...2 { _ = try await world.ownerMoves(booked, to: Self.later) }
      #expect(
        try await world.count("SELECT count(*) FROM email_logs WHERE template_name = 'booking_rescheduled'") == 2)
    }
  }

  @Test func `one of a group goes by itself, and joins another only where there is a seat`() async throws {
    try await withOffice({ $0.seats = 2 }) { world in
      let first = try await world.book(email: "a@example.com", key: "a")
      let second = try await world.book(email: "b@example.com", key: "b")
      let third = try await world.book(Self.later, email: "c@example.com", key: "c")
      let moved = try await world.ownerMoves(first, to: Self.later)
      #expect(moved.event == third.event)
      guard case .taken(.booked(_, isFull: true), _) = try await world.tryMove(second, to: Self.later, anyway: true)
      else { throw Unexpected("three on two seats") }
      #expect(try await world.office.dossier(of: moved.id, world.owner)?.party == 2)
    }
  }

  @Test func `it may be moved within a link that was switched off, and after the link was deleted`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      var link = world.link
      link.isActive = false
      try await world.office.books.write([Links.save(link, of: world.owner)], of: world.owner)
      _ = try await world.ownerMoves(booked, to: Self.later)
      try await world.office.books.write(
        [Links.delete(link.id, of: world.owner, at: world.office.now)], of: world.owner)
      let evening = try await world.ownerMoves(booked, to: Self.evening, anyway: true)
      #expect(evening.time.start == Self.evening)
      // Nobody can book by it.
      guard case .unknown = try await world.office.book(world.request(key: "form-2")) else {
        throw Unexpected("booked by a deleted link")
      }
    }
  }

  @Test func `what is called off or over stays, and so does another owner's`() async throws {
    try await withOffice { world in
      let (booked, other) = (try await world.book(), try await world.book(Self.later, key: "form-2"))
      let eve = try await world.anotherOwner()
      let stranger = try await world.office.move(
        booked.id, of: eve, to: Self.evening, anyway: true, caller: .house)
      guard case .unknown = stranger else { throw Unexpected("\(stranger)") }
      _ = try await world.office.cancel(other.id, of: world.owner, reason: "", caller: .house)
      guard case .fixed = try await world.tryMove(other, to: Self.evening, anyway: true) else {
        throw Unexpected("moved after it was called off")
      }
      world.setTime("2026-11-23T09:30:00Z")
      guard case .fixed = try await world.tryMove(booked, to: Self.evening, anyway: true) else {
        throw Unexpected("moved after it was over")
      }
    }
  }

  @Test func `words nobody can have typed change nothing`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let outcome = try await world.office.move(
        booked.id, of: world.owner, to: Self.later, note: "\u{0}", caller: .house)
      guard case .refused([Refusal(.reason, .unprintable)]) = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.office.booking(booked.id, of: world.owner) == booked)
    }
  }

  @Test func `hostile instants are refused like any other`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      for start in [Instant.distantPast, .distantFuture, .distantFuture.adding(seconds: -1), Instant(seconds: 0)] {
        for anyway in [true, false] {
          guard case .taken = try await world.tryMove(booked, to: start, anyway: anyway) else {
            throw Unexpected("moved to \(start)")
          }
        }
      }
    }
  }
}

extension TestOffice {
  func tryMove(
    _ booking: Appointment, to start: Instant, anyway: Bool = false, note: String = ""
  ) async throws -> MoveOutcome {
    try await office.move(
      booking.id, of: owner, to: start, anyway: anyway, note: note,
      caller: Caller(address: "192.0.2.9", userAgent: "Tests"))
  }

  func ownerMoves(
    _ booking: Appointment, to start: Instant, anyway: Bool = false, note: String = ""
  ) async throws -> Appointment {
    let outcome = try await tryMove(booking, to: start, anyway: anyway, note: note)
    guard case .moved(let moved) = outcome else { throw Unexpected("\(outcome)") }
    return moved
  }
}
