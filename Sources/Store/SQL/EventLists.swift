public import CivilTime
public import Postgres
internal import Scheduling

/// `events` and `calendars` as lists have them.
public enum EventLists {
  private static let columns: Query = """
    e.id, e.calendar_id, e.title, e.description, e.location, e.start_time, e.end_time, e.timezone, e.is_all_day, \
    e.status, e.transparency, e.recurrence_rule, e.origin, e.ical_uid, e.sequence
    """

  /// Those that take place in the range, if only once of many times, by their starts.
  public static func page(
    _ range: TimeRange, of owner: UserID, behind cursor: EventCursor?, limit: Int
  ) -> Query {
    """
    SELECT \(columns) FROM events e
    WHERE e.user_id = \(owner) AND e.deleted_at IS NULL AND e.over_at > \(range.start)
      AND e.start_time < \(range.end)
      AND (\(cursor?.start) IS NULL OR (e.start_time, e.id) > (\(cursor?.start), \(cursor?.id)))
    ORDER BY e.start_time, e.id LIMIT \(limit)
    """
  }

  /// By their ids, from behind one on.
  public static func all(of owner: UserID, behind last: EventID?, limit: Int) -> Query {
    let behind: Query = last.map { "AND e.id > \($0)" } ?? ""
    return """
      SELECT \(columns) FROM events e WHERE e.user_id = \(owner) AND e.deleted_at IS NULL \(behind)
      ORDER BY e.id LIMIT \(limit)
      """
  }

  public static func find(_ event: EventID, of owner: UserID) -> Query {
    "SELECT \(columns) FROM events e WHERE e.user_id = \(owner) AND e.id = \(event) AND e.deleted_at IS NULL"
  }

  public static func read(_ row: Row) throws(DatabaseError) -> EventEntry {
    var cells = Cells(row)
    let (id, calendar): (EventID, CalendarID) = (try cells.id(), try cells.id())
    let (title, description, location): (String, String, String) = (
      try cells.next(), try cells.next(), try cells.next()
    )
    let time = TimeRange(from: try cells.next(), to: try cells.next())
    return EventEntry(
      id: id, calendar: calendar, title: title, description: description, location: location, time: time,
      zone: try cells.zone(), isAllDay: try cells.next(), status: try cells.word(), transparency: try cells.word(),
      rule: try cells.next(), origin: try cells.word(), uid: try cells.next(), sequence: try cells.next())
  }

  /// All of an owner's, or those behind a place among them: the primary one first, then by name.
  public static func calendars(of owner: UserID, behind cursor: NameCursor? = nil) -> Query {
    """
    SELECT id, name, description, color, timezone, is_primary, is_visible, checks_conflicts, receives_bookings
    FROM calendars WHERE user_id = \(owner) AND deleted_at IS NULL AND is_active
      \(.behind(cursor, first: "is_primary", name: "name", id: "id"))
    ORDER BY is_primary DESC, \(Query.inOrder(ofNames: "name")), id
    """
  }

  public static func readCalendar(_ row: Row) throws(DatabaseError) -> CalendarEntry {
    var cells = Cells(row)
    return CalendarEntry(
      id: try cells.id(), name: try cells.next(), description: try cells.next(), color: try cells.next(),
      zone: try cells.zone(), isPrimary: try cells.next(), isVisible: try cells.next(),
      checksConflicts: try cells.next(), receivesBookings: try cells.next())
  }
}
