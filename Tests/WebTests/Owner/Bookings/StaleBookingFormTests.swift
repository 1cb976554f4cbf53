import CivilTime
import Crypto
import HTTP
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// What is pressed on an owner's page is meant for the meeting that the page shows.
@Suite struct StaleBookingFormTests {
  private static let told = "//div[@role='alert' and @autofocus and h2='This was changed meanwhile']/p"
  private static let later = "2026-12-04T08:00:00Z"

  @Test(arguments: [BookingVerb.confirmation, .refusal])
  func `a guest moves a request while its owner looks at it: the answer is asked for again, about what is there now`(
    verb: BookingVerb
  ) async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let id = try await desk.booked()
      let address = desk.path(.verb(id, verb))
      let form = try #require(try await desk.get(desk.path(.one(id))).page.first("//form[@action='\(address)']"))
      try await desk.guestMoves(id)
      let reply = try await desk.post(address, form.hidden + [("reason", "Bring a pen.")])
      #expect(reply.status == 409)
      #expect(
        reply.page.first(Self.told)?.text
          == "Ada Moreau moved this meeting to Friday 4 December, 15:00. Nothing was done yet.")
      #expect(reply.page.first("//p[@class='moment']")?.text == "Friday 4 December 15:00 – 15:30")
      #expect(reply.page.first("//textarea")?.text == "Bring a pen.")
      #expect(try await desk.status(id) == "pending")
      let again = try #require(reply.page.first("//main//form"))
      let after = try await desk.follow(again["action"] ?? "", again.hidden + [("reason", "Bring a pen.")])
      #expect(after.page.done == "\(verb == .refusal ? "Declined" : "Accepted"). Your guest has been told.")
    }
  }

  @Test func `calling off what a guest has moved meanwhile is asked again`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let address = desk.path(.verb(id, .cancellation))
      let form = try #require(try await desk.get(address).page.first("//main//form"))
      try await desk.guestMoves(id)
      let reply = try await desk.post(address, form.hidden + [("reason", "I am ill.")])
      #expect(reply.status == 409 && reply.page.first("//textarea")?.text == "I am ill.")
      #expect(reply.page.first("//main//form//button")?.text == "Cancel Friday 4 December, 15:00")
      #expect(try await desk.status(id) == "confirmed")
      let again = try #require(reply.page.first("//main//form"))
      _ = try await desk.follow(address, again.hidden)
      #expect(try await desk.status(id) == "cancelled")
    }
  }

  @Test func `what the list and the first page accept is what they showed, and the list comes back`() async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let id = try await desk.booked()
      let accept = "//form[@action='\(desk.path(.verb(id, .confirmation)))']"
      let today = try #require(try await desk.get("/app").page.first(accept))
      let list = try #require(try await desk.get("/app/bookings?when=pending").page.first(accept))
      try await desk.guestMoves(id)
      #expect(try await desk.post(today["action"] ?? "", today.hidden).status == 409)
      let reply = try await desk.post(list["action"] ?? "", list.hidden)
      #expect(reply.status == 409)
      let again = try #require(reply.page.first("//main//form"))
      let done = try await desk.post(again["action"] ?? "", again.hidden)
      #expect(done["Location"] == "/app/bookings?when=pending&done=confirmed")
    }
  }

  @Test func `what a guest called off meanwhile is shown as it is, with nothing to press`() async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let id = try await desk.booked()
      let address = desk.path(.verb(id, .confirmation))
      let form = try #require(try await desk.get(address).page.first("//main//form"))
      let token = try await desk.guestsToken(id)
      _ = try await desk.office.cancel(token, reason: "", caller: .house)
      let reply = try await desk.post(address, form.hidden)
      #expect(reply.status == 409)
      #expect(reply.page.done == "Ada Moreau cancelled this meeting. Nothing more was done.")
      #expect(!reply.page.has("//main//form[contains(@action, 'confirmation')]"))
    }
  }

  @Test func `moving on a page that shows where the meeting no longer is asks again, with the words`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let address = desk.path(.reschedule(id))
      let form = try #require(
        try await desk.get("\(address)?start=2026-12-07T08:00:00Z").page.first("//main//form"))
      try await desk.guestMoves(id)
      let reply = try await desk.post(address, form.hidden + [("reason", "My train!")])
      #expect(reply.status == 409 && reply.page.has(Self.told))
      #expect(reply.page.first("//p[@class='moment gone']")?.text == "Friday 4 December 15:00 – 15:30")
      #expect(reply.page.first("//textarea")?.text == "My train!")
      #expect(try await desk.guests.bookings().map(\.start.description) == [Self.later])
      let again = try #require(reply.page.first("//main//form"))
      let after = try await desk.follow(address, again.hidden + [("reason", "My train!")])
      #expect(after.page.first("//p[@class='moment']")?.text == "Monday 7 December 15:00 – 15:30")
      // The same form once more is done already.
      #expect(try await desk.follow(address, again.hidden).page.done == "Moved. Your guest has been told.")
    }
  }

  @Test func `the job that closes what is over changes nothing for who marks a guest as not there`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      try desk.moveClock(to: "2026-12-03T08:10:00Z")
      let lan = try await desk.guests.signedIn()
      let address = desk.path(.verb(id, .absence))
      let form = try #require(try await lan.get(address).page.first("//main//form"))
      try desk.moveClock(to: "2026-12-03T09:00:00Z")
      try await desk.guests.database.query(
        "UPDATE bookings SET status = 'completed' WHERE user_id = \(desk.owner) AND id = \(id)")
      #expect(try await lan.follow(address, form.hidden).page.done == "Marked as not there.")
    }
  }

  @Test func `nonsense in place of what was seen is nothing that is there`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let address = desk.path(.verb(id, .cancellation))
      for seen in ["", "x", "2026-12-03T08:00:00Z pending", "9999-12-31T23:59:59Z confirmed"] {
        #expect(try await desk.post(address, [("seen", seen)]).status == 409, "\(seen)")
      }
      #expect(try await desk.status(id) == "confirmed")
    }
  }
}

extension DeskHouse {
  func guestsToken(_ id: BookingID) async throws -> LinkToken {
    guard let booking = try await office.booking(id, of: owner), let token = office.token(of: booking) else {
      throw Unexpected(what: "no booking")
    }
    return token
  }

  /// To Friday 4 December, at three in the afternoon.
  func guestMoves(_ id: BookingID) async throws {
    guard let start = Instant("2026-12-04T08:00:00Z") else { throw Unexpected(what: "no time") }
    let outcome = try await office.reschedule(try await guestsToken(id), to: start, caller: .house)
    guard case .moved = outcome else { throw Unexpected(what: "\(outcome)") }
  }
}

extension HTML.Element {
  /// What a form sends of itself, but for its owner's token.
  var hidden: [(String, String)] {
    all(".//input[@type='hidden' and @name != 'csrf']").map { ($0["name"] ?? "", $0["value"] ?? "") }
  }
}
