import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct DatesPageTests {
  private static let guests = "/lan/intro-call?date=2026-12-03&tz=Asia/Ho_Chi_Minh"

  private static func dates(_ desk: DeskHouse, _ fields: [(String, String)]) async throws -> Reply {
    let sheet = try await desk.usualSchedule()
    let shown = (Shown.dates, sheet.shownDates(asOf: desk.office.now))
    return try await desk.post(DeskHouse.dates, [("schedule", sheet.id.description), shown] + fields)
  }

  private static func entries(_ page: HTML) -> [String] {
    page.all("//ul[contains(@class, 'dates')]//p[@class='strong']").map(\.text)
  }

  @Test func `a holiday is closed at the guest's very next request, and told of in one line`() async throws {
    try await withDesk { desk in
      let before = try await desk.guests.get(Self.guests)
      #expect(before.page.has("//a[@class='slot']"))
      let reply = try await Self.dates(desk, [("first", "2026-12-03"), ("last", "2027-01-02")])
      #expect(reply.status == 303)
      let after = try await desk.guests.get(Self.guests)
      #expect(!after.page.all("//a[@class='slot']/time").contains { $0["datetime"]?.hasPrefix("2026-12-03") == true })
      let page = try await desk.get(try #require(reply["Location"])).page
      #expect(page.first("//*[@role='status']")?.text == "Dates saved. Guests see them from now on.")
      #expect(Self.entries(page) == ["Thursday 3 December to Saturday 2 January 2027"])
      #expect(page.has("//ul[contains(@class, 'dates')]//p[.='Closed']"))
    }
  }

  @Test func `a date has hours of its own`() async throws {
    try await withDesk { desk in
      let reply = try await Self.dates(
        desk, [("first", "2026-12-03"), ("dates.0.from", "9"), ("dates.0.to", "10:30")])
      let page = try await desk.get(try #require(reply["Location"])).page
      #expect(page.has("//ul[contains(@class, 'dates')]//p[.='09:00 to 10:30 only']"))
      let times = try await desk.guests.get(Self.guests).page.all("//a[@class='slot']/time")
      #expect(times.count == 3)
    }
  }

  @Test func `rows are added and removed in the form, all else kept`() async throws {
    try await withDesk { desk in
      let typed = [("first", "2026-12-24"), ("last", "soon"), ("dates.0.from", "9"), ("dates.0.to", "12")]
      let added = try await Self.dates(desk, typed + [("do", "add")])
      #expect(added.status == 200)
      #expect(DeskHouse.rows(added.page, "dates") == ["9", "12", "", ""])
      #expect(added.page.has("//details[@open]//input[@name='first'][@value='2026-12-24']"))
      #expect(added.page.first("//*[@autofocus]")?["id"] == "dates-1-from")
      let removed = try await Self.dates(desk, typed + [("do", "remove.0")])
      #expect(DeskHouse.rows(removed.page, "dates").isEmpty)
      #expect(try await desk.usualSchedule().schedule.overrides.isEmpty)
    }
  }

  @Test func `dates that can't be come back with what is wrong, the fold open`() async throws {
    try await withDesk { desk in
      let reply = try await Self.dates(
        desk, [("first", ""), ("last", "2026-12-01"), ("dates.0.from", "9"), ("dates.0.to", "8")])
      #expect(reply.status == 422)
      #expect(reply.page.all("//*[@role='alert']//a").map { $0["href"] } == ["#first", "#dates-0-to"])
      #expect(reply.page.has("//details[@open]//*[@id='first-wrong']"))
      let over = try await Self.dates(desk, [("first", "2026-12-01")])
      #expect(over.page.first("//*[@id='first-wrong']")?.text == "These days are over.")
      // The other form on the page is as it was.
      #expect(DeskHouse.rows(over.page, "mon") == ["14:00", "18:00"])
    }
  }

  @Test func `hours that were asked for and not written close nothing`() async throws {
    try await withDesk { desk in
      let reply = try await Self.dates(
        desk, [("first", "2026-12-24"), ("dates.0.from", ""), ("dates.0.to", " ")])
      #expect(reply.status == 422)
      #expect(
        reply.page.first("//*[@id='dates-0-from-wrong']")?.text
          == "Write the hours, or remove the row to be closed on these days.")
      #expect(try await desk.usualSchedule().schedule.overrides.isEmpty)
    }
  }

  @Test func `dates are removed, and one press puts them back as they were`() async throws {
    try await withDesk { desk in
      _ = try await Self.dates(
        desk,
        [
          ("first", "2026-12-03"), ("last", "2026-12-04"), ("dates.0.from", "9"), ("dates.0.to", "12"),
          ("dates.1.from", "22"), ("dates.1.to", "24"),
        ])
      let before = try await desk.usualSchedule()
      let page = try await desk.get(DeskHouse.hours).page
      let label = "Remove Thursday 3 December to Friday 4 December"
      let remove = try #require(page.first("//form[@id='hours']//button[@aria-label='\(label)']"))
      let removed = try await desk.follow(
        try #require(remove["formaction"]), DeskHouse.filled(page) + [("dates", remove["value"] ?? "")])
      #expect(try await desk.usualSchedule().schedule.overrides.isEmpty)
      #expect(Self.entries(removed.page).isEmpty)
      let undo = try #require(removed.page.first("//*[@role='status']//button[@form='hours']"))
      let back = try await desk.follow(
        try #require(undo["formaction"]), DeskHouse.filled(removed.page) + [("undo", undo["value"] ?? "")])
      #expect(back.page.first("//*[@role='status']")?.text == "The dates are back as they were.")
      #expect(try await desk.usualSchedule() == before)
    }
  }

  @Test(arguments: [
    "x", "__", "2026-12-24_2026-12-23_", "2026-12-24_2026-12-24_09:00", "2026-12-24_2026-12-24_12:00-09:00",
    "2026-12-24_2026-12-24_<script>", String(repeating: "2", count: 1_000),
  ])
  func `what nobody removed can't be put back`(dates: String) async throws {
    #expect(RemovedDates(dates)?.text == nil)
    try await withDesk { desk in
      let reply = try await desk.get(DeskHouse.hours + "?done=datesRemoved&dates=\(QueryText.escaped(dates))")
      #expect(reply.status == 200)
      #expect(!reply.page.has("//*[@role='status']//button"))
    }
  }

  @Test(arguments: [
    [], [("dates", "x_y_")], [("dates", "2026-12-24")], [("dates", "2026-12-24_2026-12-01_")],
  ])
  func `a removal of nothing that was shown is not found`(fields: [(String, String)]) async throws {
    try await withDesk { desk in
      let id = try await desk.usualSchedule().id.description
      let reply = try await desk.post(DeskHouse.dates + "/removal", [("schedule", id)] + fields)
      #expect(reply.status == 404)
      let nobodys = try await desk.post(
        DeskHouse.dates + "/removal", [("dates", "2026-12-24_2026-12-24_")])
      #expect(nobodys.status == 404)
    }
  }
}
