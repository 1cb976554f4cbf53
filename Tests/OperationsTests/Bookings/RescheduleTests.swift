import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct RescheduleTests {
  private static let later = TestOffice.monday.adding(minutes: 120)

  @Test func `a booking moves: same id, same uid, sequence up, event and reminder with it, letters to all`()
    async throws
  {
    try await withOffice { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      let moved = try await world.move(booked, to: Self.later)
      #expect(moved.id == booked.id)
      #expect(moved.uid == booked.uid)
      #expect(moved.sequence == 1)
      #expect(moved.movedFrom == TestOffice.monday)
      #expect(moved.time == TimeRange(from: Self.later, to: Self.later.adding(minutes: 30)))
      #expect(try await world.office.booking(booked.id, of: world.owner) == moved)
      #expect(
        try await world.texts("SELECT start_time::text || ' ' || sequence || ' ' || status FROM events") == [
          "2026-11-23 11:00:00+00 1 confirmed"
        ])
      #expect(try await world.texts("SELECT due_at::text FROM reminders") == ["2026-11-22 11:00:00+00"])
      #expect(
        try await world.count("SELECT count(*) FROM email_logs WHERE template_name = 'booking_rescheduled'") == 3)
      #expect(try await world.count("SELECT bookings_count FROM booking_links") == 1)
      #expect(
        try await world.texts(
          """
          SELECT concat_ws(' ', metadata ->> 'by', metadata ->> 'from', metadata ->> 'start') FROM audit_logs
          WHERE action = 'booking.reschedule'
          """) == ["guest 2026-11-23T09:00:00Z 2026-11-23T11:00:00Z"])
    }
  }

  @Test func `the time it left is free, the one it took is not`() async throws {
    try await withOffice { world in
      _ = try await world.move(try await world.book(), to: Self.later)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 1))
      #expect(try await world.open().decide(Self.later, lasting: 30) != .free(seatsLeft: 1))
    }
  }

  @Test func `its own time is not in its way`() async throws {
    try await withOffice({ $0.increment = 10 }) { world in
      let booked = try await world.book()
      let overlapping = TestOffice.monday.adding(minutes: 10)
      let choices = try #require(try await world.office.choices(for: booked))
      #expect(choices.decide(overlapping, lasting: 30) == .free(seatsLeft: 1))
      #expect(try await world.move(booked, to: overlapping).time.start == overlapping)
    }
  }

  @Test func `another's time is in its way, and others close by are offered`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let next = TestOffice.monday.adding(minutes: 30)
      _ = try await world.book(next, key: "form-2")
      guard case .taken(.booked, let near) = try await world.reschedule(booked, to: next) else {
        throw Unexpected("moved onto another")
      }
      #expect(near.count >= 5)
      #expect(!near.contains { $0.start == next || $0.start == TestOffice.monday })
      #expect(try await world.office.booking(booked.id, of: world.owner) == booked)
    }
  }

  @Test func `the same form sent twice moves it once`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let first = try await world.move(booked, to: Self.later)
      #expect(try await world.move(booked, to: Self.later) == first)
      #expect(
        try await world.count("SELECT count(*) FROM email_logs WHERE template_name = 'booking_rescheduled'") == 2)
    }
  }

  @Test func `an owner who wants to be asked is asked again`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.book()
      _ = try await world.office.confirm(booked.id, of: world.owner, caller: .house)
      let moved = try await world.move(booked, to: Self.later)
      #expect(moved.status == .pending)
      #expect(try await world.texts("SELECT status FROM events") == ["tentative"])
      #expect(try await world.count("SELECT count(*) FROM reminders") == 0)
    }
  }

  @Test func `a booking keeps its length when the link has another by now`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      var link = world.link
      link.durations = [60]
      _ = try await world.office.saveLink(link, of: world.owner, caller: .house)
      #expect(try await world.move(booked, to: Self.later).duration == 30)
    }
  }

  @Test func `by a link for one booking that booking may still be moved`() async throws {
    try await withOffice({ $0.isSingleUse = true }) { world in
      let moved = try await world.move(try await world.book(), to: Self.later)
      #expect(moved.time.start == Self.later)
    }
  }

  @Test func `what is called off or has begun stays where it is`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let second = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-2")
      _ = try await world.office.cancel(second.id, of: world.owner, reason: "", caller: .house)
      #expect(try await world.isFixed(second, to: Self.later))

      world.clock.advance(by: .seconds(3 * 24 * 3_600))
      #expect(try await world.isFixed(booked, to: Self.later))
      #expect(try await world.office.choices(for: booked) == nil)
    }
  }

  private static let endings: [Query] = [
    "UPDATE booking_links SET is_active = false", "UPDATE booking_links SET expires_at = '2026-11-20T08:00:00Z'",
    "UPDATE booking_links SET deleted_at = '2026-11-20T08:00:00Z'",
  ]

  @Test(arguments: endings.indices)
  func `by a link that takes no bookings any more, what was booked is moved by its rules as they were`(
    ending: Int
  ) async throws {
    try await withOffice { world in
      let booked = try await world.book()
      try await world.office.books.write([Self.endings[ending]], of: world.owner)
      switch try await world.office.book(world.request(Self.later, key: "form-2")) {
      case .closed, .unknown: break
      case let outcome: throw Unexpected("\(outcome)")
      }
      #expect(try await world.office.choices(for: booked) != nil)
      let tooLate = TestOffice.monday.adding(minutes: 600)
      guard case .taken(.outsideHours, _) = try await world.reschedule(booked, to: tooLate) else {
        throw Unexpected("moved out of hours")
      }
      #expect(try await world.move(booked, to: Self.later).time.start == Self.later)
      let further = Self.later.adding(minutes: 60)
      #expect(try await world.ownerMoves(booked, to: further).time.start == further)
    }
  }

  @Test func `a token that is none moves nothing`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let tokens = [
        LinkToken(owner: world.owner.uuid, token: .random()),
        LinkToken(owner: booked.id.uuid, token: try #require(world.office.token(of: booked)).token),
      ]
      for token in tokens {
        guard case .unknown = try await world.office.reschedule(token, to: Self.later, caller: .house) else {
          throw Unexpected("moved by a stranger")
        }
      }
      #expect(try await world.count("SELECT version FROM owners") == 3)
    }
  }
}

extension TestOffice {
  func reschedule(_ booking: Appointment, to start: Instant) async throws -> RescheduleOutcome {
    guard let token = office.token(of: booking) else { throw Unexpected("no token") }
    return try await office.reschedule(token, to: start, caller: .house)
  }

  func move(_ booking: Appointment, to start: Instant) async throws -> Appointment {
    let outcome = try await reschedule(booking, to: start)
    guard case .moved(let moved) = outcome else { throw Unexpected("\(outcome)") }
    return moved
  }

  func isFixed(_ booking: Appointment, to start: Instant) async throws -> Bool {
    if case .fixed = try await reschedule(booking, to: start) { true } else { false }
  }
}
