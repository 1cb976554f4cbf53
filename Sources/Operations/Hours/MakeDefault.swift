internal import CivilTime
internal import Scheduling
public import Store

extension Office {
  /// Links that name no schedule go by this one from now on.
  public func makeDefault(_ id: ScheduleID, of owner: UserID, caller: Caller) async throws -> HoursOutcome {
    try await change(id, of: owner, "schedule.default", caller) { (sheet, _) throws(HoursRefusals) in
      sheet.isDefault
        ? .nothing : ScheduleChange(Schedules.makeDefault(id, of: owner), [("name", sheet.name)])
    }
  }
}
