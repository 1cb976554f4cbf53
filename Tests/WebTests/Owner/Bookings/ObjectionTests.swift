import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// What is in the way of a time is called by its name, and a tick passes over what it was asked about alone.
@Suite struct ObjectionTests {
  private static let evening = "2026-12-03T15:00:00Z"
  private static let said = "//div[@role='alert']/p[not(@class)]"

  private static func new(_ desk: DeskHouse, _ start: String) async throws -> String {
    let links = try await desk.office.linksToBook(of: desk.owner)
    guard let link = links.first else { throw Unexpected(what: "no link") }
    return "/app/bookings/new?link=\(link.id)&start=\(start)"
  }

  @Test func `events and bookings are called by their names`() async throws {
    try await withDesk { desk in
      try await desk.booked()
      try await desk.busy("Surgery", "2026-12-04T08:00:00Z")
      try await desk.busy("Choir", "2026-12-04T08:20:00Z")
      let busy = try await desk.get(try await Self.new(desk, "2026-12-04T08:15:00Z")).page
      #expect(
        busy.all(Self.said).map(\.text) == [
          "Your link does not begin meetings at this minute.",
          "“Surgery” stands in your calendar then, 15:00 to 15:30.",
          "“Choir” stands in your calendar then, 15:20 to 15:50.",
        ])
      let booked = try await desk.get(try await Self.new(desk, "2026-12-03T08:15:00Z")).page
      #expect(
        booked.all(Self.said).map(\.text) == [
          "Ada Moreau has Intro call, 15:00 to 15:30: that, or the time around it, is in the way. "
            + "Nobody is ever booked twice."
        ])
    }
  }

  @Test func `what came into the way after the question is asked about anew, with the tick cleared`() async throws {
    try await withDesk { desk in
      let page = try await desk.get(try await Self.new(desk, Self.evening)).page
      #expect(page.all(Self.said).map(\.text) == ["It lies outside of your hours."])
      let form = try #require(page.first("//form[@id='form']"))
      let typed = [("name", "Bob"), ("email", "bob@example.com"), ("start", Self.evening), ("anyway", "1")]
      try await desk.busy("Surgery", Self.evening)
      let refused = try await desk.post("/app/bookings/new", form.hidden + typed)
      #expect(refused.status == 409)
      #expect(refused.page.all(Self.said).map(\.text).last == "“Surgery” stands in your calendar then, 22:00 to 22:30.")
      #expect(refused.page.has("//input[@name='anyway' and not(@checked)]"))
      #expect(refused.page.first("//input[@id='name']")?["value"] == "Bob")
      #expect(try await desk.guests.bookings().isEmpty)
      let again = try #require(refused.page.first("//form[@id='form']"))
      #expect(try await desk.post("/app/bookings/new", again.hidden + typed).status == 303)
    }
  }

  @Test func `so it is for a booking that is moved, and a tick that says not what for passes over nothing`()
    async throws
  {
    try await withDesk { desk in
      let id = try await desk.booked()
      let address = desk.path(.reschedule(id))
      let pressed = [("start", Self.evening), ("anyway", "1"), ("reason", "My train!")]
      let form = try #require(try await desk.get("\(address)?start=\(Self.evening)").page.first("//main//form"))
      #expect(try await desk.post(address, [("gone", Self.evening)] + pressed).status == 409)
      try await desk.busy("Surgery", Self.evening)
      let refused = try await desk.post(address, form.hidden + pressed)
      #expect(refused.status == 409 && refused.page.first("//textarea")?.text == "My train!")
      #expect(refused.page.has("//input[@name='anyway' and not(@checked)]"))
      let again = try #require(refused.page.first("//main//form"))
      let after = try await desk.follow(address, again.hidden + pressed)
      #expect(after.page.first("//p[@class='moment']")?.text == "Thursday 3 December 22:00 – 22:30")
    }
  }
}

extension DeskHouse {
  /// Something of her own, half an hour long.
  func busy(_ title: String, _ text: String) async throws {
    guard let start = Instant(text) else { throw Unexpected(what: text) }
    let event = OwnEvent(
      title: title, time: .timed(TimeRange(from: start, to: start.adding(minutes: 30))), zone: .utc)
    _ = try await office.addEvent(event, of: owner, caller: .house)
  }
}
