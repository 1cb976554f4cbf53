import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct SettleBookingTests {
  @Test func `a guest calls off: the time is free, both sides are told, the reminder is gone`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let token = try #require(world.office.token(of: booked))
      let outcome = try await world.office.cancel(token, reason: " I am ill.\r\n", caller: .house)
      guard case .done(let cancelled) = outcome else { throw Unexpected("\(outcome)") }
      #expect(cancelled.status == .cancelled)
      #expect(cancelled.cancellation?.by == .guest)
      #expect(cancelled.cancellation?.reason == "I am ill.")
      #expect(cancelled.sequence == 1)
      #expect(try await world.office.booking(token) == cancelled)
      #expect(try await world.texts("SELECT status FROM events") == ["cancelled"])
      #expect(try await world.count("SELECT count(*) FROM reminders") == 0)
      #expect(try await world.count("SELECT bookings_count FROM booking_links") == 0)
      #expect(
        try await world.texts(
          "SELECT recipient_email FROM email_logs WHERE template_name = 'booking_cancelled' ORDER BY 1") == [
            "ada@example.com", "demo@example.org",
          ])
      _ = try await world.book(key: "form-2")
    }
  }

  private static let closings: [(closing: Query, leadsOn: Bool)] = [
    ("UPDATE booking_links SET is_active = true", true), ("UPDATE booking_links SET is_active = false", false),
    ("UPDATE booking_links SET deleted_at = now()", false),
    ("UPDATE booking_links SET expires_at = '2026-01-01T00:00:00Z'", false),
    ("UPDATE booking_links SET expires_at = '2027-11-20T00:00:00Z'", true),
    // The one booking it may have is free to be made again.
    ("UPDATE booking_links SET single_use = true", true),
    ("UPDATE booking_links SET single_use = true, bookings_count = 2", false),
  ]

  @Test(arguments: closings.indices)
  func `a letter leads to another time only where the link takes bookings`(_ index: Int) async throws {
    let (closing, leadsOn) = Self.closings[index]
    try await withOffice { world in
      let booked = try await world.book()
      _ = try await world.database.query(closing)
      _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house)
      let kept = try await world.texts(
        """
        SELECT coalesce(view ->> 'isDeadEnd', 'false') FROM email_logs
        WHERE template_name = 'booking_cancelled' AND recipient_email LIKE 'ada%'
        """)
      #expect(kept == ["\(!leadsOn)"])
    }
  }

  @Test func `calling off twice is calling off once`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      for _ in 1...2 { _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house) }
      #expect(try await world.count("SELECT count(*) FROM email_logs WHERE template_name = 'booking_cancelled'") == 2)
      #expect(try await world.count("SELECT bookings_count FROM booking_links") == 0)
    }
  }

  @Test func `a reason nobody can have typed changes nothing`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let outcome = try await world.office.cancel(booked.id, of: world.owner, reason: "\u{0}", caller: .house)
      guard case .refused([Refusal(.reason, .unprintable)]) = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.office.booking(booked.id, of: world.owner) == booked)
    }
  }

  @Test func `a guest can't call off what has begun, its owner can until it is over`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      world.setTime("2026-11-23T09:00:00Z")
      let token = try #require(world.office.token(of: booked))
      guard case .fixed = try await world.office.cancel(token, reason: "", caller: .house) else {
        throw Unexpected("called off by the guest")
      }
      guard case .done = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house) else {
        throw Unexpected("not called off by the owner")
      }
    }
  }

  @Test func `an owner says yes: confirmed, reminded, and everybody is told`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      for _ in 1...2 {
        let outcome = try await world.office.confirm(booked.id, of: world.owner, caller: .house)
        guard case .done(let confirmed) = outcome else { throw Unexpected("\(outcome)") }
        #expect(confirmed.status == .confirmed)
      }
      #expect(try await world.texts("SELECT status FROM events") == ["confirmed"])
      #expect(try await world.count("SELECT count(*) FROM reminders") == 1)
      #expect(
        try await world.texts(
          "SELECT recipient_email FROM email_logs WHERE template_name = 'booking_confirmed' ORDER BY 1") == [
            "ada@example.com", "bob@example.com", "demo@example.org",
          ])
    }
  }

  @Test func `an owner says no: the time is free, and only the guest is told`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      let outcome = try await world.office.decline(booked.id, of: world.owner, reason: "Sorry", caller: .house)
      guard case .done(let declined) = outcome else { throw Unexpected("\(outcome)") }
      #expect(declined.cancellation?.reason == "Sorry")
      #expect(try await world.office.booking(booked.id, of: world.owner) == declined)
      #expect(
        try await world.texts("SELECT recipient_email FROM email_logs WHERE template_name = 'booking_declined'") == [
          "ada@example.com"
        ])
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 1))
    }
  }

  @Test func `what was answered can't be answered otherwise`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.book()
      _ = try await world.office.confirm(booked.id, of: world.owner, caller: .house)
      guard case .fixed = try await world.office.decline(booked.id, of: world.owner, reason: "", caller: .house) else {
        throw Unexpected("declined after all")
      }
      _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house)
      guard case .fixed = try await world.office.confirm(booked.id, of: world.owner, caller: .house) else {
        throw Unexpected("confirmed after all")
      }
    }
  }

  @Test func `a guest who did not come is marked from when it began, and no letter tells of it`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      guard case .fixed = try await world.office.markNoShow(booked.id, of: world.owner, caller: .house) else {
        throw Unexpected("marked too early")
      }
      world.setTime("2026-11-23T09:01:00Z")
      guard case .done = try await world.office.markNoShow(booked.id, of: world.owner, caller: .house) else {
        throw Unexpected("not marked")
      }
      #expect(try await world.texts("SELECT status FROM bookings") == ["no_show"])
      #expect(try await world.count("SELECT count(*) FROM email_logs") == 2)
    }
  }

  @Test func `what is over becomes completed, once, and nothing else does`() async throws {
    try await withOffice { world in
      let over = try await world.book()
      let cancelled = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-2")
      _ = try await world.office.cancel(cancelled.id, of: world.owner, reason: "", caller: .house)
      _ = try await world.book(TestOffice.monday.adding(minutes: 60), key: "form-3")
      world.setTime("2026-11-23T09:30:00Z")
      #expect(try await world.office.completePast() == 1)
      #expect(try await world.office.completePast() == 0)
      #expect(try await world.office.booking(over.id, of: world.owner)?.status == .completed)
      #expect(
        try await world.texts("SELECT status FROM bookings ORDER BY slot_start") == [
          "completed", "cancelled", "confirmed",
        ])
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'booking.complete'") == 1)
    }
  }

  @Test func `another owner's booking is nobody's`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let other = NewOwner(username: "eve", email: "eve@example.org", passwordHash: "-", zone: .utc)
      guard case .created(let eve) = try await world.office.createOwner(other, caller: .house) else {
        throw Unexpected("no owner")
      }
      for outcome in [
        try await world.office.cancel(booked.id, of: eve, reason: "", caller: .house),
        try await world.office.confirm(booked.id, of: eve, caller: .house),
        try await world.office.decline(booked.id, of: eve, reason: "", caller: .house),
        try await world.office.markNoShow(booked.id, of: eve, caller: .house),
      ] {
        guard case .unknown = outcome else { throw Unexpected("\(outcome)") }
      }
      #expect(try await world.office.booking(booked.id, of: eve) == nil)
    }
  }
}

extension TestOffice {
  /// Moves the offices' clock on.
  func setTime(_ text: String) {
    guard let instant = Instant(text) else { return }
    clock.advance(by: .microseconds(instant.microseconds - clock.wall))
  }
}
