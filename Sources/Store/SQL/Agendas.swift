public import CivilTime
public import Postgres
internal import Scheduling

/// Reads an owner's `Agenda` of some days.
public enum Agendas {
  /// For `read`, in this order.
  public static func queries(_ range: TimeRange, of owner: UserID) -> [Query] {
    [meetings(range, of: owner), singleEvents(range, of: owner), series(range, of: owner)]
  }

  /// Whole days are read in the owner's zone.
  public static func read(
    _ answers: ArraySlice<Rows>, in range: TimeRange, ownerZone: Zone
  ) throws(DatabaseError) -> Agenda {
    let answers = Array(answers)
    precondition(answers.count == 3, "an agenda is read by three statements")
    return Agenda(
      meetings: try readMeetings(answers[0]),
      events: try readEvents(single: answers[1], series: answers[2], in: range, ownerZone))
  }

  // MARK: Meetings

  private static func meetings(_ range: TimeRange, of owner: UserID) -> Query {
    """
    \(meetingColumns)
    WHERE b.user_id = \(owner) AND b.slot_end > \(range.start) AND b.slot_start < \(range.end)
      AND b.status = ANY (\(Bookings.countingStatuses))
    \(meetingOrder)
    """
  }

  /// The first meetings that start at a time or behind it, for `readMeetings`. They are found by hopping from start to
  /// start: the guests of a group share one, and so count once. The words of the index stand here too, as everywhere.
  public static func meetings(from start: Instant, of owner: UserID, limit: Int) -> Query {
    let ahead: Query = "b.user_id = \(owner) AND b.status IN ('pending', 'confirmed')"
    return """
      WITH RECURSIVE starts AS (
        (SELECT b.slot_start, 1 AS number FROM bookings b
        WHERE \(ahead) AND b.slot_start >= \(start) ORDER BY b.slot_start LIMIT 1)
        UNION ALL
        SELECT n.slot_start, s.number + 1 FROM starts s CROSS JOIN LATERAL (
          SELECT b.slot_start FROM bookings b
          WHERE \(ahead) AND b.slot_start > s.slot_start ORDER BY b.slot_start LIMIT 1) n
        WHERE s.number < \(limit))
      \(meetingColumns)
      WHERE \(ahead) AND b.slot_start >= \(start) AND b.slot_start <= (SELECT max(slot_start) FROM starts)
      \(meetingOrder)
      """
  }

  private static let meetingOrder: Query = "ORDER BY b.slot_start, b.created_at, b.id"

  private static let meetingColumns: Query = """
    SELECT b.id, b.event_id, b.booking_link_id, l.title, l.color, l.meeting_type, l.location, l.seats, b.slot_start,
      b.slot_end, b.buffer_before_minutes, b.buffer_after_minutes, b.status, b.guest_name, b.guest_timezone,
      b.guest_notes, cardinality(b.further_guests)
    FROM bookings b
    JOIN booking_links l ON l.user_id = b.user_id AND l.id = b.booking_link_id
    """

  /// The bookings of a group as one.
  public static func readMeetings(_ rows: Rows) throws(DatabaseError) -> [AgendaMeeting] {
    var meetings: [AgendaMeeting] = []
    var places: [EventID: Int] = [:]
    for row in rows {
      let meeting = try readMeeting(row)
      if let place = places[meeting.event] {
        meetings[place].party += meeting.party
        meetings[place].guests += meeting.guests
        if meetings[place].status == .pending { meetings[place].status = meeting.status }
      } else {
        places[meeting.event] = meetings.count
        meetings.append(meeting)
      }
    }
    return meetings
  }

  private static func readMeeting(_ row: Row) throws(DatabaseError) -> AgendaMeeting {
    var cells = Cells(row)
    let (id, event, link): (BookingID, EventID, LinkID) = (try cells.id(), try cells.id(), try cells.id())
    let (title, color): (String, String) = (try cells.next(), try cells.next())
    let place = MeetingPlace(try cells.word(), try cells.next())
    let seats: Int = try cells.next()
    let time = TimeRange(from: try cells.next(), to: try cells.next())
    let blocked = time.widened(before: try cells.minutes(), after: try cells.minutes())
    let status: BookingStatus = try cells.word()
    let name: String = try cells.next()
    let zone = try cells.zone()
    let (notes, companions): (String, Int) = (try cells.next(), try cells.next())
    return AgendaMeeting(
      id: id, event: event, link: link, title: title, color: color, place: place, seats: seats, time: time,
      blocked: blocked, status: status, guestName: name, guestZone: zone, notes: notes, party: 1 + companions,
      guests: [AgendaMeeting.Guest(id: id, name: name)])
  }

  // MARK: Events

  /// What is shown of an event, behind the columns by which its times are found.
  private static func details(_ owner: UserID) -> Query {
    "e.id, e.title, e.location, coalesce(e.color, c.color), e.is_all_day, \(Events.blocks(owner))"
  }

  private static let isShown: Query = """
    (e.status <> 'cancelled' AND e.response <> 'declined' AND c.deleted_at IS NULL AND c.is_active)
    """

  private static let eventsAndCalendars: Query =
    "events e JOIN calendars c ON c.user_id = e.user_id AND c.id = e.calendar_id"

  private static func singleEvents(_ range: TimeRange, of owner: UserID) -> Query {
    """
    SELECT e.start_time, e.end_time, \(details(owner)) FROM \(eventsAndCalendars)
    WHERE e.user_id = \(owner) AND e.deleted_at IS NULL AND e.over_at > \(range.start)
      AND e.start_time < \(range.end) AND e.recurrence_rule IS NULL AND e.parent_event_id IS NULL
      AND NOT e.is_all_day AND e.origin <> 'booking' AND \(isShown)
    """
  }

  /// As `Events.series`: instances that are not shown leave their places in the series free.
  private static func series(_ range: TimeRange, of owner: UserID) -> Query {
    let longestAway = range.start.adding(seconds: -366 * LocalTime.secondsPerDay)
    return """
      SELECT \(Events.seriesColumns), \(isShown), \(details(owner)) FROM \(eventsAndCalendars)
      WHERE e.user_id = \(owner) AND e.deleted_at IS NULL AND e.over_at > \(range.start)
        AND e.start_time < \(range.end)
        AND (e.recurrence_rule IS NOT NULL OR e.parent_event_id IS NOT NULL OR e.is_all_day) AND e.origin <> 'booking'
      UNION ALL
      SELECT \(Events.seriesColumns), \(isShown), \(details(owner)) FROM \(eventsAndCalendars)
      WHERE e.user_id = \(owner) AND e.deleted_at IS NULL AND e.parent_event_id IS NOT NULL
        AND e.original_start >= \(longestAway) AND e.original_start < \(range.end)
        AND NOT (e.over_at > \(range.start) AND e.start_time < \(range.end))
      """
  }

  private static let columnsBeforeDetails = (single: 2, series: 11)

  private static func readEvents(
    single: Rows, series: Rows, in range: TimeRange, _ ownerZone: Zone
  ) throws(DatabaseError) -> [AgendaEvent] {
    let stretches = try BusyReader.stretches(single: single, series: series, in: range, ownerZone: ownerZone)
    var events: [AgendaEvent] = []
    for stretch in stretches {
      let isSingle = stretch.event < single.count
      var cells = Cells(isSingle ? single[stretch.event] : series[stretch.event - single.count])
      cells.skip(isSingle ? columnsBeforeDetails.single : columnsBeforeDetails.series)
      events.append(
        AgendaEvent(
          id: try cells.next(), title: try cells.next(), location: try cells.next(), color: try cells.next(),
          time: stretch.range, isAllDay: try cells.next(), blocks: try cells.next()))
    }
    return events.sorted { ($0.time.start, $0.time.end, $0.title) < ($1.time.start, $1.time.end, $1.title) }
  }
}
