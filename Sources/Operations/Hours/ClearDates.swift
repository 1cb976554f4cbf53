public import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// What came of giving dates their weekdays' hours again.
public enum ClearDatesOutcome: Hashable, Sendable {
  /// What held on them before, by which it can be put back; nothing where nothing did.
  case cleared([DatesChange])
  /// They are no longer what was looked at. Nothing was cleared.
  case changed
  case unknown
}

extension Office {
  /// The week's hours hold on these dates again.
  public func clearDates(
    _ dates: ClosedRange<LocalDate>, schedule: ScheduleID? = nil, of owner: UserID, caller: Caller,
    ifStill isKnown: (ScheduleSheet) -> Bool = { _ in true }
  ) async throws -> ClearDatesOutcome {
    var before: [DatesChange] = []
    let outcome = try await change(schedule, of: owner, "schedule.dates", caller, ifStill: isKnown) {
      (sheet, _) throws(HoursRefusals) in
      before = sheet.schedule.overrides.filter { dates.contains($0.date) }.joined
      if before.isEmpty { return .nothing }
      return ScheduleChange(
        Schedules.setOverrides(nil, on: dates, sheet.id, of: owner, ids: freshID), about(dates, nil)
      )
    }
    return switch outcome {
    case .unknown: .unknown
    case .changed: .changed
    case .saved, .refused: .cleared(before)
    }
  }
}
