internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// What came of deleting a schedule.
public enum DeleteScheduleOutcome: Hashable, Sendable {
  case deleted
  /// These links go by it.
  case inUse(by: [String])
  /// Every owner has one that links go by which name none.
  case isDefault
  /// It is not what was looked at any more.
  case changed
  case unknown
}

extension Office {
  /// `isKnown` says whether it is still what was looked at by whoever wants it deleted.
  public func deleteSchedule(
    _ id: ScheduleID, of owner: UserID, caller: Caller, ifStill isKnown: (ScheduleSheet) -> Bool = { _ in true }
  ) async throws -> DeleteScheduleOutcome {
    try await minding {
      try await books.holding(owner, reading: [Schedules.sheets(of: owner, overridesFrom: comingDate)]) { held in
        let schedules = HeldSchedules(all: try held.answers[0].map { try Schedules.readSheet($0) })
        guard let sheet = schedules[id] else { return .unknown }
        if sheet.isDefault { return .isDefault }
        if !sheet.links.isEmpty { return .inUse(by: sheet.links) }
        guard isKnown(sheet) else { return .changed }
        let audit = AuditLog.insert(
          "schedule.delete", id.uuid, of: owner, by: caller, id: freshID(), at: now, metadata: [("name", sheet.name)])
        try await held.commit(Schedules.delete(id, of: owner) + [audit])
        return .deleted
      }
    }
  }
}
