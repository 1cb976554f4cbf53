public import CivilTime
internal import Postgres
public import Scheduling
public import Store

extension Office {
  /// What is to hold on some dates in place of their weekdays' hours, as it was typed.
  public func changeDates(
    _ form: DatesForm, schedule: ScheduleID? = nil, of owner: UserID, caller: Caller,
    ifStill isKnown: (ScheduleSheet) -> Bool = { _ in true }
  ) async throws -> HoursOutcome {
    try await change(schedule, of: owner, "schedule.dates", caller, ifStill: isKnown) {
      (sheet, _) throws(HoursRefusals) in
      let today = sheet.schedule.zone.local(now).date
      let change = try form.read(today: today)
      if sheet.schedule.holds(change) { return .nothing }
      return ScheduleChange(
        Schedules.setOverrides(change.hours, on: change.dates, sheet.id, of: owner, ids: freshID),
        about(change.dates, change.hours)
      )
    }
  }

  /// The hours of one date, for a program that has them ready; closed is a day off, nil the week's hours again.
  public func changeDate(_ date: LocalDate, to hours: DayHours?, of owner: UserID, caller: Caller) async throws {
    _ = try await change(nil, of: owner, "schedule.dates", caller) { (sheet, _) throws(HoursRefusals) in
      ScheduleChange(
        Schedules.setOverrides(hours, on: date...date, sheet.id, of: owner, ids: freshID), about(date...date, hours)
      )
    }
  }

  func about(_ dates: ClosedRange<LocalDate>, _ hours: DayHours?) -> [(name: StaticString, text: String)] {
    let windows = hours.map { hours in
      hours.isClosed ? "closed" : hours.windows.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
    }
    return [("from", "\(dates.lowerBound)"), ("to", "\(dates.upperBound)"), ("hours", windows ?? "as usual")]
  }
}
