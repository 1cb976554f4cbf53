import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// Two who want something of one booking at once: one of them does it, the other is told how it stands, and each reader
/// gets each letter once.
@Suite struct OwnersRaceTests {
  @Test func `two tabs cancel at once: one letter to each side`() async throws {
    try await withOffice { world in
      let other = world.another()
      for round in 0..<6 {
        let booked = try await world.book(TestOffice.monday.adding(minutes: 30 * round), key: "form-\(round)")
        async let here = world.office.cancel(booked.id, of: world.owner, reason: "One", caller: .house)
        async let there = other.cancel(booked.id, of: world.owner, reason: "Two", caller: .house)
        let outcomes = try await [here, there]
        #expect(outcomes.allSatisfy { if case .done(let booking) = $0 { booking.status == .cancelled } else { false } })
        #expect(
          try await Self.letters(world, "booking_cancelled", booked.id) == ["ada@example.com", "demo@example.org"])
        #expect(try await Self.audits(world, booked.id) == ["booking.cancel", "booking.create"])
      }
      #expect(try await world.count("SELECT bookings_count FROM booking_links") == 0)
    }
  }

  @Test func `an owner confirms while the guest cancels: both are done one after the other, or the second is told`()
    async throws
  {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let other = world.another()
      for round in 0..<8 {
        let booked = try await world.book(TestOffice.monday.adding(minutes: 30 * round), key: "form-\(round)")
        let token = try #require(world.office.token(of: booked))
        async let yes = world.office.confirm(booked.id, of: world.owner, caller: .house)
        async let no = other.cancel(token, reason: "", caller: .house)
        let (confirmed, cancelled) = try await (yes, no)
        // A guest may call off what was confirmed; an owner can't confirm what was called off.
        guard case .done = cancelled else { throw Unexpected("\(cancelled)") }
        var wasFirst = false
        switch confirmed {
        case .done: wasFirst = true
        case .fixed(let booking): #expect(booking.status == .cancelled)
        case .refused, .changed, .unknown: throw Unexpected("\(confirmed)")
        }
        #expect(try await world.office.booking(booked.id, of: world.owner)?.status == .cancelled)
        let letters = ["ada@example.com", "demo@example.org"]
        #expect(try await Self.letters(world, "booking_confirmed", booked.id) == (wasFirst ? letters : []))
        #expect(try await Self.letters(world, "booking_cancelled", booked.id) == letters)
      }
      #expect(try await world.count("SELECT count(*) FROM reminders") == 0)
      #expect(try await world.count("SELECT count(*) FROM events WHERE status <> 'cancelled'") == 0)
    }
  }

  @Test func `an owner confirms in one tab and declines in another: one of them holds`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let other = world.another()
      for round in 0..<6 {
        let booked = try await world.book(TestOffice.monday.adding(minutes: 30 * round), key: "form-\(round)")
        async let yes = world.office.confirm(booked.id, of: world.owner, caller: .house)
        async let no = other.decline(booked.id, of: world.owner, reason: "", caller: .house)
        let outcomes = try await [yes, no]
        #expect(outcomes.count { if case .done = $0 { true } else { false } } == 1)
        #expect(outcomes.count { if case .fixed = $0 { true } else { false } } == 1)
      }
    }
  }

  @Test func `owner and guest move the same booking at once: it lies where the later one put it`() async throws {
    try await withOffice { world in
      let other = world.another()
      let booked = try await world.book()
      let token = try #require(world.office.token(of: booked))
      let (one, two) = (TestOffice.monday.adding(minutes: 60), TestOffice.monday.adding(minutes: 120))
      async let owners = world.office.move(booked.id, of: world.owner, to: one, caller: .house)
      async let guests = other.reschedule(token, to: two, caller: .house)
      let (byOwner, byGuest) = try await (owners, guests)
      guard case .moved = byOwner, case .moved = byGuest else { throw Unexpected("\(byOwner) \(byGuest)") }
      let now = try #require(try await world.office.booking(booked.id, of: world.owner))
      #expect(now.sequence == 2)
      #expect([one, two].contains(now.time.start))
      #expect(try await world.count("SELECT count(*) FROM events WHERE status = 'confirmed'") == 1)
      #expect(try await Self.letters(world, "booking_rescheduled", booked.id).count == 4)
    }
  }

  @Test func `a guest moves what its owner calls off: one of them is done, the other told`() async throws {
    try await withOffice { world in
      let other = world.another()
      for round in 0..<6 {
        let booked = try await world.book(TestOffice.monday.adding(minutes: 30 * round), key: "form-\(round)")
        let token = try #require(world.office.token(of: booked))
        let start = booked.time.start.adding(minutes: 240)
        async let owners = world.office.cancel(
          booked.id, of: world.owner, reason: "", caller: .house, ifStill: { $0.time == booked.time })
        async let guests = other.reschedule(token, to: start, caller: .house, ifStill: { $0.time == booked.time })
        switch try await (owners, guests) {
        case (.done(let cancelled), .fixed): #expect(cancelled.status == .cancelled && cancelled.time == booked.time)
        case (.changed(let seen), .moved(let moved)): #expect(seen.time.start == start && moved.status == .confirmed)
        case (let cancelled, let moved): throw Unexpected("\(cancelled) \(moved)")
        }
      }
    }
  }

  private static func letters(_ world: TestOffice, _ template: String, _ booking: BookingID) async throws -> [String] {
    try await world.texts(
      """
      SELECT recipient_email FROM email_logs WHERE template_name = \(template) AND booking_id = \(booking) ORDER BY 1
      """)
  }

  private static func audits(_ world: TestOffice, _ booking: BookingID) async throws -> [String] {
    try await world.texts("SELECT action FROM audit_logs WHERE resource_id = \(booking) ORDER BY 1")
  }
}
