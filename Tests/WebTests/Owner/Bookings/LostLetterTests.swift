import CivilTime
import HTTP
import Operations
import Postgres
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct LostLetterTests {
  private static let letters = "//section[@aria-labelledby='letters']"

  /// The letter to the guest came back.
  private static func lost(_ desk: DeskHouse) async throws -> BookingID {
    let id = try await desk.booked()
    try await desk.guests.database.query(
      """
      UPDATE email_logs SET status = 'bounced', error_message = 'no such box', attempts = 1, next_attempt_at = NULL
      WHERE booking_id = \(id) AND recipient_email = 'ada@moreau.example'
      """)
    return id
  }

  private static func statuses(_ desk: DeskHouse) async throws -> [String] {
    try await desk.guests.database.query("SELECT status FROM email_logs WHERE user_id = \(desk.owner) ORDER BY status")
      .map { try $0.decode(String.self) }
  }

  @Test(arguments: ["/app", ""]) func `a letter that came back is sent again by one press`(place: String) async throws {
    try await withDesk { desk in
      let id = try await Self.lost(desk)
      let page = try await desk.get(place.isEmpty ? desk.path(.one(id)) : place).page
      let form = try #require(page.first("//form[contains(@action, '/again')]"))
      #expect(form.text == "Send it again")
      let after = try await desk.follow(form["action"] ?? "", form.hidden)
      #expect(after.page.done == "The letter is on its way again.")
      #expect(try await Self.statuses(desk) == ["queued", "queued"])
      #expect(!after.page.has("//form[contains(@action, '/letters/')]"))
      #expect(
        after.page.first("//section[@aria-labelledby='changes']//li/div/p[1]")?.text
          == "You sent a letter again that had not arrived")
      let twice = try await desk.follow(form["action"] ?? "", form.hidden)
      #expect(twice.page.done == "Nothing was changed: the booking stands otherwise by now.")
    }
  }

  @Test func `put away it is told of no longer, neither today nor in the list, and can still be read`() async throws {
    try await withDesk { desk in
      let id = try await Self.lost(desk)
      #expect(try await desk.get("/app/bookings").page.bookingLines[0].contains("letter came back"))
      let today = try await desk.get("/app").page
      let form = try #require(today.first("//form[contains(@action, '/away')]"))
      let after = try await desk.follow(form["action"] ?? "", form.hidden)
      #expect(after.page.has("//p[.='Nothing waits for you.']"))
      #expect(try await !desk.get("/app/bookings").page.bookingLines[0].contains("letter came back"))
      let page = try await desk.get(desk.path(.one(id))).page
      #expect(page.first(Self.letters)?.text.contains("no such box") == true)
      #expect(!page.has("//form[contains(@action, '/letters/')]"))
    }
  }

  @Test func `what its reader was told more since is put away, not sent again`() async throws {
    try await withDesk { desk in
      let id = try await Self.lost(desk)
      desk.guests.clock.advance(by: .seconds(60))
      try await desk.guestMoves(id)
      let page = try await desk.get(desk.path(.one(id))).page
      #expect(!page.has("//form[contains(@action, '/again')]"))
      let away = try #require(page.first("//form[contains(@action, '/away')]")?["action"])
      let again = away.replacing("/away", with: "/again")
      #expect(try await desk.follow(again).page.done?.hasPrefix("Nothing was changed") == true)
      #expect(try await Self.statuses(desk).contains("bounced"))
      #expect(try await desk.follow(away).page.done == "Put away. The letter still stands below.")
    }
  }
}
