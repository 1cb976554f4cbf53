import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct WholeMeetingPageTests {
  private static func three(_ desk: DeskHouse) async throws -> BookingID {
    let id = try await desk.booked("Ada", key: "a")
    for name in ["Bob", "Chi"] { try await desk.booked(name, key: name) }
    return id
  }

  @Test func `a meeting is called off for everybody, asked once and told to each`() async throws {
    try await withDesk({ $0.seats = 4 }) { desk in
      let id = try await Self.three(desk)
      let page = try await desk.get(desk.path(.one(id))).page
      #expect(
        page.all("//section[@aria-labelledby='others']//div/a").map(\.text) == [
          "Move all 3 guests", "Cancel for all 3 guests",
        ])
      let address = desk.path(.meeting(id, .cancellation))
      let asked = try await desk.get(address).page
      #expect(asked.first("//h1")?.text == "Cancel Intro call for all 3 guests, Thursday 3 December, 15:00?")
      let form = try #require(asked.first("//main//form"))
      try await desk.booked("Dan", key: "Dan")
      let stale = try await desk.post(address, form.hidden + [("reason", "I am ill.")])
      #expect(stale.status == 409 && stale.page.first("//textarea")?.text == "I am ill.")
      #expect(stale.page.first("//main//form//button")?.text == "Cancel for all 4 guests")
      let again = try #require(stale.page.first("//main//form"))
      let after = try await desk.follow(address, again.hidden + [("reason", "I am ill.")])
      #expect(
        after.page.done == "Cancelled for everybody. Your guests have been told, and the time is free again.")
      #expect(try await desk.letters("booking_cancelled").count == 4)
      #expect(!after.page.has("//a[contains(@href, '/meeting/')]"))
      #expect(try await desk.get(address).status == 303)
    }
  }

  @Test func `a meeting is moved with everybody, and one guest still goes alone`() async throws {
    try await withDesk({ $0.seats = 4 }) { desk in
      let id = try await Self.three(desk)
      let address = desk.path(.meeting(id, .reschedule))
      let page = try await desk.get(address).page
      #expect(page.first("//h1")?.text == "Another time for all 3 guests")
      #expect(page.all("//a[@class='slot']").allSatisfy { ($0["href"] ?? "").hasPrefix(address) })
      let asked = try await desk.get("\(address)?start=2026-12-04T08:00:00Z").page
      let form = try #require(asked.first("//main//form"))
      let after = try await desk.follow(address, form.hidden + [("reason", "Sorry!")])
      #expect(after.page.done == "Moved for everybody. Your guests have been told.")
      #expect(Set(try await desk.guests.bookings().map(\.start.description)) == ["2026-12-04T08:00:00Z"])
      #expect(try await desk.letters("booking_rescheduled").allSatisfy { $0.hasSuffix("Sorry!") })
      _ = try await desk.follow(desk.path(.verb(id, .cancellation)))
      #expect(try await desk.guests.bookings("confirmed").count == 2)
    }
  }

  @Test func `words that can't be kept come back, and nobody is called off`() async throws {
    try await withDesk({ $0.seats = 4 }) { desk in
      let id = try await Self.three(desk)
      let long = String(repeating: "é", count: 2_001)
      let reply = try await desk.post(desk.path(.meeting(id, .cancellation)), [("reason", long)])
      #expect(reply.status == 422 && reply.page.first("//textarea")?.text == long)
      #expect(try await desk.guests.bookings("confirmed").count == 3)
    }
  }
}
