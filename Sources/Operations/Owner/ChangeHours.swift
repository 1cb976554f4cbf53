public import CivilTime
internal import Postgres
public import Scheduling
public import Store

extension Office {
  /// The week's hours of the owner's default schedule, and the zone they are meant in.
  public func changeHours(_ hours: WeeklyHours, in zone: Zone, of owner: UserID, caller: Caller) async throws {
    try await changeSchedule(of: owner, "schedule.hours", caller) { schedule in
      [Schedules.setZone(zone, schedule, of: owner)]
        + Schedules.setHours(hours, schedule, of: owner, ids: freshID)
    }
  }

  /// The hours of one date; closed is a day off, nil the week's hours again.
  public func changeDate(_ date: LocalDate, to hours: DayHours?, of owner: UserID, caller: Caller) async throws {
    try await changeSchedule(of: owner, "schedule.date", caller) { schedule in
      Schedules.setOverride(hours, on: date, schedule, of: owner, ids: freshID)
    }
  }

  private func changeSchedule(
    of owner: UserID, _ action: StaticString, _ caller: Caller, _ change: (ScheduleID) -> [Query]
  ) async throws {
    try await minding {
      try await books.holding(owner, reading: [Schedules.defaultID(of: owner)]) { held in
        guard let schedule = try held.answers[0].first?.decode(ScheduleID.self) else { return }
        let audit = AuditLog.insert(action, schedule.uuid, of: owner, by: caller, id: freshID(), at: now)
        try await held.commit(change(schedule) + [audit])
      }
    }
  }
}
