public import CivilTime
internal import Postgres
public import Scheduling
public import Store

extension Office {
  /// The week's hours of a schedule, and the zone they are meant in, as they were typed. No schedule named is the default
  /// one.
  public func changeHours(
    _ form: WeekForm, in zone: String, schedule: ScheduleID? = nil, weekStart: Weekday = .monday, of owner: UserID,
    caller: Caller, ifStill isKnown: (ScheduleSheet) -> Bool = { _ in true }
  ) async throws -> HoursOutcome {
    try await change(schedule, of: owner, "schedule.hours", caller, ifStill: isKnown) {
      (sheet, _) throws(HoursRefusals) in
      var gathering = Gathering<HoursField, HoursProblem>()
      let hours = gathering.read { () throws(HoursRefusals) in try form.read(weekStart: weekStart) }
      let zone = gathering.read { () throws(HoursRefusals) in try readScheduleZone(zone) }
      guard let hours, let zone else { throw HoursRefusals(gathering.wrong) }
      return hoursChange(hours, in: zone, sheet, of: owner)
    }
  }

  /// The same for a program that has them ready.
  @discardableResult
  public func changeHours(
    _ hours: WeeklyHours, in zone: Zone, of owner: UserID, caller: Caller
  ) async throws -> HoursOutcome {
    try await change(nil, of: owner, "schedule.hours", caller) { (sheet, _) throws(HoursRefusals) in
      hoursChange(hours, in: zone, sheet, of: owner)
    }
  }

  private func hoursChange(
    _ hours: WeeklyHours, in zone: Zone, _ sheet: ScheduleSheet, of owner: UserID
  ) -> ScheduleChange {
    if sheet.schedule.hours == hours, sheet.schedule.zone == zone { return .nothing }
    let queries = [Schedules.setZone(zone, sheet.id, of: owner)]
    return ScheduleChange(
      queries + Schedules.setHours(hours, sheet.id, of: owner, ids: freshID), [("timezone", zone.name)])
  }
}
