import CivilTime
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// Forms of hours that were opened before somebody else's save.
@Suite struct StaleHoursFormTests {
  private static func typed(_ desk: DeskHouse, _ fields: [(String, String)]) async throws -> [(String, String)] {
    [("schedule", try await desk.usualSchedule().id.description)] + fields
  }

  @Test func `a week saves nothing over what is newer, keeps what was typed, and offers both ways`() async throws {
    try await withDesk { desk in
      let stale = try await desk.week([("mon", ["8-9"]), ("sat", ["10-11"])])
      #expect(try await desk.post(DeskHouse.hours, desk.week([("tue", ["9-10"])])).status == 303)
      let reply = try await desk.post(DeskHouse.hours, stale)
      #expect(reply.status == 409)
      #expect(try await desk.hours(.tuesday) == "09:00-10:00")
      #expect(try await desk.hours(.monday) == "")
      let page = reply.page
      #expect(DeskHouse.rows(page, "mon") == ["8", "9"])
      #expect(DeskHouse.rows(page, "sat") == ["10", "11"])
      #expect(DeskHouse.rows(page, "tue").isEmpty)
      let alert = try #require(page.first("//*[@role='alert'][@autofocus]"))
      let id = try await desk.usualSchedule().id
      #expect(alert.all(".//a").map { $0["href"] } == ["/app/availability?schedule=\(id)"])
      // A button that adds a row does not make it newer.
      let added = try await desk.post(DeskHouse.hours, stale.filter { $0.0 != "do" } + [("do", "add.wed")])
      let shown = added.page.first("//form[@id='hours']/input[@name='shown']")?["value"]
      #expect(shown == stale.first { $0.0 == "shown" }?.1)
      let over = try #require(alert.all(".//button[@name='over'][@form='hours']").first?["value"])
      #expect(try await desk.post(DeskHouse.hours, stale + [("over", over)]).status == 303)
      #expect(try await desk.hours(.monday) == "08:00-09:00")
      #expect(try await desk.hours(.tuesday) == "")
    }
  }

  @Test func `dates save nothing over dates that are newer`() async throws {
    try await withDesk { desk in
      let shown = try await desk.usualSchedule().shownDates(asOf: desk.office.now)
      let closed = try await Self.typed(desk, [("shown_dates", shown), ("first", "2026-12-24")])
      let open = try await Self.typed(
        desk, [("shown_dates", shown), ("first", "2026-12-24"), ("dates.0.from", "9"), ("dates.0.to", "12")])
      // The second press of one button is no change.
      for _ in 0..<2 { #expect(try await desk.post(DeskHouse.dates, closed).status == 303) }
      let reply = try await desk.post(DeskHouse.dates, open)
      #expect(reply.status == 409)
      #expect(DeskHouse.rows(reply.page, "dates") == ["9", "12"])
      #expect(reply.page.has("//details[@open]//input[@name='first'][@value='2026-12-24']"))
      #expect(try await desk.usualSchedule().schedule.overrides.map(\.hours.isClosed) == [true])
      let over = try #require(
        reply.page.first("//button[@name='over'][@formaction='/app/availability/dates']")?["value"])
      #expect(try await desk.post(DeskHouse.dates, open + [("over", over)]).status == 303)
      #expect(try await desk.usualSchedule().schedule.overrides.map(\.hours.isClosed) == [false])
    }
  }

  @Test func `a name replaces no newer one, keeps what was typed, and offers both ways`() async throws {
    try await withDesk { desk in
      let usual = try await desk.usualSchedule()
      let path = DeskRoute.availability(.schedule(usual.id, .name)).path
      let fields = try await Self.typed(desk, [("shown_name", "Working hours")])
      // The second press of one button is no change.
      for _ in 0..<2 { #expect(try await desk.post(path, fields + [("name", "Office")]).status == 303) }
      let reply = try await desk.post(path, fields + [("name", "Studio")])
      #expect(reply.status == 409)
      #expect(try await desk.usualSchedule().name == "Office")
      #expect(reply.page.first("//details[@open]//input[@name='name']")?["value"] == "Studio")
      #expect(reply.page.first("//input[@name='shown_name']")?["value"] == "Working hours")
      let alert = try #require(reply.page.first("//*[@role='alert'][@autofocus]"))
      #expect(alert.all(".//a").map { $0["href"] } == ["/app/availability?schedule=\(usual.id)"])
      let over = try #require(alert.all(".//button[@name='over'][@formaction='\(path)']").first?["value"])
      #expect(try await desk.post(path, fields + [("name", "Studio"), ("over", over)]).status == 303)
      #expect(try await desk.usualSchedule().name == "Studio")
    }
  }

  @Test func `a week and its dates don't stand in each other's way`() async throws {
    try await withDesk { desk in
      let week = try await desk.week([("mon", ["8-9"])])
      let shown = try await desk.usualSchedule().shownDates(asOf: desk.office.now)
      let dates = try await Self.typed(desk, [("shown_dates", shown), ("first", "2026-12-24")])
      #expect(try await desk.post(DeskHouse.dates, dates).status == 303)
      #expect(try await desk.post(DeskHouse.hours, week).status == 303)
    }
  }

  @Test func `dates that are newer than what was shown are not removed`() async throws {
    try await withDesk { desk in
      let early = try await desk.usualSchedule().shownDates(asOf: desk.office.now)
      _ = try await desk.post(
        DeskHouse.dates, try await Self.typed(desk, [("shown_dates", early), ("first", "2026-12-24")]))
      let removal = try await Self.typed(desk, [("shown_dates", early), ("dates", "2026-12-24_2026-12-24_")])
      let page = try await desk.follow(DeskHouse.dates + "/removal", removal).page
      #expect(page.first("//*[@role='status']")?.text.hasPrefix("These dates were changed meanwhile") == true)
      #expect(try await desk.usualSchedule().schedule.overrides.count == 1)
    }
  }
}
