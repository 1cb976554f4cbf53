public import CivilTime
public import Postgres

/// `calendars`: where events stand.
public enum Calendars {
  /// The first one of an owner: everything goes there.
  public static func insertPrimary(_ id: CalendarID, of owner: UserID, name: String, zone: Zone) -> Query {
    """
    INSERT INTO calendars (user_id, id, name, timezone, is_primary, receives_bookings)
    VALUES (\(owner), \(id), \(name), \(zone.name), true, true)
    """
  }

  public static func setChecksConflicts(_ checks: Bool, _ calendar: CalendarID, of owner: UserID) -> Query {
    """
    UPDATE calendars SET checks_conflicts = \(checks), updated_at = now()
    WHERE user_id = \(owner) AND id = \(calendar) AND deleted_at IS NULL
    """
  }
}
