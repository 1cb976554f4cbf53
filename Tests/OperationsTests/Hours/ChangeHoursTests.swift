import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct ChangeHoursTests {
  private static let form = WeekForm([
    .monday: [TypedWindow(from: "9", to: "12:30"), TypedWindow(from: "1 pm", to: "5 pm")],
    .sunday: [TypedWindow(from: "22", to: "24")],
  ])

  @Test func `hours as they were typed are kept, and guests are offered them at the very next request`() async throws {
    try await withOffice { world in
      let noon = TestOffice.monday.adding(minutes: 150)
      #expect(try await world.open().decide(noon, lasting: 30) == .free(seatsLeft: 1))
      let outcome = try await world.office.changeHours(
        Self.form, in: "Europe/Berlin", of: world.owner, caller: Caller(address: "192.0.2.7", userAgent: "Tests"))
      let usual = try await world.usualSchedule()
      #expect(outcome == .saved(usual))
      let sheet = try await world.sheet()
      #expect(world.hours(of: sheet) == "monday 09:00-12:30 13:00-17:00 | sunday 22:00-24:00")
      #expect(try await world.open().decide(noon, lasting: 30) == .refused(.outsideHours))
      #expect(
        try await world.texts("SELECT host(ip_address) FROM audit_logs WHERE action = 'schedule.hours'") == [
          "192.0.2.7"
        ])
    }
  }

  @Test func `a zone is part of the hours`() async throws {
    try await withOffice { world in
      _ = try await world.office.changeHours(Self.form, in: "America/New_York", of: world.owner, caller: .house)
      #expect(try await world.sheet().schedule.zone.name == "America/New_York")
      // Ten in Berlin is four in New York.
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .refused(.outsideHours))
    }
  }

  @Test func `hours that were changed since they were looked at stay`() async throws {
    try await withOffice { world in
      let before = try await world.sheet()
      func save(ifStill known: ScheduleSheet) async throws -> HoursOutcome {
        try await world.office.changeHours(
          Self.form, in: "Europe/Berlin", of: world.owner, caller: .house, ifStill: { $0 == known })
      }
      try await world.office.changeHours(.always, in: .utc, of: world.owner, caller: .house)
      let now = try await world.sheet()
      #expect(try await save(ifStill: before) == .changed(now))
      #expect(try await world.sheet() == now)
      #expect(try await save(ifStill: now) == .saved(now.id))
      // It is so already, whoever did it.
      #expect(try await save(ifStill: before) == .saved(now.id))
    }
  }

  @Test func `hours that are so already are saved without a word`() async throws {
    try await withOffice { world in
      for _ in 1...2 {
        _ = try await world.office.changeHours(Self.form, in: "Europe/Berlin", of: world.owner, caller: .house)
      }
      #expect(try await world.count("SELECT count(*) FROM audit_logs WHERE action = 'schedule.hours'") == 1)
    }
  }

  @Test func `what is wrong with hours and zone is told at once, and nothing is changed`() async throws {
    try await withOffice { world in
      let before = try await world.sheet()
      let bad = WeekForm([.friday: [TypedWindow(from: "17", to: "9")], .sunday: [TypedWindow(from: "x", to: "9")]])
      let outcome = try await world.office.changeHours(
        bad, in: "Mars/Base", weekStart: .sunday, of: world.owner, caller: .house)
      guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
      #expect(
        refusals.map(\.field) == [.from(.weekday(.sunday), row: 0), .to(.weekday(.friday), row: 0), .zone])
      #expect(try await world.sheet() == before)
      #expect(try await world.count("SELECT version FROM owners WHERE user_id = \(world.owner)") == 2)
    }
  }

  @Test func `dates are closed, or have hours of their own`() async throws {
    try await withOffice { world in
      let (office, owner) = (world.office, world.owner)
      _ = try await office.changeDates(
        DatesForm(first: "2026-11-23", last: "2027-01-03"), of: owner, caller: .house)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .refused(.outsideHours))
      let early = DatesForm(first: "2026-11-23", rows: [TypedWindow(from: "10:00", to: "11:00")])
      _ = try await office.changeDates(early, of: owner, caller: .house)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 1))
      let joined = try await world.sheet().schedule.overrides.joined
      #expect(
        joined.map { "\($0.dates.lowerBound) \($0.dates.upperBound) \($0.hours.text)" } == [
          "2026-11-23 2026-11-23 10:00-11:00", "2026-11-24 2027-01-03 ",
        ])
      #expect(
        try await world.texts(
          """
          SELECT metadata ->> 'from' || ' ' || (metadata ->> 'to') || ' ' || (metadata ->> 'hours') FROM audit_logs
          WHERE action = 'schedule.dates' ORDER BY created_at, id
          """) == ["2026-11-23 2027-01-03 closed", "2026-11-23 2026-11-23 10:00-11:00"])
    }
  }

  @Test func `dates that were cleared can be put back as they were`() async throws {
    try await withOffice { world in
      let (office, owner) = (world.office, world.owner)
      let form = DatesForm(first: "2026-11-23", last: "2026-11-24", rows: [TypedWindow(from: "8", to: "9")])
      _ = try await office.changeDates(form, of: owner, caller: .house)
      let before = try await world.sheet()
      let dates = LocalDate("2026-11-23")!...LocalDate("2026-11-30")!
      guard case .cleared(let changes) = try await office.clearDates(dates, of: owner, caller: .house),
        let change = changes.first
      else { throw Unexpected("nothing cleared") }
      #expect(changes.count == 1)
      #expect(try await world.sheet().schedule.overrides.isEmpty)
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 1))
      let rows = change.hours.windows.map { TypedWindow(from: "\($0.start)", to: "\($0.end)") }
      _ = try await office.changeDates(
        DatesForm(first: "\(change.dates.lowerBound)", last: "\(change.dates.upperBound)", rows: rows), of: owner,
        caller: .house)
      #expect(try await world.sheet() == before)
      #expect(try await office.clearDates(.first ... .first, of: owner, caller: .house) == .cleared([]))
    }
  }

  @Test func `today is the schedule's, wherever the server stands`() async throws {
    try await withOffice { world in
      // Noon in Honolulu; in Auckland the next day has begun.
      world.setTime("2026-11-20T22:00:00Z")
      for (zone, date, isOver) in [("Pacific/Honolulu", "2026-11-20", false), ("Pacific/Auckland", "2026-11-20", true)]
      {
        _ = try await world.office.changeHours(Self.form, in: zone, of: world.owner, caller: .house)
        let outcome = try await world.office.changeDates(DatesForm(first: date), of: world.owner, caller: .house)
        let refused = HoursOutcome.refused([HoursRefusal(.firstDate, .isOver)])
        #expect((outcome == refused) == isOver, "\(zone)")
      }
    }
  }

  @Test func `two who change hours at once leave the hours of one of them`() async throws {
    try await withOffice { world in
      let forms = (9...16).map { WeekForm([.monday: [TypedWindow(from: "\($0)", to: "\($0 + 1)")]]) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for form in forms {
          group.addTask {
            _ = try await world.office.changeHours(form, in: "UTC", of: world.owner, caller: .house)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await world.count("SELECT count(*) FROM availability_hours") == 1)
    }
  }
}
