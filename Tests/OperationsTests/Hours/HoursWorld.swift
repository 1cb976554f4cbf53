import CivilTime
import Postgres
import Scheduling
import Store
import Testing

@testable import Operations

// Short words for schedules.
extension TestOffice {
  /// The one every owner has.
  func usualSchedule() async throws -> ScheduleID {
    try #require(try await office.schedules(of: owner).first { $0.isDefault }).id
  }

  /// Another one, with the same hours.
  func schedule(_ name: String) async throws -> ScheduleID {
    let outcome = try await office.createSchedule(named: name, of: owner, caller: .house)
    guard case .saved(let id) = outcome else { throw Unexpected("\(outcome)") }
    return id
  }

  func sheet(_ id: ScheduleID? = nil) async throws -> ScheduleSheet {
    let sheets = try await office.schedules(of: owner)
    return try #require(sheets.first { id == nil ? $0.isDefault : $0.id == id })
  }

  func closeMonday() async throws -> HoursOutcome {
    try await office.changeDates(DatesForm(first: "2026-11-23"), of: owner, caller: .house)
  }

  /// A schedule goes that a link went by which is gone too.
  func delete(_ id: ScheduleID, usedBy slug: String) async throws -> DeleteScheduleOutcome {
    var link = Link(id: office.newLinkID(), title: "Old", slug: slug, durations: [30])
    link.schedule = id
    _ = try await office.saveLink(link, of: owner, caller: .house)
    _ = try await office.deleteLink(link.id, of: owner, caller: .house)
    return try await office.deleteSchedule(id, of: owner, caller: .house)
  }

  /// `mon 09:00-17:00 | tue …` of a week, closed days left out.
  func hours(of sheet: ScheduleSheet) -> String {
    Weekday.week(startingOn: .monday).filter { !sheet.schedule.hours[$0].isClosed }
      .map { "\($0) \(sheet.schedule.hours[$0].text)" }.joined(separator: " | ")
  }
}

extension DayHours {
  var text: String { windows.map { "\($0.start)-\($0.end)" }.joined(separator: " ") }
}
