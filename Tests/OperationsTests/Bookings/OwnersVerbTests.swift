import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct OwnersVerbTests {
  @Test func `the owner's words reach the guest's letter, whatever is said with them`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let first = try await world.book()
      let second = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-2")
      let yes = try await world.office.confirm(first.id, of: world.owner, note: "Bring a pen.", caller: .house)
      guard case .done(let confirmed) = yes else { throw Unexpected("\(yes)") }
      #expect(confirmed.cancellation == nil)
      _ = try await world.office.decline(second.id, of: world.owner, reason: "I am away.", caller: .house)
      _ = try await world.office.cancel(first.id, of: world.owner, reason: "I am ill.", caller: .house)
      #expect(
        try await world.texts(
          """
          SELECT template_name || ': ' || (view ->> 'reason') FROM email_logs
          WHERE recipient_email = 'ada@example.com' AND view ->> 'reason' <> '' ORDER BY created_at, 1
          """
        ).sorted() == [
          "booking_cancelled: I am ill.", "booking_confirmed: Bring a pen.", "booking_declined: I am away.",
        ])
    }
  }

  @Test func `words nobody can have typed confirm nothing`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.book()
      let outcome = try await world.office.confirm(booked.id, of: world.owner, note: "\u{7}", caller: .house)
      guard case .refused([Refusal(.reason, .unprintable)]) = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.office.booking(booked.id, of: world.owner)?.status == .pending)
    }
  }

  @Test func `a guest marked as not there came after all: the booking is what it was, and no letter tells of it`()
    async throws
  {
    try await withOffice { world in
      let booked = try await world.book()
      world.setTime("2026-11-23T09:10:00Z")
      for (time, status) in [("2026-11-23T09:10:00Z", "confirmed"), ("2026-11-23T09:30:00Z", "completed")] {
        world.setTime(time)
        _ = try await world.office.markNoShow(booked.id, of: world.owner, caller: .house)
        for _ in 1...2 {
          let outcome = try await world.office.undoNoShow(booked.id, of: world.owner, caller: .house)
          guard case .done(let undone) = outcome else { throw Unexpected("\(outcome)") }
          #expect(undone.status.rawValue == status)
        }
      }
      #expect(try await world.count("SELECT count(*) FROM email_logs") == 2)
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'booking.show'") == 2)
      #expect(try await world.count("SELECT count(*) FROM reminders") == 1)
    }
  }

  @Test func `nobody comes back to what was called off`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house)
      guard case .fixed = try await world.office.undoNoShow(booked.id, of: world.owner, caller: .house) else {
        throw Unexpected("came back")
      }
      let eve = try await world.anotherOwner()
      guard case .unknown = try await world.office.undoNoShow(booked.id, of: eve, caller: .house) else {
        throw Unexpected("another's")
      }
    }
  }

  @Test(arguments: [
    // status, minutes since it began, what can be done: confirm, decline, cancel, move, no-show, undo
    ("pending", -10, "yes yes yes yes no no"), ("pending", 10, "yes yes yes yes no no"),
    ("pending", 40, "no yes no no no no"), ("confirmed", -10, "no no yes yes no no"),
    ("confirmed", 10, "no no yes yes yes no"), ("confirmed", 40, "no no no no yes no"),
    ("completed", 40, "no no no no yes no"), ("no_show", 40, "no no no no no yes"),
    ("cancelled", -10, "no no no no no no"), ("declined", -10, "no no no no no no"),
  ])
  func `what an owner is offered is what is done when asked for`(
    status: String, minutes: Int, offered: String
  ) async throws {
    try await withOffice { world in
      let booked = try await world.book()
      _ = try await world.database.query(
        """
        UPDATE bookings SET status = \(status), cancelled_at = CASE WHEN \(status) = 'cancelled' THEN now() END,
          cancelled_by = CASE WHEN \(status) IN ('cancelled', 'declined') THEN 'owner' END
        """)
      world.setTime(TestOffice.monday.adding(minutes: minutes).description)
      let verbs = OwnersVerbs(BookingStatus(rawValue: status)!, booked.time, at: world.office.now)
      let flags = [
        verbs.canConfirm, verbs.canDecline, verbs.canCancel, verbs.canMove, verbs.canMarkNoShow, verbs.canUndoNoShow,
      ]
      #expect(flags.map { $0 ? "yes" : "no" }.joined(separator: " ") == offered)
      let (office, id, owner) = (world.office, booked.id, world.owner)
      // Each on its own copy of how things stand.
      func isDone(_ verb: () async throws -> SettleOutcome) async throws -> Bool {
        let before = try await office.booking(id, of: owner)
        let outcome = try await verb()
        guard case .done(let after) = outcome, let before, after.status != before.status else { return false }
        _ = try await world.database.query(
          """
          UPDATE bookings SET status = \(status), cancelled_by = NULL, cancellation_reason = '',
            cancelled_at = CASE WHEN \(status) = 'cancelled' THEN now() END
          """)
        _ = try await world.database.query("UPDATE events SET status = 'confirmed'")
        return true
      }
      let done = [
        try await isDone { try await office.confirm(id, of: owner, caller: .house) },
        try await isDone { try await office.decline(id, of: owner, reason: "", caller: .house) },
        try await isDone { try await office.cancel(id, of: owner, reason: "", caller: .house) },
        try await {
          if case .moved = try await world.tryMove(booked, to: TestOffice.monday, anyway: true) { true } else { false }
        }(),
        try await isDone { try await office.markNoShow(id, of: owner, caller: .house) },
        try await isDone { try await office.undoNoShow(id, of: owner, caller: .house) },
      ]
      #expect(done == flags)
    }
  }

  @Test func `the dossier tells who did what from where, and what became of each letter`() async throws {
    try await withOffice { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      world.clock.advance(by: .seconds(60))
      _ = try await world.ownerMoves(booked, to: TestOffice.monday.adding(minutes: 60), note: "Sorry!")
      _ = try await world.database.query(
        """
        UPDATE email_logs SET status = 'failed', error_message = 'no such mailbox', attempts = 3, next_attempt_at = NULL
        WHERE recipient_email = 'bob@example.com'
        """)
      let dossier = try #require(try await world.office.dossier(of: booked.id, world.owner))
      #expect(dossier.changes.map(\.action) == ["booking.create", "booking.reschedule"])
      #expect(dossier.changes.map(\.by) == [.guest, .owner])
      #expect(dossier.changes.map(\.address) == ["192.0.2.7", "192.0.2.9"])
      #expect(dossier.changes[1].from == TestOffice.monday)
      #expect(dossier.changes[1].start == TestOffice.monday.adding(minutes: 60))
      #expect(dossier.letters.count == 6)
      let bobs = dossier.letters.filter { $0.recipient == "bob@example.com" }
      #expect(bobs.map(\.status) == [.failed, .failed])
      #expect(bobs.map(\.error) == ["no such mailbox", "no such mailbox"])
      #expect(bobs.map(\.reader) == [.companion, .companion])
      #expect(bobs.map(\.template) == [.bookingConfirmed, .bookingRescheduled])
      #expect(bobs.map(\.note) == ["", "Sorry!"])
      #expect(dossier.party == 2)
      #expect(dossier.others.isEmpty)
    }
  }

  @Test func `who shares a group is named, and counted with those they bring`() async throws {
    try await withOffice({ $0.seats = 5 }) { world in
      let first = try await world.book()
      let second = try await world.book(email: "bob@example.com", key: "form-2") { $0.guests = ["cat@example.com"] }
      let dossier = try #require(try await world.office.dossier(of: first.id, world.owner))
      #expect(dossier.others.map(\.id) == [second.id])
      #expect(dossier.party == 3)
    }
  }
}
