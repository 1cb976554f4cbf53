internal import CivilTime
internal import Scheduling
public import Store

extension Office {
  public func renameSchedule(
    _ id: ScheduleID, to typed: String, of owner: UserID, caller: Caller
  ) async throws -> HoursOutcome {
    try await change(id, of: owner, "schedule.rename", caller) { (sheet, schedules) throws(HoursRefusals) in
      let name = try readScheduleName(typed)
      if name == sheet.name { return .nothing }
      if schedules.hasName(name, besides: id) { throw HoursRefusals([HoursRefusal(.name, .nameTaken)]) }
      return ScheduleChange([Schedules.rename(id, to: name, of: owner)], [("from", sheet.name), ("name", name)])
    }
  }
}
