import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SchedulePagesTests {
  private static func make(_ desk: DeskHouse, _ name: String) async throws -> Reply {
    let id = try await desk.usualSchedule().id
    return try await desk.post(DeskHouse.hours + "/schedules", [("schedule", id.description), ("new_name", name)])
  }

  private static func path(_ sheet: ScheduleSheet, _ part: SchedulePart) -> String {
    DeskRoute.availability(.schedule(sheet.id, part)).path
  }

  @Test func `another schedule is made as a copy, and each has its page`() async throws {
    try await withDesk { desk in
      let alone = try await desk.get(DeskHouse.hours).page
      #expect(!alone.has("//nav[@aria-label='Schedules']"))
      let made = try await Self.make(desk, "Mornings")
      #expect(made.status == 303)
      let page = try await desk.get(try #require(made["Location"])).page
      #expect(page.all("//nav[@aria-label='Schedules']/a").map(\.text) == ["Working hours", "Mornings"])
      #expect(page.first("//nav[@aria-label='Schedules']/a[@aria-current]")?.text == "Mornings")
      #expect(DeskHouse.rows(page, "mon") == ["14:00", "18:00"])
      let mornings = try await desk.schedule("Mornings")
      #expect(page.first("//form[@id='hours']/input[@name='schedule']")?["value"] == mornings.id.description)
    }
  }

  @Test(arguments: [
    ("", "Name – Write a name."), ("working hours", "Name – Another schedule is called so."),
    ("a\u{0}b", "Name – This holds characters that cannot be shown. Type it again without them."),
  ])
  func `a name that can't be comes back, the fold open`(name: String, told: String) async throws {
    try await withDesk { desk in
      let reply = try await Self.make(desk, name)
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@role='alert']//a")?.text == told)
      #expect(reply.page.first("//*[@role='alert']//a")?["href"] == "#new-name")
      #expect(reply.page.first("//details[@open]//input")?["value"] != nil)
      #expect(try await desk.office.schedules(of: desk.owner).count == 1)
    }
  }

  @Test func `a schedule is renamed, made the default, and deleted`() async throws {
    try await withDesk { desk in
      _ = try await Self.make(desk, "Mornings")
      let mornings = try await desk.schedule("Mornings")
      let renamed = try await desk.follow(Self.path(mornings, .name), [("name", "Early"), ("shown_name", "Mornings")])
      #expect(renamed.page.first("//*[@role='status']")?.text == "Schedule renamed.")
      let refused = try await desk.post(Self.path(mornings, .name), [("name", "Working hours")])
      #expect(refused.status == 422)
      #expect(refused.page.has("//details[@open]//*[@id='name-wrong']"))
      #expect(refused.page.first("//*[@id='name']")?["value"] == "Working hours")
      let usual = try await desk.follow(Self.path(mornings, .usual))
      #expect(usual.page.has("//p[.='Intro call goes by these hours.']"))
      #expect(usual.page.done == "This is the default schedule now. Intro call goes by these hours.")
      #expect(!usual.page.has("//a[.='Delete this schedule']"))
      let old = try await desk.schedule("Working hours")
      let asked = try await desk.get(Self.path(old, .removal)).page
      #expect(asked.first("//h1")?.text == "Delete “Working hours”?")
      #expect(asked.first("//form[.//button[.='Delete']]")?["action"] == Self.path(old, .removal))
      let deleted = try await desk.follow(Self.path(old, .removal))
      #expect(deleted.page.first("//*[@role='status']")?.text == "Schedule deleted.")
      #expect(try await desk.office.schedules(of: desk.owner).map(\.name) == ["Early"])
      let again = try await desk.post(Self.path(old, .removal))
      #expect(again.status == 404)
    }
  }

  @Test(arguments: [
    (["Demo"], "Demo goes by these hours."), (["Audit", "Demo"], "Audit and Demo go by these hours."),
    (["A", "B", "C", "D", "E", "F", "G"], "A, B, C, D, E and 2 more go by these hours."),
  ])
  func `a schedule that is in use stays, and says by which links`(links: [String], told: String) async throws {
    try await withDesk { desk in
      _ = try await Self.make(desk, "Mornings")
      let mornings = try await desk.schedule("Mornings")
      for link in links { try await desk.guests.add(link, link.lowercased()) { $0.schedule = mornings.id } }
      let kept = try await desk.follow(Self.path(mornings, .removal))
      #expect(kept.page.first("//*[@role='status']")?.text == "This schedule is in use and stays. \(told)")
      #expect(kept.page.has("//details//p[.='\(told)']"))
      #expect(try await desk.office.schedules(of: desk.owner).count == 2)
    }
  }

  @Test func `the default schedule stays, and says so`() async throws {
    try await withDesk { desk in
      let usual = try await desk.usualSchedule()
      let asked = try await desk.get(Self.path(usual, .removal))
      #expect(asked.status == 303)
      let kept = try await desk.follow(Self.path(usual, .removal))
      #expect(
        kept.page.first("//*[@role='status']")?.text
          == "This is the default schedule and stays. Make another one the default first.")
      #expect(try await desk.office.schedules(of: desk.owner).count == 1)
    }
  }

  @Test(arguments: SchedulePart.allCases)
  func `somebody else's schedule is not found, and stays as it is`(part: SchedulePart) async throws {
    try await withDesk { desk in
      try await withGuestHouse { other in
        _ = try await other.office.createSchedule(named: "Theirs", of: other.owner, caller: .house)
        let theirs = try await other.office.schedules(of: other.owner)
        for sheet in theirs {
          let reply = try await desk.post(Self.path(sheet, part), [("name", "Mine")])
          #expect(reply.status == 404)
          let asked = try await desk.get(Self.path(sheet, part))
          #expect(asked.status == 404)
          let page = try await desk.get(DeskHouse.hours + "?schedule=\(sheet.id)")
          #expect(page.status == 404)
          let saved = try await desk.post(DeskHouse.hours, [("schedule", sheet.id.description), ("zone", "UTC")])
          #expect(saved.status == 404)
          let dated = try await desk.post(
            DeskHouse.dates, [("schedule", sheet.id.description), ("first", "2026-12-24")])
          #expect(dated.status == 404)
          let copied = try await desk.post(
            DeskHouse.hours + "/schedules", [("schedule", sheet.id.description), ("new_name", "Copy")])
          #expect(copied.status == 404)
        }
        #expect(try await other.office.schedules(of: other.owner) == theirs)
      }
    }
  }

  @Test(arguments: ["/dates", "/dates/removal", "/schedules"])
  func `who comes back to where a form was sent is led to the page`(path: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.get(DeskHouse.hours + path)
      #expect(reply.status == 303)
      #expect(reply["Location"] == DeskHouse.hours)
    }
  }

  @Test(arguments: [SchedulePart.name, .usual])
  func `who comes back to where a schedule was changed is led to it`(part: SchedulePart) async throws {
    try await withDesk { desk in
      let sheet = try await desk.usualSchedule()
      let reply = try await desk.get(Self.path(sheet, part))
      #expect(reply.status == 303)
      #expect(reply["Location"] == "\(DeskHouse.hours)?schedule=\(sheet.id)")
    }
  }

  @Test func `every address leads to the route that printed it, and no other path does`() throws {
    let id = try #require(ScheduleID("00000000-0000-0000-0000-00000000000a"))
    let routes: [AvailabilityRoute] =
      [.all, .dates, .datesRemoval, .why, .schedules] + SchedulePart.allCases.map { .schedule(id, $0) }
    for route in routes {
      #expect(AvailabilityRoute(route.path.split(separator: "/").map(String.init)[...]) == route)
    }
    for path in ["x", "dates/x", "why/x", "schedules/x", "schedules/x/name", "schedules/\(id)", "schedules/\(id)/x"] {
      #expect(AvailabilityRoute(path.split(separator: "/").map(String.init)[...]) == nil)
    }
    let capitals = ["schedules", id.description.uppercased(), "name"]
    #expect(AvailabilityRoute(capitals[...]) == nil)
  }
}
