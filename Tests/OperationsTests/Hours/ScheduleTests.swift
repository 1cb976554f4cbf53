import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct ScheduleTests {
  @Test func `an owner begins with one schedule, by which all links go that name none`() async throws {
    try await withOffice { world in
      let sheets = try await world.office.schedules(of: world.owner)
      #expect(sheets.map(\.name) == ["Working hours"])
      #expect(sheets[0].isDefault && sheets[0].links == ["Intro call"])
      #expect(sheets[0].schedule.zone == TestOffice.berlin)
      #expect(world.hours(of: sheets[0]).hasPrefix("monday 09:00-17:00 | tuesday 09:00-17:00"))
    }
  }

  @Test func `another schedule is a copy under a new name, with its dates`() async throws {
    try await withOffice { world in
      _ = try await world.closeMonday()
      let nights = try await world.sheet(world.schedule("  Nights "))
      #expect(nights.name == "Nights" && !nights.isDefault && nights.links.isEmpty)
      let usual = try await world.sheet()
      #expect(nights.schedule == usual.schedule)
      let mornings = try await world.office.createSchedule(
        named: "Mornings", like: nights.id, of: world.owner, caller: .house)
      guard case .saved = mornings else { throw Unexpected("\(mornings)") }
      #expect(try await world.office.schedules(of: world.owner).map(\.name) == ["Working hours", "Mornings", "Nights"])
      #expect(
        try await world.texts("SELECT metadata ->> 'name' FROM audit_logs WHERE action = 'schedule.create' ORDER BY 1")
          == ["Mornings", "Nights"])
    }
  }

  @Test(arguments: [("", HoursProblem.missing), ("working hours", .nameTaken), ("a\u{7}", .unprintable)])
  func `a schedule that can't be called so is not made`(name: String, problem: HoursProblem) async throws {
    try await withOffice { world in
      let refused = HoursOutcome.refused([HoursRefusal(.name, problem)])
      #expect(try await world.office.createSchedule(named: name, of: world.owner, caller: .house) == refused)
      let nights = try await world.schedule("Nights")
      #expect(try await world.office.renameSchedule(nights, to: name, of: world.owner, caller: .house) == refused)
      #expect(try await world.count("SELECT count(*) FROM availability_schedules") == 2)
    }
  }

  @Test func `there is an end to schedules`() async throws {
    try await withOffice { world in
      for number in 2...Office.mostSchedules { _ = try await world.schedule("Schedule \(number)") }
      let outcome = try await world.office.createSchedule(named: "One more", of: world.owner, caller: .house)
      #expect(outcome == .refused([HoursRefusal(.name, .tooManySchedules(limit: Office.mostSchedules))]))
    }
  }

  @Test func `a schedule is renamed, its own name in other letters included`() async throws {
    try await withOffice { world in
      let nights = try await world.schedule("Nights")
      for name in ["NIGHTS", "Late", "Late"] {
        let outcome = try await world.office.renameSchedule(nights, to: name, of: world.owner, caller: .house)
        #expect(outcome == .saved(nights))
        #expect(try await world.sheet(nights).name == name)
      }
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'schedule.rename'") == 2)
    }
  }

  @Test func `another default changes what guests are offered at the very next request`() async throws {
    try await withOffice { world in
      let nights = try await world.schedule("Nights")
      let form = WeekForm([.monday: [TypedWindow(from: "20", to: "24")]])
      _ = try await world.office.changeHours(
        form, in: "Europe/Berlin", schedule: nights, of: world.owner, caller: .house)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 1))
      #expect(try await world.office.makeDefault(nights, of: world.owner, caller: .house) == .saved(nights))
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .refused(.outsideHours))
      #expect(try await world.sheet(nights).links == ["Intro call"])
      #expect(try await world.count("SELECT count(*) FROM availability_schedules WHERE is_default") == 1)
    }
  }

  @Test func `a schedule goes unless it is the default or a link goes by it`() async throws {
    try await withOffice { world in
      let (office, owner) = (world.office, world.owner)
      let usual = try await world.usualSchedule()
      #expect(try await office.deleteSchedule(usual, of: owner, caller: .house) == .isDefault)
      let nights = try await world.schedule("Nights")
      var link = world.link
      link.schedule = nights
      _ = try await office.saveLink(link, of: owner, caller: .house)
      #expect(try await office.deleteSchedule(nights, of: owner, caller: .house) == .inUse(by: ["Intro call"]))
      link.schedule = nil
      _ = try await office.saveLink(link, of: owner, caller: .house)
      #expect(try await office.deleteSchedule(nights, of: owner, caller: .house) == .deleted)
      #expect(try await office.deleteSchedule(nights, of: owner, caller: .house) == .unknown)
      #expect(
        try await world.count("SELECT count(*) FROM availability_hours WHERE schedule_id = \(nights)") == 0)
    }
  }

  @Test func `a link that was deleted is in no schedule's way`() async throws {
    try await withOffice { world in
      let nights = try await world.schedule("Nights")
      #expect(try await world.delete(nights, usedBy: "old") == .deleted)
    }
  }

  @Test func `somebody else's schedule is not found, and stays as it is`() async throws {
    try await withOffice { world in
      let (office, eve) = (world.office, try await world.stranger())
      let nights = try await world.schedule("Nights")
      let before = try await office.schedules(of: world.owner)
      #expect(try await office.renameSchedule(nights, to: "Mine", of: eve, caller: .house) == .unknown)
      #expect(try await office.makeDefault(nights, of: eve, caller: .house) == .unknown)
      #expect(try await office.deleteSchedule(nights, of: eve, caller: .house) == .unknown)
      #expect(try await office.createSchedule(named: "X", like: nights, of: eve, caller: .house) == .unknown)
      #expect(
        try await office.changeHours(WeekForm(), in: "UTC", schedule: nights, of: eve, caller: .house) == .unknown)
      let dates = DatesForm(first: "2026-12-24")
      #expect(try await office.changeDates(dates, schedule: nights, of: eve, caller: .house) == .unknown)
      #expect(try await office.clearDates(.first ... .last, schedule: nights, of: eve, caller: .house) == .unknown)
      #expect(try await office.schedules(of: world.owner) == before)
      #expect(try await office.schedules(of: eve).count == 1)
    }
  }
}
