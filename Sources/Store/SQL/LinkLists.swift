public import CivilTime
public import Postgres

/// A link as its owner's list shows it: with how often it is booked.
public struct ListedLink: Hashable, Sendable {
  public let link: Link

  /// What its dates are meant in.
  public let zone: Zone

  /// Bookings that stand and are still to come.
  public let ahead: Int
}

/// A link as its row is, deleted or not.
public struct FoundLink: Sendable {
  public let link: Link
  public let deletedAt: Instant?
}

/// A link by which bookings may be looked for.
public struct LinkOfBookings: Hashable, Sendable {
  public let id: LinkID
  public let title: String
  public let isDeleted: Bool
}

/// A schedule that a link may go by.
public struct ScheduleChoice: Hashable, Sendable {
  public let id: ScheduleID
  public let name: String
  public let zone: Zone
  public let isDefault: Bool
}

extension Links {
  /// All of an owner's, or those behind a place among them, each with its bookings ahead.
  public static func listed(of owner: UserID, behind cursor: NameCursor? = nil, at now: Instant) -> Query {
    """
    SELECT \(columns), s.timezone, coalesce(b.ahead, 0)::integer
    FROM booking_links l
    JOIN availability_schedules s ON s.user_id = l.user_id
      AND (s.id = l.schedule_id OR l.schedule_id IS NULL AND s.is_default)
    LEFT JOIN (
      SELECT booking_link_id, count(*) ahead FROM bookings
      WHERE user_id = \(owner) AND slot_end > \(now) AND slot_start >= \(now) AND status IN ('pending', 'confirmed')
      GROUP BY booking_link_id) b ON b.booking_link_id = l.id
    WHERE l.user_id = \(owner) AND l.deleted_at IS NULL\(.behind(cursor, name: "l.title", id: "l.id"))
    ORDER BY \(Query.inOrder(ofNames: "l.title")), l.id
    """
  }

  public static func readListed(_ row: Row) throws(DatabaseError) -> ListedLink {
    var cells = Cells(row)
    let link = try read(&cells)
    return ListedLink(link: link, zone: try cells.zone(), ahead: try cells.next())
  }

  public static func find(_ link: LinkID, of owner: UserID) -> Query {
    "SELECT \(columns), l.deleted_at FROM booking_links l WHERE l.user_id = \(owner) AND l.id = \(link)"
  }

  public static func readFound(_ row: Row) throws(DatabaseError) -> FoundLink {
    var cells = Cells(row)
    let link = try read(&cells)
    return FoundLink(link: link, deletedAt: try cells.next())
  }

  /// An owner's links by title, and behind them the deleted ones of which bookings stand.
  public static func ofBookings(_ owner: UserID) -> Query {
    """
    SELECT id, title, deleted_at IS NOT NULL FROM booking_links
    WHERE user_id = \(owner) AND (deleted_at IS NULL OR bookings_count > 0)
    ORDER BY 3, \(Query.inOrder(ofNames: "title")), id
    """
  }

  public static func readOfBookings(_ row: Row) throws(DatabaseError) -> LinkOfBookings {
    var cells = Cells(row)
    return LinkOfBookings(id: try cells.id(), title: try cells.next(), isDeleted: try cells.next())
  }

  /// The last parts of the addresses that an owner's living links have.
  public static func slugs(of owner: UserID) -> Query {
    "SELECT id, slug FROM booking_links WHERE user_id = \(owner) AND deleted_at IS NULL"
  }

  public static func readSlug(_ row: Row) throws(DatabaseError) -> (link: LinkID, slug: String) {
    var cells = Cells(row)
    return (try cells.id(), try cells.next())
  }

  public static func setActive(_ isActive: Bool, _ link: LinkID, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE booking_links SET is_active = \(isActive), updated_at = \(now) WHERE user_id = \(owner) AND id = \(link)
    """
  }

  /// Back from where deleted ones are, under an address that is free.
  public static func restore(_ link: LinkID, as slug: String, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE booking_links SET deleted_at = NULL, slug = \(slug), updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(link)
    """
  }

  /// The schedules an owner's link may go by, the usual one first.
  public static func schedules(of owner: UserID) -> Query {
    """
    SELECT id, name, timezone, is_default FROM availability_schedules WHERE user_id = \(owner)
    ORDER BY is_default DESC, \(Query.inOrder(ofNames: "name")), id
    """
  }

  public static func readSchedule(_ row: Row) throws(DatabaseError) -> ScheduleChoice {
    var cells = Cells(row)
    return ScheduleChoice(
      id: try cells.id(), name: try cells.next(), zone: try cells.zone(), isDefault: try cells.next())
  }
}
