import CivilTime
import Operations
import Scheduling
import Store
import TestSupport

@testable import Web

// Lan's hours as her browser sends them.
extension DeskHouse {
  static let hours = "/app/availability"
  static let dates = "/app/availability/dates"

  func usualSchedule() async throws -> ScheduleSheet {
    guard let sheet = try await office.schedules(of: owner).first else { throw Unexpected(what: "no schedule") }
    return sheet
  }

  func schedule(_ name: String) async throws -> ScheduleSheet {
    guard let sheet = try await office.schedules(of: owner).first(where: { $0.name == name }) else {
      throw Unexpected(what: "no \(name)")
    }
    return sheet
  }

  /// The form of a week: `mon` → `["9-12", "13-17"]`.
  func week(
    _ rows: [(day: String, rows: [String])], press: String? = "save", zone: String = "Asia/Ho_Chi_Minh"
  ) async throws -> [(String, String)] {
    let sheet = try await usualSchedule()
    var fields = [("schedule", sheet.id.description), (Shown.field, sheet.shownWeek), ("zone", zone)]
    for (day, rows) in rows {
      for (number, row) in rows.enumerated() {
        let ends = row.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        fields += [("\(day).\(number).from", ends[0]), ("\(day).\(number).to", ends[1])]
      }
    }
    return fields + (press.map { [("do", $0)] } ?? [])
  }

  /// What a browser sends of the page's form, as `typed` over what stands there, whichever button is pressed.
  static func filled(_ page: HTML, _ typed: [String: String] = [:]) -> [(String, String)] {
    let inputs = page.all("//form[@id='hours']//input[@name!='csrf'][not(@type='checkbox')]")
    let fields = inputs.map { ($0["name"] ?? "", $0["value"] ?? "") }
    let zone = ("zone", page.first("//select[@name='zone']//option[@selected]")?["value"] ?? "")
    return (fields + [zone]).map { ($0.0, typed[$0.0] ?? $0.1) }
  }

  /// What stands in the rows of a day.
  static func rows(_ page: HTML, _ day: String) -> [String] {
    page.all("//input[starts-with(@name, '\(day).')]").map { $0["value"] ?? "" }
  }

  func hours(_ weekday: Weekday) async throws -> String {
    try await usualSchedule().schedule.hours[weekday].windows.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
  }
}
