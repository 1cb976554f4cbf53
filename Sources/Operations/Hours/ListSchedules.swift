internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

extension Office {
  /// All of an owner's schedules, the default one first, or those behind a place among them; with the dates that differ
  /// and are still to come.
  public func schedules(of owner: UserID, behind cursor: NameCursor? = nil) async throws -> [ScheduleSheet] {
    try await minding {
      try await database.query(Schedules.sheets(of: owner, behind: cursor, overridesFrom: comingDate))
        .map { try Schedules.readSheet($0) }
    }
  }
}
