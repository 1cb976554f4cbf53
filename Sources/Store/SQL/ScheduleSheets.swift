public import CivilTime
public import Postgres
internal import Scheduling

extension Schedules {
  /// All schedules of an owner, or those behind a place among them: the default one first, then by their names.
  public static func sheets(
    of owner: UserID, behind cursor: NameCursor? = nil, overridesFrom date: LocalDate
  ) -> Query {
    """
    SELECT s.id, s.name, s.is_default, s.timezone, u.week_start, h.days, h.starts, h.ends, x.dates, x.starts, x.ends,
      ARRAY(SELECT title FROM booking_links
        WHERE user_id = \(owner) AND deleted_at IS NULL
          AND (schedule_id = s.id OR schedule_id IS NULL AND s.is_default)
        ORDER BY \(Query.inOrder(ofNames: "title")))
    FROM availability_schedules s
    JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL
    LEFT JOIN LATERAL (
      SELECT array_agg(day_of_week) days, array_agg(start_time) starts, array_agg(end_time) ends
      FROM availability_hours WHERE user_id = s.user_id AND schedule_id = s.id) h ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(date) dates, array_agg(start_time) starts, array_agg(end_time) ends
      FROM availability_overrides WHERE user_id = s.user_id AND schedule_id = s.id AND date >= \(date)) x ON true
    WHERE s.user_id = \(owner)\(.behind(cursor, first: "s.is_default", name: "s.name", id: "s.id"))
    ORDER BY s.is_default DESC, \(Query.inOrder(ofNames: "s.name")), s.id
    """
  }

  public static func readSheet(_ row: Row) throws(DatabaseError) -> ScheduleSheet {
    var cells = Cells(row)
    let (id, name, isDefault): (ScheduleID, String, Bool) = (try cells.next(), try cells.next(), try cells.next())
    let zone = try cells.zone()
    let weekStart = try cells.weekday()
    let schedule = Schedule(
      zone: zone, weekStart: weekStart, hours: try cells.weeklyHours(), overrides: try cells.overrides())
    return ScheduleSheet(id: id, name: name, isDefault: isDefault, schedule: schedule, links: try cells.next())
  }
}

// Hours as rows gathered into arrays: one reading an owner, however many rows there are.
extension Cells {
  /// Weekdays, starts, ends.
  mutating func weeklyHours() throws(DatabaseError) -> WeeklyHours {
    let (days, starts, ends): ([Int]?, [LocalTime]?, [LocalTime]?) = (try next(), try next(), try next())
    var hours: [Weekday: [Window]] = [:]
    for (day, (start, end)) in zip(days ?? [], zip(starts ?? [], ends ?? [])) {
      guard let weekday = Weekday(rawValue: day), let window = try? Window(start, end) else { continue }
      hours[weekday, default: []].append(window)
    }
    return WeeklyHours(hours)
  }

  /// Dates, starts, ends; a closed date has no times.
  mutating func overrides() throws(DatabaseError) -> [DateOverride] {
    let (dates, starts, ends): ([LocalDate]?, [LocalTime?]?, [LocalTime?]?) = (try next(), try next(), try next())
    return zip(dates ?? [], zip(starts ?? [], ends ?? [])).map { date, times in
      guard let start = times.0, let end = times.1, let window = try? Window(start, end) else {
        return DateOverride(date: date, hours: .closed)
      }
      return DateOverride(date: date, hours: DayHours([window]))
    }
  }
}
