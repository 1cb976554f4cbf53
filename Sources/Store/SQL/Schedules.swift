public import CivilTime
public import Postgres
public import Scheduling

public import struct FoundationEssentials.UUID

/// `availability_schedules` with their hours and overrides: when an owner takes meetings.
public enum Schedules {
  public static func insertDefault(_ id: ScheduleID, of owner: UserID, name: String, zone: Zone) -> Query {
    """
    INSERT INTO availability_schedules (user_id, id, name, timezone, is_default)
    VALUES (\(owner), \(id), \(name), \(zone.name), true)
    """
  }

  public static func defaultID(of owner: UserID) -> Query {
    "SELECT id FROM availability_schedules WHERE user_id = \(owner) AND is_default"
  }

  public static func setZone(_ zone: Zone, _ schedule: ScheduleID, of owner: UserID) -> Query {
    """
    UPDATE availability_schedules SET timezone = \(zone.name), updated_at = now()
    WHERE user_id = \(owner) AND id = \(schedule)
    """
  }

  /// All of the week's hours in place of those there were. `ids` are as many as there are windows.
  public static func setHours(
    _ hours: WeeklyHours, _ schedule: ScheduleID, of owner: UserID, ids: () -> UUID
  ) -> [Query] {
    var queries: [Query] = [
      "DELETE FROM availability_hours WHERE user_id = \(owner) AND schedule_id = \(schedule)"
    ]
    for weekday in Weekday.allCases {
      for window in hours[weekday].windows {
        queries.append(
          """
          INSERT INTO availability_hours (user_id, id, schedule_id, day_of_week, start_time, end_time)
          VALUES (\(owner), \(ids()), \(schedule), \(Int16(weekday.rawValue)), \(window.start), \(window.end))
          """)
      }
    }
    return queries
  }

  /// What holds on one date in place of what held there; nil is the week's hours again.
  public static func setOverride(
    _ hours: DayHours?, on date: LocalDate, _ schedule: ScheduleID, of owner: UserID, ids: () -> UUID
  ) -> [Query] {
    var queries: [Query] = [
      """
      DELETE FROM availability_overrides
      WHERE user_id = \(owner) AND schedule_id = \(schedule) AND date = \(date)
      """
    ]
    guard let hours else { return queries }
    // A closed date is one row without times.
    let windows = hours.isClosed ? [nil] : hours.windows.map(Optional.some)
    for window in windows {
      queries.append(
        """
        INSERT INTO availability_overrides (user_id, id, schedule_id, date, start_time, end_time)
        VALUES (\(owner), \(ids()), \(schedule), \(date), \(window?.start), \(window?.end))
        """)
    }
    return queries
  }
}
