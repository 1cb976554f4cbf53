public import CivilTime
public import Postgres
public import Scheduling

public import struct FoundationEssentials.UUID

/// `availability_schedules` with their hours and overrides: when an owner takes meetings.
public enum Schedules {
  public static func insert(
    _ id: ScheduleID, of owner: UserID, name: String, zone: Zone, isDefault: Bool
  ) -> Query {
    """
    INSERT INTO availability_schedules (user_id, id, name, timezone, is_default)
    VALUES (\(owner), \(id), \(name), \(zone.name), \(isDefault))
    """
  }

  public static func rename(_ schedule: ScheduleID, to name: String, of owner: UserID) -> Query {
    """
    UPDATE availability_schedules SET name = \(name), updated_at = now()
    WHERE user_id = \(owner) AND id = \(schedule)
    """
  }

  public static func setZone(_ zone: Zone, _ schedule: ScheduleID, of owner: UserID) -> Query {
    """
    UPDATE availability_schedules SET timezone = \(zone.name), updated_at = now()
    WHERE user_id = \(owner) AND id = \(schedule)
    """
  }

  /// One is the default at any moment, so the old one goes first.
  public static func makeDefault(_ schedule: ScheduleID, of owner: UserID) -> [Query] {
    [
      """
      UPDATE availability_schedules SET is_default = false, updated_at = now()
      WHERE user_id = \(owner) AND is_default
      """,
      """
      UPDATE availability_schedules SET is_default = true, updated_at = now()
      WHERE user_id = \(owner) AND id = \(schedule)
      """,
    ]
  }

  /// With its hours and overrides. Links that were deleted and went by it go by the default one, should they come back.
  public static func delete(_ schedule: ScheduleID, of owner: UserID) -> [Query] {
    [
      """
      UPDATE booking_links SET schedule_id = NULL, updated_at = now()
      WHERE user_id = \(owner) AND schedule_id = \(schedule) AND deleted_at IS NOT NULL
      """,
      "DELETE FROM availability_schedules WHERE user_id = \(owner) AND id = \(schedule)",
    ]
  }

  /// All of the week's hours in place of those there were.
  public static func setHours(
    _ hours: WeeklyHours, _ schedule: ScheduleID, of owner: UserID, ids: () -> UUID
  ) -> [Query] {
    let rows = Weekday.allCases.flatMap { weekday in
      hours[weekday].windows.map { (weekday: weekday, window: $0) }
    }
    return [
      "DELETE FROM availability_hours WHERE user_id = \(owner) AND schedule_id = \(schedule)",
      """
      INSERT INTO availability_hours (user_id, id, schedule_id, day_of_week, start_time, end_time)
      SELECT \(owner), id, \(schedule), day, first, last
      FROM unnest(\(rows.map { _ in ids() }), \(rows.map { Int16($0.weekday.rawValue) }), \(rows.map(\.window.start)),
        \(rows.map(\.window.end))) AS row (id, day, first, last)
      """,
    ]
  }

  /// What holds on each of these dates in place of what held there; nil is the week's hours again.
  public static func setOverrides(
    _ hours: DayHours?, on dates: ClosedRange<LocalDate>, _ schedule: ScheduleID, of owner: UserID, ids: () -> UUID
  ) -> [Query] {
    let deletion: Query = """
      DELETE FROM availability_overrides
      WHERE user_id = \(owner) AND schedule_id = \(schedule) AND date BETWEEN \(dates.lowerBound)
        AND \(dates.upperBound)
      """
    guard let hours else { return [deletion] }
    // A closed date is one row without times.
    let windows: [Window?] = hours.isClosed ? [nil] : hours.windows
    let rows = (dates.lowerBound.dayNumber...dates.upperBound.dayNumber).flatMap { number in
      windows.map { (date: LocalDate(dayNumber: number), window: $0) }
    }
    return [
      deletion,
      """
      INSERT INTO availability_overrides (user_id, id, schedule_id, date, start_time, end_time)
      SELECT \(owner), id, \(schedule), date, first, last
      FROM unnest(\(rows.map { _ in ids() }), \(rows.map(\.date)), \(rows.map(\.window?.start)),
        \(rows.map(\.window?.end))) AS row (id, date, first, last)
      """,
    ]
  }
}
