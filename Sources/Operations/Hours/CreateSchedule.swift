internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

extension Office {
  /// Schedules are part of every reading of an owner's book, so there is an end to them.
  public static let mostSchedules = 20

  /// A copy of another one under a new name, dates that differ included: most schedules are the usual one with a few
  /// hours more or less.
  public func createSchedule(
    named typed: String, like model: ScheduleID? = nil, of owner: UserID, caller: Caller
  ) async throws -> HoursOutcome {
    let id = ScheduleID(freshID())
    return try await change(model, of: owner, "schedule.create", caller) {
      (sheet, schedules) throws(HoursRefusals) in
      let name = try readScheduleName(typed)
      if schedules.hasName(name, besides: nil) { throw HoursRefusals([HoursRefusal(.name, .nameTaken)]) }
      guard schedules.all.count < Office.mostSchedules else {
        throw HoursRefusals([HoursRefusal(.name, .tooManySchedules(limit: Office.mostSchedules))])
      }
      return ScheduleChange(
        copy(sheet.schedule, as: id, named: name, of: owner), [("id", id.description), ("name", name)], making: id)
    }
  }

  private func copy(_ schedule: Schedule, as id: ScheduleID, named name: String, of owner: UserID) -> [Query] {
    [Schedules.insert(id, of: owner, name: name, zone: schedule.zone, isDefault: false)]
      + Schedules.setHours(schedule.hours, id, of: owner, ids: freshID)
      + schedule.overrides.joined.flatMap { change in
        Schedules.setOverrides(change.hours, on: change.dates, id, of: owner, ids: freshID)
      }
  }
}
