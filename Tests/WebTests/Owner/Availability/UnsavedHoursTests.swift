import CivilTime
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// What was typed in one part of the page while the button of another was pressed.
@Suite struct UnsavedHoursTests {
  private static let early = ["mon.0.from": "07:15"]
  private static let unsaved = "//*[@id='week']//*[@role='status'][.='Not saved yet.']"
  private static let rest = "What else you typed is below, not saved yet."

  private static func told(_ page: HTML) -> String { page.first("//main//*[@role='status']")?.text ?? "" }

  private static func isOpen(_ page: HTML, _ field: String, _ value: String) -> Bool {
    page.has("//details[@open][contains(., 'Not saved yet.')]//input[@id='\(field)'][@value='\(value)']")
  }

  @Test func `hours stay typed where dates are saved, and are saved next`() async throws {
    try await withDesk { desk in
      let page = try await desk.get(DeskHouse.hours).page
      let typed = DeskHouse.filled(page, Self.early.merging(["first": "2026-12-28"]) { $1 })
      let reply = try await desk.post(DeskHouse.dates, typed + [("do", "save")])
      #expect(reply.status == 200)
      #expect(Self.told(reply.page) == "Dates saved. Guests see them from now on. \(Self.rest)")
      #expect(DeskHouse.rows(reply.page, "mon") == ["07:15", "18:00"])
      #expect(reply.page.has(Self.unsaved))
      #expect(!reply.page.has("//details[@open]"))
      #expect(try await desk.usualSchedule().schedule.overrides.count == 1)
      #expect(try await desk.hours(.monday) == "14:00-18:00")
      #expect(try await desk.post(DeskHouse.hours, DeskHouse.filled(reply.page) + [("do", "save")]).status == 303)
      #expect(try await desk.hours(.monday) == "07:15-18:00")
    }
  }

  @Test(arguments: ["add.sat", "remove.mon.0", "save"])
  func `everything else stays typed where a button of the week is pressed`(press: String) async throws {
    try await withDesk { desk in
      let typed = [
        "mon.0.from": "07:15", "first": "2026-12-28", "last": "soon", "name": "Main", "new_name": "Mornings",
      ]
      let page = try await desk.get(DeskHouse.hours).page
      let reply = try await desk.post(DeskHouse.hours, DeskHouse.filled(page, typed) + [("do", press)])
      #expect(reply.status == 200)
      #expect(Self.isOpen(reply.page, "first", "2026-12-28"))
      #expect(Self.isOpen(reply.page, "last", "soon"))
      #expect(Self.isOpen(reply.page, "name", "Main"))
      #expect(Self.isOpen(reply.page, "new-name", "Mornings"))
      #expect(reply.page.has(Self.unsaved) == (press != "save"))
      #expect(try await desk.office.schedules(of: desk.owner).map(\.name) == ["Working hours"])
    }
  }

  @Test func `hours stay typed where schedules are made, renamed and made the default`() async throws {
    try await withDesk { desk in
      let usual = try await desk.usualSchedule().id
      let typed = ["mon.0.from": "07:15", "new_name": "Mornings", "name": "Main"]
      var page = try await desk.get(DeskHouse.hours).page
      func press(_ route: AvailabilityRoute) async throws {
        let reply = try await desk.post(DeskRoute.availability(route).path, DeskHouse.filled(page, typed))
        #expect(reply.status == 200)
        #expect(Self.told(reply.page).hasSuffix(Self.rest))
        #expect(DeskHouse.rows(reply.page, "mon") == ["07:15", "18:00"])
        #expect(reply.page.first("//form[@id='hours']/input[@name='schedule']")?["value"] == "\(usual)")
        page = reply.page
      }
      try await press(.schedules)
      #expect(Self.isOpen(page, "name", "Main"))
      try await press(.schedule(usual, .name))
      try await press(.schedule(usual, .usual))
      #expect(Set(try await desk.office.schedules(of: desk.owner).map(\.name)) == ["Main", "Mornings"])
      #expect(try await desk.hours(.monday) == "14:00-18:00")
    }
  }

  @Test func `what is typed stays where dates are removed and put back, and is not older for that`() async throws {
    try await withDesk { desk in
      let empty = try await desk.get(DeskHouse.hours).page
      _ = try await desk.post(DeskHouse.dates, DeskHouse.filled(empty, ["first": "2026-12-24"]))
      let typed = Self.early.merging(["first": "2026-12-28"]) { $1 }
      let page = try await desk.get(DeskHouse.hours).page
      let removed = try await desk.post(
        DeskHouse.dates + "/removal", DeskHouse.filled(page, typed) + [("dates", "2026-12-24_2026-12-24_")]
      ).page
      #expect(DeskHouse.rows(removed, "mon") == ["07:15", "18:00"])
      #expect(Self.isOpen(removed, "first", "2026-12-28"))
      let undo = try #require(removed.first("//*[@role='status']//button[@form='hours']"))
      let undone = try await desk.post(
        try #require(undo["formaction"]), DeskHouse.filled(removed) + [("undo", undo["value"] ?? "")]
      ).page
      #expect(Self.told(undone) == "The dates are back as they were. \(Self.rest)")
      let saved = try await desk.post(DeskHouse.dates, DeskHouse.filled(undone))
      #expect(DeskHouse.rows(saved.page, "mon") == ["07:15", "18:00"])
      #expect(try await desk.usualSchedule().schedule.overrides.map { "\($0.date)" } == ["2026-12-24", "2026-12-28"])
    }
  }

  @Test func `hours drawn again are as old as the page they were typed in`() async throws {
    try await withDesk { desk in
      let page = try await desk.get(DeskHouse.hours).page
      #expect(try await desk.post(DeskHouse.hours, desk.week([("tue", ["9-10"])])).status == 303)
      let typed = DeskHouse.filled(page, Self.early.merging(["first": "2026-12-28"]) { $1 })
      let drawn = try await desk.post(DeskHouse.dates, typed + [("do", "save")]).page
      let refused = try await desk.post(DeskHouse.hours, DeskHouse.filled(drawn) + [("do", "save")])
      #expect(refused.status == 409)
      #expect(DeskHouse.rows(refused.page, "mon") == ["07:15", "18:00"])
      #expect(try await desk.hours(.tuesday) == "09:00-10:00")
      // Hours that nobody typed are no older than the answer.
      let untouched = try await desk.post(
        DeskHouse.dates, DeskHouse.filled(page, ["first": "2026-12-29"]) + [("do", "add")])
      #expect(DeskHouse.rows(untouched.page, "tue") == ["09:00", "10:00"])
    }
  }

  @Test(arguments: [
    (["mon.0.from": "07:15"], HoursDone.hours), (["first": "2026-12-28"], .dates), (["name": "Main"], .renamed),
    (["new_name": "Mornings"], .created), ([:], .hours),
  ])
  func `the enter key saves the part that was typed in`(typed: [String: String], done: HoursDone) async throws {
    try await withDesk { desk in
      let page = try await desk.get(DeskHouse.hours).page
      #expect(page.first("//form[@id='hours']//button")?["value"] == "enter")
      let reply = try await desk.post(DeskHouse.hours, DeskHouse.filled(page, typed) + [("do", "enter")])
      #expect(reply.status == 303)
      #expect(reply["Location"]?.contains("done=\(done.rawValue)") == true)
    }
  }

  @Test func `the enter key saves nothing where several parts were typed in`() async throws {
    try await withDesk { desk in
      let before = try await desk.usualSchedule()
      let typed = Self.early.merging(["first": "2026-12-28"]) { $1 }
      let page = try await desk.get(DeskHouse.hours).page
      let reply = try await desk.post(DeskHouse.hours, DeskHouse.filled(page, typed) + [("do", "enter")])
      #expect(Self.told(reply.page).hasPrefix("You typed in several places, so nothing is saved yet."))
      #expect(DeskHouse.rows(reply.page, "mon") == ["07:15", "18:00"])
      #expect(Self.isOpen(reply.page, "first", "2026-12-28"))
      #expect(try await desk.usualSchedule() == before)
    }
  }
}
