import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// Who hears what of a booking's fate.
@Suite struct ToldTests {
  private static let later = TestOffice.monday.adding(minutes: 60)

  private static func shares(_ world: TestOffice, _ template: LetterTemplate) async throws -> [String] {
    try await world.texts(
      """
      SELECT view ->> 'share' FROM email_logs
      WHERE template_name = \(template.rawValue) AND view ->> 'reader' = 'owner' ORDER BY created_at, id
      """)
  }

  private static func told(_ world: TestOffice, _ template: LetterTemplate) async throws -> [String] {
    try await world.texts(
      "SELECT DISTINCT view ->> 'reader' FROM email_logs WHERE template_name = \(template.rawValue) ORDER BY 1")
  }

  @Test func `an owner is told whether a group's guest was its last`() async throws {
    try await withOffice({ $0.seats = 3 }) { world in
      let first = try await world.book(email: "a@example.com", key: "form-1")
      let second = try await world.book(email: "b@example.com", key: "form-2")
      for booking in [first, second] {
        _ = try await world.office.cancel(booking.id, of: world.owner, reason: "", caller: .house)
        world.clock.advance(by: .seconds(1))
      }
      #expect(try await Self.shares(world, .bookingConfirmed) == ["place", "place"])
      #expect(try await Self.shares(world, .bookingCancelled) == ["place", "lastPlace"])
    }
  }

  @Test func `who is alone with the owner has the whole meeting`() async throws {
    try await withOffice { world in
      let booking = try await world.book()
      _ = try await world.office.cancel(booking.id, of: world.owner, reason: "", caller: .house)
      #expect(try await Self.shares(world, .bookingCancelled) == ["whole"])
    }
  }

  @Test(arguments: [LetterTemplate.bookingDeclined, .bookingCancelled])
  func `who comes along to what was certain once hears that it is off`(_ template: LetterTemplate) async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booking = try await world.book { $0.guests = ["bob@example.com"] }
      _ = try await world.office.confirm(booking.id, of: world.owner, caller: .house)
      let token = try #require(world.office.token(of: booking))
      guard case .moved(let moved) = try await world.office.reschedule(token, to: Self.later, caller: .house),
        moved.status == .pending
      else { throw Unexpected("not moved") }
      try await Self.end(booking, by: template, world)
      #expect(try await Self.told(world, template).contains("companion"))
    }
  }

  @Test(arguments: [LetterTemplate.bookingDeclined, .bookingCancelled])
  func `who comes along to what never was certain hears nothing of it`(_ template: LetterTemplate) async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booking = try await world.book { $0.guests = ["bob@example.com"] }
      let token = try #require(world.office.token(of: booking))
      _ = try await world.office.reschedule(token, to: Self.later, caller: .house)
      try await Self.end(booking, by: template, world)
      #expect(try await world.count("SELECT count(*) FROM email_logs WHERE view ->> 'reader' = 'companion'") == 0)
      #expect(try await Self.told(world, template).contains("guest"))
    }
  }

  private static func end(_ booking: Appointment, by template: LetterTemplate, _ world: TestOffice) async throws {
    let outcome =
      template == .bookingDeclined
      ? try await world.office.decline(booking.id, of: world.owner, reason: "", caller: .house)
      : try await world.office.cancel(booking.id, of: world.owner, reason: "", caller: .house)
    guard case .done = outcome else { throw Unexpected("\(outcome)") }
  }
}
