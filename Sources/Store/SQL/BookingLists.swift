public import CivilTime
public import Postgres
internal import Scheduling

/// `bookings` as their owner looks through them.
public enum BookingLists {
  /// One page: `limit` of a list, from the cursor on, in the order they are read. A cursor that reads back gets those
  /// nearest before it first. The page is cut before anything is joined: else the planner may begin at the links, and sort
  /// all that came by them.
  public static func page(
    _ list: BookingList, _ filter: BookingFilter, of owner: UserID, from cursor: BookingCursor?, limit: Int,
    at now: Instant
  ) -> Query {
    let isBackward = list.isBackward != (cursor?.readsBack ?? false)
    let order: Query = isBackward ? "b.slot_start DESC, b.id DESC" : "b.slot_start, b.id"
    return """
      SELECT b.id, b.booking_link_id, l.title, l.color, l.seats, b.event_id, b.guest_name, b.guest_email, b.guest_phone,
        b.guest_notes, b.guest_timezone, b.guest_locale, b.further_guests, b.custom_answers, b.slot_start, b.slot_end,
        b.status, b.rescheduled_from, b.cancelled_by, b.cancellation_reason, b.cancelled_at, b.created_at,
        CASE WHEN l.seats > 1 THEN (
          SELECT coalesce(sum(1 + cardinality(s.further_guests)), 0) FROM bookings s
          WHERE s.user_id = b.user_id AND s.event_id = b.event_id AND s.status = ANY (\(Bookings.countingStatuses)))
        ELSE 1 + cardinality(b.further_guests) END::integer,
        EXISTS (SELECT FROM email_logs m
          WHERE m.user_id = b.user_id AND m.booking_id = b.id AND m.status IN ('failed', 'bounced')
            AND m.put_away_at IS NULL),
        \(isNews(at: now))
      FROM (
        SELECT * FROM bookings b
        WHERE b.user_id = \(owner) AND \(list.condition(at: now))\(filter.condition)\
      \(cursor.map { behind($0, isBackward) } ?? "")
        ORDER BY \(order) LIMIT \(limit)) b
      JOIN booking_links l ON l.user_id = \(owner) AND l.id = b.booking_link_id
      ORDER BY \(order)
      """
  }

  /// What the log says of the instant at which a booking was made is how it was made. It is asked of few, and in its last
  /// day alone, so that no older month of it is opened.
  private static func isNews(at now: Instant) -> Query {
    let yesterday = now.adding(days: -1)
    return """
      CASE WHEN b.created_at > \(yesterday) AND b.updated_at = b.created_at THEN NOT EXISTS (
        SELECT FROM audit_logs a
        WHERE a.user_id = b.user_id AND a.created_at = b.created_at AND a.created_at > \(yesterday)
          AND a.resource_id = b.id AND a.metadata ->> 'by' = 'owner')
      ELSE false END
      """
  }

  /// A row where there is anything on the other side of a cursor.
  public static func beyond(
    _ cursor: BookingCursor, _ list: BookingList, _ filter: BookingFilter, of owner: UserID, at now: Instant
  ) -> Query {
    let isBackward = list.isBackward != cursor.readsBack
    let side: Query =
      isBackward
      ? "(b.slot_start, b.id) >= (\(cursor.start), \(cursor.id))"
      : "(b.slot_start, b.id) <= (\(cursor.start), \(cursor.id))"
    return """
      SELECT 1 FROM bookings b
      WHERE b.user_id = \(owner) AND \(list.condition(at: now))\(filter.condition) AND \(side) LIMIT 1
      """
  }

  private static func behind(_ cursor: BookingCursor, _ isBackward: Bool) -> Query {
    isBackward
      ? " AND (b.slot_start, b.id) < (\(cursor.start), \(cursor.id))"
      : " AND (b.slot_start, b.id) > (\(cursor.start), \(cursor.id))"
  }

  /// How many are upcoming, and how many of these wait for an answer.
  public static func counts(of owner: UserID, at now: Instant) -> Query {
    """
    SELECT count(*)::integer, count(*) FILTER (WHERE b.status = 'pending')::integer FROM bookings b
    WHERE b.user_id = \(owner) AND \(BookingList.upcoming.condition(at: now))
    """
  }

  public static func readCounts(_ row: Row) throws(DatabaseError) -> (upcoming: Int, pending: Int) {
    try row.decode(Int.self, Int.self)
  }

  public static func read(_ row: Row) throws(DatabaseError) -> BookingLine {
    var cells = Cells(row)
    let (id, link): (BookingID, LinkID) = (try cells.id(), try cells.id())
    let (title, color): (String, String) = (try cells.next(), try cells.next())
    let (seats, event): (Int, EventID) = (try cells.next(), try cells.id())
    let guest = try Bookings.readGuest(&cells)
    let time = TimeRange(from: try cells.next(), to: try cells.next())
    let (status, movedFrom): (BookingStatus, Instant?) = (try cells.word(), try cells.next())
    let by: Party? = try cells.optionalWord()
    let (reason, at): (String, Instant?) = (try cells.next(), try cells.next())
    return BookingLine(
      id: id, link: link, title: title, color: color, seats: seats, event: event, guest: guest, time: time,
      status: status, movedFrom: movedFrom,
      cancellation: by.map { Appointment.Cancellation(by: $0, reason: reason, at: at) }, createdAt: try cells.next(),
      party: try cells.next(), hasFailedLetter: try cells.next(), isNews: try cells.next())
  }
}

extension BookingList {
  /// The words of the partial indexes stand here too: without them no index is looked into.
  fileprivate func condition(at now: Instant) -> Query {
    // No meeting is longer than a day: none that is not over began before that.
    let earliest = now.adding(days: -1)
    return switch self {
    case .upcoming:
      "b.status IN ('pending', 'confirmed') AND b.slot_end > \(now) AND b.slot_start > \(earliest)"
    case .pending:
      "b.status = 'pending' AND b.slot_end > \(now) AND b.slot_start > \(earliest)"
    case .past:
      """
      b.status IN ('pending', 'confirmed', 'completed', 'no_show') AND b.slot_start <= \(now)
        AND (b.slot_end <= \(now) OR b.status IN ('completed', 'no_show'))
      """
    case .cancelled: "b.status IN ('cancelled', 'declined')"
    }
  }
}

extension BookingFilter {
  fileprivate var condition: Query {
    let inRange: Query =
      range.map { " AND b.slot_start >= \($0.start) AND b.slot_start < \($0.end)" } ?? ""
    let ofLink: Query = link.map { " AND b.booking_link_id = \($0)" } ?? ""
    return "\(inRange)\(ofLink)\(searched)"
  }

  /// What is more than this is no name any more.
  private static let mostWords = 8

  private var searched: Query {
    let patterns = search.split(whereSeparator: \.isWhitespace).prefix(Self.mostWords).map { "%\($0.unwildened)%" }
    if patterns.isEmpty { return "" }
    return " AND b.searched LIKE ALL (ARRAY(SELECT as_searched(word) FROM unnest(\(patterns)) word))"
  }
}

extension Substring {
  /// With the signs that stand for others made to stand for themselves, and without NUL, which no text of the database
  /// holds.
  fileprivate var unwildened: String {
    var text = ""
    for scalar in unicodeScalars where scalar.value != 0 {
      if scalar == "%" || scalar == "_" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
