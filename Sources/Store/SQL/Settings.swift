internal import CivilTime
internal import Postgres
internal import Scheduling

/// Who an owner is and when they take meetings, with the version all of it is of: one row for each of their schedules.
struct OwnerSettings {
  let version: Int64
  let owner: Owner

  /// Where new bookings go; nil where the owner keeps no calendar.
  let calendar: CalendarID?
  let schedules: [(id: ScheduleID, isDefault: Bool, schedule: Schedule)]

  /// The version is read first, so that what the statements behind this one read is never older than it.
  static func query(_ owner: UserID, overridesFrom date: LocalDate) -> Query {
    """
    SELECT o.version, \(Owners.columns),
      (SELECT id FROM calendars WHERE user_id = o.user_id AND deleted_at IS NULL AND (receives_bookings OR is_primary)
        ORDER BY receives_bookings DESC LIMIT 1),
      s.id, s.is_default, s.timezone, h.days, h.starts, h.ends, x.dates, x.starts, x.ends
    FROM owners o
    JOIN users u ON u.id = o.user_id AND u.deleted_at IS NULL
    LEFT JOIN availability_schedules s ON s.user_id = o.user_id
    LEFT JOIN LATERAL (
      SELECT array_agg(day_of_week) days, array_agg(start_time) starts, array_agg(end_time) ends
      FROM availability_hours WHERE user_id = s.user_id AND schedule_id = s.id) h ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(date) dates, array_agg(start_time) starts, array_agg(end_time) ends
      FROM availability_overrides WHERE user_id = s.user_id AND schedule_id = s.id AND date >= \(date)) x ON true
    WHERE o.user_id = \(owner)
    """
  }

  /// Nil where there is no such owner.
  static func read(_ rows: Rows) throws(DatabaseError) -> OwnerSettings? {
    guard let first = rows.first else { return nil }
    var cells = Cells(first)
    let version: Int64 = try cells.next()
    let owner = try Owners.read(&cells)
    let calendar: CalendarID? = try cells.next()
    var schedules: [(ScheduleID, Bool, Schedule)] = []
    for row in rows {
      guard let schedule = try readSchedule(row, weekStart: owner.weekStart) else { continue }
      schedules.append(schedule)
    }
    return OwnerSettings(version: version, owner: owner, calendar: calendar, schedules: schedules)
  }

  private static let columnsBeforeSchedule = 14

  private static func readSchedule(
    _ row: Row, weekStart: Weekday
  ) throws(DatabaseError) -> (ScheduleID, Bool, Schedule)? {
    var cells = Cells(row)
    cells.skip(columnsBeforeSchedule)
    guard let id: ScheduleID = try cells.next() else { return nil }
    let isDefault: Bool = try cells.next()
    let zone = try cells.zone()
    return (
      id, isDefault,
      Schedule(
        zone: zone, weekStart: weekStart, hours: try cells.weeklyHours(), overrides: try cells.overrides())
    )
  }
}
