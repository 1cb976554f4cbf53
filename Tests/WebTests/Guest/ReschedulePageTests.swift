import CivilTime
import HTTP
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct ReschedulePageTests {
  @Test func `another time is picked from the same month, opened on the booking's own day`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book(start: "2026-12-08T08:00:00Z")
      let page = try await house.get(address + "/reschedule", ["Cookie": "tz=Asia/Tokyo"]).page
      #expect(page.first("//section//div[@class='notice']/p")?.text == "You are moving Tuesday 8 December, 09:00.")
      #expect(page.first("//a[@aria-current='date']")?.text == "8")
      #expect(page.first("//option[@selected]")?["value"] == "Europe/Paris")
      // Its own time is neither in its way nor one to move to.
      #expect(
        page.all("//a[@class='slot']").map(\.text) == ["08:00", "08:30", "09:30", "10:00", "10:30", "11:00", "11:30"])
      #expect(
        page.first("//a[@class='slot']")?["href"] == "\(address)/reschedule?start=2026-12-08T07:00:00Z&tz=Europe/Paris")
      #expect(page.all("//table//a").allSatisfy { ($0["href"] ?? "").hasPrefix(address + "/reschedule?") })
    }
  }

  @Test func `a picked time is asked about, and moved to by a POST alone`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      let page = try await house.get(address + "/reschedule?start=2026-12-04T09:00:00Z").page
      #expect(page.first("//h1")?.text == "Move it here?")
      #expect(page.first("//button")?.text == "Move to Friday 4 December, 10:00")
      #expect(page.first("//p[@class='moment gone']")?.text == "Thursday 3 December 09:00 – 09:30")
      #expect(try await house.bookings().map(\.start.description) == ["2026-12-03T08:00:00Z"])

      let reply = try await house.post(address + "/reschedule", [("start", "2026-12-04T09:00:00Z")])
      #expect(reply.status == 303 && reply["Location"] == address)
      let moved = try await house.get(address).page
      #expect(moved.first("//main/p")?.text == "Moved")
      #expect(moved.first("//h1")?.text.contains("Friday 4 December") == true)
      #expect(moved.all("//main/p").contains { $0.text == "It was on Thursday 3 December at 09:00 before." })
      #expect(try await house.get(address + "/calendar.ics").text.contains("SEQUENCE:1\r\n"))
    }
  }

  @Test func `a time that has gone meanwhile is answered with others to press`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      _ = try await house.book(start: "2026-12-04T09:00:00Z", key: "form-2")
      let reply = try await house.post(
        address + "/reschedule", [("start", "2026-12-04T09:00:00Z"), ("tz", "Europe/Paris")])
      #expect(reply.status == 409)
      #expect(reply.page.first("//h1")?.text == "10:00 has just gone")
      let other = try #require(reply.page.first("//button[@name='start']"))
      #expect(other.text.hasPrefix("Move to "))
      #expect(try await house.post(address + "/reschedule", [("start", other["value"] ?? "")]).status == 303)
    }
  }

  @Test func `a GET of a time that is not free shows those that are`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      let page = try await house.get(address + "/reschedule?start=2026-12-04T09:10:00Z").page
      #expect(
        page.first("//*[@role='status']/p")?.text == "10:10 on Friday 4 December is not free. Please pick another time."
      )
      #expect(page.first("//a[@aria-current='date']")?.text == "4")
    }
  }

  @Test func `who comes with others is offered no group with fewer seats than they are`() async throws {
    try await withGuestHouse({ $0.seats = 3 }) { house in
      for key in ["form-1", "form-2"] {
        _ = try await house.book(key: key, changing: ["email": "\(key)@moreau.example"])
      }
      let address = try await house.book(
        start: "2026-12-03T09:00:00Z", key: "form-3", changing: ["guests": "bo@moreau.example"])
      let page = try await house.get(address + "/reschedule").page
      #expect(page.all("//a[@class='slot']/time").map(\.text).prefix(3) == ["08:00", "08:30", "09:30"])
      let picked = try await house.get(address + "/reschedule?start=2026-12-03T08:00:00Z").page
      #expect(picked.first("//*[@role='status']/p")?.text.contains("is not free") == true)
      let reply = try await house.post(address + "/reschedule", [("start", "2026-12-03T08:00:00Z")])
      #expect(reply.status == 409)
      #expect(!reply.page.all("//button[@name='start']").contains { $0["value"] == "2026-12-03T08:00:00Z" })
    }
  }

  @Test func `a move to no time is told so`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      for start in ["", "now", "2026-12-04"] {
        #expect(try await house.post(address + "/reschedule", [("start", start)]).status == 400)
      }
    }
  }

  @Test func `a booking that was called off cannot be moved`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      _ = try await house.post(address + "/cancel", [("reason", "")])
      #expect(try await house.get(address + "/reschedule").status == 303)
      #expect(try await house.post(address + "/reschedule", [("start", "2026-12-04T09:00:00Z")]).status == 303)
      #expect(try await house.bookings("confirmed").count == 0)
    }
  }

  @Test func `all cities lead back to the times it could be moved to`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      let page = try await house.get(address + "/zones").page
      #expect(
        page.all("//ul[@class='cities']//a").allSatisfy { ($0["href"] ?? "").hasPrefix(address + "/reschedule?") })
    }
  }
}
