import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct ShapeScheduleTests {
  private static let evenings: ScheduleForm = {
    var form = ScheduleForm()
    form.name = "Evenings"
    form.zone = "Asia/Tokyo"
    form.week = WeekForm([.monday: [TypedWindow(from: "18:00", to: "21:00")]])
    form.dates = [
      DatesForm(first: "2026-12-24", last: "2026-12-26"),
      DatesForm(first: "2026-12-31", rows: [TypedWindow(from: "10:00", to: "12:00")]),
    ]
    return form
  }()

  @Test func `a schedule is made whole, in one go`() async throws {
    try await withOffice { world in
      let outcome = try await world.office.createSchedule(Self.evenings, of: world.owner, caller: .house)
      guard case .saved(let id) = outcome else { throw Unexpected("\(outcome)") }
      let sheet = try await world.sheet(id)
      #expect(sheet.name == "Evenings" && !sheet.isDefault && sheet.schedule.zone.name == "Asia/Tokyo")
      #expect(world.hours(of: sheet) == "monday 18:00-21:00")
      #expect(sheet.schedule.overrides.map(\.hours.text) == ["", "", "", "10:00-12:00"])
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'schedule.create'") == 1)
    }
  }

  @Test func `what a form leaves out stays, and dates that are over are nobody's business`() async throws {
    try await withOffice { world in
      let id = try await world.usualSchedule()
      _ = try await world.closeMonday()
      // It is Wednesday now, and Monday is history.
      world.clock.advance(by: .seconds(5 * 86_400))
      var form = ScheduleForm()
      form.name = "Usual"
      form.dates = [DatesForm(first: "2026-12-24")]
      #expect(try await world.office.shapeSchedule(id, form, of: world.owner, caller: .house) == .saved(id))
      let sheet = try await world.sheet(id)
      #expect(sheet.name == "Usual" && sheet.isDefault && sheet.schedule.zone == TestOffice.berlin)
      #expect(world.hours(of: sheet).hasPrefix("monday 09:00-17:00 | tuesday 09:00-17:00"))
      #expect(sheet.schedule.overrides.map(\.date.description) == ["2026-12-24"])
      #expect(try await world.count("SELECT count(*) FROM availability_overrides") == 2)
      #expect(try await world.office.shapeSchedule(id, ScheduleForm(), of: world.owner, caller: .house) == .saved(id))
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'schedule.change'") == 1)
    }
  }

  @Test func `another becomes the default, and only that`() async throws {
    try await withOffice { world in
      let nights = try await world.schedule("Nights")
      var form = ScheduleForm()
      form.makesDefault = true
      #expect(try await world.office.shapeSchedule(nights, form, of: world.owner, caller: .house) == .saved(nights))
      #expect(try await world.office.schedules(of: world.owner).filter(\.isDefault).map(\.id) == [nights])
    }
  }

  @Test func `where anything is wrong nothing is written, and all of it is said`() async throws {
    try await withOffice { world in
      let id = try await world.usualSchedule()
      let before = try await world.sheet(id)
      var form = Self.evenings
      form.name = ""
      form.zone = "Mars"
      form.dates = [DatesForm(first: "2026-11-01")]
      let outcome = try await world.office.shapeSchedule(id, form, of: world.owner, caller: .house)
      #expect(
        outcome
          == .refused([
            HoursRefusal(.name, .missing), HoursRefusal(.zone, .unknownZone), HoursRefusal(.firstDate, .isOver),
          ]))
      #expect(try await world.sheet(id) == before)
    }
  }

  @Test func `another owner's schedule is unknown`() async throws {
    try await withOffice { world in
      let id = ScheduleID(world.office.freshID())
      let outcome = try await world.office.shapeSchedule(id, Self.evenings, of: world.owner, caller: .house)
      #expect(outcome == .unknown)
    }
  }
}
