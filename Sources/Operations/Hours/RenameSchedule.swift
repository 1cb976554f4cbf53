internal import CivilTime
internal import Scheduling
public import Store

extension Office {
  /// `isKnown` says whether it is still what was looked at by whoever wants another name.
  public func renameSchedule(
    _ id: ScheduleID, to typed: String, of owner: UserID, caller: Caller,
    ifStill isKnown: (ScheduleSheet) -> Bool = { _ in true }
  ) async throws -> HoursOutcome {
    try await change(id, of: owner, "schedule.rename", caller, ifStill: isKnown) {
      (sheet, schedules) throws(HoursRefusals) in
      let name = try readScheduleName(typed)
      if name == sheet.name { return .nothing }
      if schedules.hasName(name, besides: id) { throw HoursRefusals([HoursRefusal(.name, .nameTaken)]) }
      return ScheduleChange([Schedules.rename(id, to: name, of: owner)], [("from", sheet.name), ("name", name)])
    }
  }
}
