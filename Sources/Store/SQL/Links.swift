public import CivilTime
public import Postgres
internal import Scheduling

/// `booking_links`: what guests may book.
public enum Links {
  /// The columns of `l` that `read` takes, in its order.
  static let columns: Query = """
    l.id, l.title, l.slug, l.description, l.duration_minutes, l.further_durations, l.slot_increment_minutes, \
    l.buffer_before_minutes, l.buffer_after_minutes, l.availability_hours, l.schedule_id, \
    l.min_booking_notice_minutes, l.max_booking_days_future, l.bookable_from, l.bookable_to, l.daily_limit, \
    l.weekly_limit, l.seats, l.requires_confirmation, l.color, l.location, l.meeting_type, l.custom_questions, \
    l.reminders, l.redirect_url, l.is_active, l.is_listed, l.expires_at, l.single_use, l.bookings_count, \
    l.former_slugs
    """

  /// Those there are, and the deleted ones of which bookings stand that are not over; which these are stands behind the
  /// columns.
  static func all(of owner: UserID, at now: Instant) -> Query {
    // No meeting is longer than a day. The words of the index stand here too.
    let earliest = now.adding(days: -1)
    return """
      SELECT \(columns), l.deleted_at IS NOT NULL FROM booking_links l
      WHERE l.user_id = \(owner) AND (l.deleted_at IS NULL OR l.bookings_count > 0 AND EXISTS (
        SELECT FROM bookings b
        WHERE b.user_id = l.user_id AND b.booking_link_id = l.id AND b.status IN ('pending', 'confirmed')
          AND b.slot_start > \(earliest)))
      ORDER BY \(Query.inOrder(ofNames: "l.title")), l.id
      """
  }

  static func readKept(_ row: Row) throws(DatabaseError) -> (link: Link, isDeleted: Bool) {
    var cells = Cells(row)
    return (try read(&cells), try cells.next())
  }

  public static func read(_ row: Row) throws(DatabaseError) -> Link {
    var cells = Cells(row)
    return try read(&cells)
  }

  static func read(_ cells: inout Cells) throws(DatabaseError) -> Link {
    let (id, title, slug, description): (LinkID, String, String, String) = (
      try cells.next(), try cells.next(), try cells.next(), try cells.next()
    )
    let usual = try cells.minutes()
    let further = try cells.next([Int].self).map { Minutes($0) }
    var link = Link(id: id, title: title, slug: slug, durations: [usual] + further.filter { $0 != usual })
    link.description = description
    link.increment = try cells.next(Int?.self).map { Minutes($0) }
    link.bufferBefore = try cells.minutes()
    link.bufferAfter = try cells.minutes()
    let hours: JSONText? = try cells.next()
    if let hours {
      guard let read = WeeklyHoursText(hours) else { throw DatabaseError(.unreadable, "a link's hours are none") }
      link.hours = read.hours
    }
    link.schedule = try cells.next()
    link.notice = try cells.minutes()
    let daysAhead: Int = try cells.next()
    let (first, last): (LocalDate?, LocalDate?) = (try cells.next(), try cells.next())
    link.window = BookingWindow(daysAhead: daysAhead, from: first, to: last)
    link.dailyLimit = try cells.next()
    link.weeklyLimit = try cells.next()
    link.seats = try cells.next()
    link.requiresConfirmation = try cells.next()
    link.color = try cells.next()
    let details: String = try cells.next()
    link.place = MeetingPlace(try cells.word(), details)
    link.questions = try readQuestions(try cells.next())
    link.reminders = try cells.next([Int].self).map { Minutes($0) }
    link.redirect = try cells.next()
    link.isActive = try cells.next()
    link.isListed = try cells.next()
    link.expiresAt = try cells.next()
    link.isSingleUse = try cells.next()
    link.bookingsCount = try cells.next()
    link.formerSlugs = try cells.next()
    return link
  }

  /// Most links ask none, which is not worth a decoder.
  private static func readQuestions(_ text: JSONText) throws(DatabaseError) -> [Question] {
    text.bytes.elementsEqual("[]".utf8) ? [] : try JSONText.read(text)
  }

  /// The link as it is to be from now on, new or changed. The number of its bookings is not the form's to say.
  public static func save(_ link: Link, of owner: UserID) -> Query {
    let (daysAhead, first, last) = link.window.columns
    return """
      INSERT INTO booking_links (user_id, id, title, slug, description, duration_minutes, further_durations,
        slot_increment_minutes, buffer_before_minutes, buffer_after_minutes, availability_type, availability_hours,
        schedule_id, min_booking_notice_minutes, max_booking_days_future, bookable_from, bookable_to, daily_limit,
        weekly_limit, seats, requires_confirmation, color, location, meeting_type, custom_questions, reminders,
        redirect_url, is_active, is_listed, expires_at, single_use, former_slugs)
      VALUES (\(owner), \(link.id), \(link.title), \(link.slug), \(link.description),
        \(Int16(clamping: link.duration.count)), \(link.durations.dropFirst().map { Int16(clamping: $0.count) }),
        \(link.increment.map { Int16(clamping: $0.count) }), \(Int16(clamping: link.bufferBefore.count)),
        \(Int16(clamping: link.bufferAfter.count)), \(link.hours == nil ? "calendar_sync" : "specific_hours"),
        \(link.hours.map { WeeklyHoursText($0).json }), \(link.schedule), \(Int32(clamping: link.notice.count)),
        \(daysAhead), \(first), \(last), \(link.dailyLimit.map { Int32(clamping: $0) }),
        \(link.weeklyLimit.map { Int32(clamping: $0) }), \(Int32(clamping: link.seats)), \(link.requiresConfirmation),
        \(link.color), \(link.place.details), \(link.place.kind.rawValue), \(JSONText(link.questions)),
        \(link.reminders.map { Int32(clamping: $0.count) }), \(link.redirect), \(link.isActive), \(link.isListed),
        \(link.expiresAt), \(link.isSingleUse), \(link.formerSlugs))
      ON CONFLICT (user_id, id) DO UPDATE SET
        title = excluded.title, slug = excluded.slug, description = excluded.description,
        duration_minutes = excluded.duration_minutes, further_durations = excluded.further_durations,
        slot_increment_minutes = excluded.slot_increment_minutes,
        buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
        availability_type = excluded.availability_type, availability_hours = excluded.availability_hours,
        schedule_id = excluded.schedule_id, min_booking_notice_minutes = excluded.min_booking_notice_minutes,
        max_booking_days_future = excluded.max_booking_days_future, bookable_from = excluded.bookable_from,
        bookable_to = excluded.bookable_to, daily_limit = excluded.daily_limit, weekly_limit = excluded.weekly_limit,
        seats = excluded.seats, requires_confirmation = excluded.requires_confirmation, color = excluded.color,
        location = excluded.location, meeting_type = excluded.meeting_type,
        custom_questions = excluded.custom_questions, reminders = excluded.reminders,
        redirect_url = excluded.redirect_url, is_active = excluded.is_active, is_listed = excluded.is_listed,
        expires_at = excluded.expires_at, single_use = excluded.single_use,
        former_slugs = excluded.former_slugs, updated_at = now()
      """
  }

  /// Its bookings stay, and so does its row for them.
  public static func delete(_ link: LinkID, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE booking_links SET deleted_at = \(now), updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(link) AND deleted_at IS NULL
    """
  }

  /// The link of a booking.
  public static func booked(by booking: BookingID, _ owner: UserID) -> Query {
    """
    SELECT \(columns), l.deleted_at IS NOT NULL FROM bookings b
    JOIN booking_links l ON l.user_id = b.user_id AND l.id = b.booking_link_id
    WHERE b.user_id = \(owner) AND b.id = \(booking)
    """
  }

  public static func readBooked(_ row: Row) throws(DatabaseError) -> BookedLink {
    var cells = Cells(row)
    return BookedLink(link: try read(&cells), isDeleted: try cells.next())
  }

  /// One more booking that holds its time, or one less.
  public static func count(_ change: Int, _ link: LinkID, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE booking_links SET bookings_count = greatest(bookings_count + \(Int32(change)), 0), updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(link)
    """
  }
}

extension BookingWindow {
  fileprivate init(daysAhead: Int, from first: LocalDate?, to last: LocalDate?) {
    if let first, let last, first <= last {
      self = .dates(first...last)
    } else {
      self = .daysAhead(daysAhead)
    }
  }

  fileprivate var columns: (daysAhead: Int32, first: LocalDate?, last: LocalDate?) {
    switch self {
    case .daysAhead(let days): (Int32(clamping: days), nil, nil)
    case .dates(let dates): (0, dates.lowerBound, dates.upperBound)
    }
  }
}
