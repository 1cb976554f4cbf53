import Almanac
import CivilTime
import Postgres
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct EveryZoneTests {
  /// The fields that an owner chooses a zone in.
  private static func fields(_ desk: DeskHouse) async throws -> [(page: String, field: HTML.Element?)] {
    let link = try await desk.list()[0].id
    let booking = "/app/bookings/new?link=\(link)&start=2026-12-03T08:00:00Z"
    var fields: [(String, HTML.Element?)] = []
    for (page, name) in [("/app/availability", "zone"), ("/app/settings", "zone"), (booking, "tz")] {
      fields.append((page, try await desk.get(page).page.first("//select[@name='\(name)']")))
    }
    fields.append(("/signup", try await desk.guests.get("/signup").page.first("//select[@name='zone']")))
    return fields
  }

  @Test func `wherever a zone is chosen, every city is there, with what it was called before`() async throws {
    try await withDesk { desk in
      for (page, field) in try await Self.fields(desk) {
        let field = try #require(field, "\(page)")
        let zones = Set(field.all(".//option").map { $0["value"] ?? "" })
        #expect(zones.isSuperset(of: Atlas.system.zones), "\(page)")
        let wanted = [
          "Europe/Amsterdam", "Europe/Oslo", "Europe/Stockholm", "Asia/Calcutta", "Asia/Saigon", "Europe/Kiev", "UTC",
        ]
        #expect(zones.isSuperset(of: wanted), "\(page)")
        #expect(field.all(".//option").contains { $0.text == "Mumbai (Kolkata)" && $0["value"] == "Asia/Kolkata" })
        #expect(field.all(".//option[@selected]").count == (page == "/signup" ? 0 : 1), "\(page)")
      }
    }
  }

  @Test func `a guest finds the same cities, each with its clock`() async throws {
    try await inGuestHouse { house in
      let cities = try await house.get("/lan/intro-call/zones?tz=Europe/Oslo").page.all("//main//li/a")
      for (city, zone) in [
        ("Amsterdam, 10:05 now", "Europe/Amsterdam"), ("Mumbai (Kolkata), 14:35 now", "Asia/Kolkata"),
        ("Saigon (Ho Chi Minh City), 16:05 now", "Asia/Saigon"),
      ] {
        #expect(cities.contains { $0.text == city && $0["href"]?.contains("tz=\(zone)") == true }, "\(city)")
      }
      #expect(cities.filter { $0["aria-current"] != nil }.map(\.text) == ["Oslo, 10:05 now"])
    }
  }

  @Test(arguments: ["Europe/Amsterdam", "Asia/Saigon", "Asia/Kolkata", "US/Pacific", "Arctic/Longyearbyen"])
  func `a zone is kept as it was chosen`(zone: String) async throws {
    try await withDesk { desk in
      _ = try await desk.guests.database.query("UPDATE users SET timezone = \(zone) WHERE id = \(desk.owner)")
      let page = try await desk.get("/app/settings").page
      #expect(page.all("//select[@name='zone']//option[@selected]").map { $0["value"] } == [zone])
    }
  }
}
