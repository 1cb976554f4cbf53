import CivilTime
import HTTP
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// What a guest presses is meant for the time that their page shows.
@Suite struct StaleGuestFormTests {
  private static let told = "//div[@role='alert' and @autofocus]/p"
  private static let sentence =
    "This meeting was moved since you opened the page: it is now on Friday 4 December at 09:00. Nothing was done yet."

  @Test(arguments: ["", "/cancel"])
  func `calling off what its owner has moved meanwhile is asked again, with the words`(page: String) async throws {
    try await withDesk { desk in
      let address = try await desk.guests.book()
      let form = try #require(
        try await desk.guests.get(address + page).page.first("//form[@action='\(address)/cancel']"))
      try await desk.ownerMoves()
      let reply = try await desk.guests.post(address + "/cancel", form.hidden + [("reason", "I am ill.")])
      #expect(reply.status == 409)
      #expect(reply.page.first(Self.told)?.text == Self.sentence)
      #expect(reply.page.first("//textarea")?.text == "I am ill.")
      #expect(try await desk.guests.bookings().map(\.status) == ["confirmed"])
      let again = try #require(reply.page.first("//main//form"))
      #expect(try await desk.guests.post(address + "/cancel", again.hidden).status == 303)
      #expect(try await desk.guests.bookings().map(\.status) == ["cancelled"])
    }
  }

  @Test func `so is moving`() async throws {
    try await withDesk { desk in
      let address = try await desk.guests.book()
      let page = address + "/reschedule"
      let form = try #require(
        try await desk.guests.get(page + "?start=2026-12-07T08:00:00Z").page.first("//main//form"))
      try await desk.ownerMoves()
      let reply = try await desk.guests.post(page, form.hidden)
      #expect(reply.status == 409 && reply.page.first(Self.told)?.text == Self.sentence)
      #expect(reply.page.first("//p[@class='moment gone']")?.text == "Friday 4 December 09:00 – 09:30")
      let again = try #require(reply.page.first("//main//form"))
      #expect(try await desk.guests.post(page, again.hidden).status == 303)
      #expect(try await desk.guests.bookings().map(\.start.description) == ["2026-12-07T08:00:00Z"])
    }
  }

  @Test func `whether it was accepted meanwhile makes no difference to who calls off`() async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let address = try await desk.guests.book()
      let form = try #require(try await desk.guests.get(address + "/cancel").page.first("//main//form"))
      for id in try await desk.ids() {
        _ = try await desk.office.confirm(id, of: desk.owner, caller: .house)
      }
      #expect(try await desk.guests.post(address + "/cancel", form.hidden).status == 303)
      #expect(try await desk.guests.bookings().map(\.status) == ["cancelled"])
    }
  }
}

extension DeskHouse {
  fileprivate func ids() async throws -> [BookingID] {
    try await guests.database.query("SELECT id FROM bookings WHERE user_id = \(owner)").map {
      try $0.decode(BookingID.self)
    }
  }

  /// All there is, to Friday 4 December.
  fileprivate func ownerMoves() async throws {
    guard let start = Instant("2026-12-04T08:00:00Z") else { throw Unexpected(what: "no time") }
    for id in try await ids() { _ = try await office.move(id, of: owner, to: start, caller: .house) }
  }
}
