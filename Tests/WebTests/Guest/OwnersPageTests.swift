import HTTP
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct OwnersPageTests {
  @Test func `an owner's page says who they are and what may be booked`() async throws {
    try await withGuestHouse { house in
      try await house.add("Printing workshop", "workshop") { link in
        link.durations = [90]
        link.seats = 6
        link.color = "#7a4bb0"
        link.place = MeetingPlace(.inPerson, "12 Nguyễn Huệ")
        link.description = "Bring *paper*."
      }
      try await house.add("Hidden", "hidden") { $0.isListed = false }
      try await house.add("Off", "off") { $0.isActive = false }
      let reply = try await house.get("/lan")
      let page = reply.page
      #expect(page.first("//h1")?.text == "Lan Nguyen" && page.first("//title")?.text == "Book time with Lan Nguyen")
      #expect(page.first("//main//em")?.text == "print")
      #expect(page.all("//h3/a").map(\.text) == ["Intro call", "Printing workshop"])
      #expect(page.all("//h3/a").compactMap { $0["href"] } == ["/lan/intro-call", "/lan/workshop"])
      #expect(
        page.all("//li[contains(@class, 'service')][2]//li/span").map(\.text) == [
          "90 minutes", "12 Nguyễn Huệ", "6 seats",
        ])
      #expect(page.first("//style")?.text == ".service:nth-child(2){--own:#7a4bb0}")
      #expect(reply["Content-Security-Policy"]?.contains("'sha256-") == true)
      #expect(!page.has("//meta[@name='robots']"))
    }
  }

  @Test func `several lengths are told in a row`() async throws {
    try await withGuestHouse({ $0.durations = [60, 30, 15] }) { house in
      let page = try await house.get("/lan").page
      #expect(page.first("//li//li/span")?.text == "15 min · 30 min · 60 min")
    }
  }

  @Test func `where nothing may be booked it says so`() async throws {
    try await withGuestHouse({ $0.isListed = false }) { house in
      let page = try await house.get("/lan").page
      #expect(page.has("//div[@class='notice']/p") && !page.has("//h3"))
    }
  }

  @Test func `a number or an address of a call is not told before it is agreed upon`() async throws {
    try await withGuestHouse({ $0.place = MeetingPlace(.link, "https://meet.example.org/secret") }) { house in
      for address in ["/lan", "/lan/intro-call", FormPageTests.address] {
        let text = try await house.get(address).text
        #expect(!text.contains("meet.example.org"))
      }
      #expect(try await house.get(try await house.book()).text.contains("https://meet.example.org/secret"))
    }
  }
}
