public import CivilTime
public import Postgres
public import Scheduling

/// `events`: what stands in an owner's calendars.
public enum Events {
  /// The times of those that happen once, by the clock, and take them in the range. What came from bookings is not among
  /// them: the booking stands for its event.
  static func single(_ range: TimeRange, of owner: UserID) -> Query {
    """
    SELECT start_time, end_time FROM events e
    WHERE user_id = \(owner) AND deleted_at IS NULL AND over_at > \(range.start) AND start_time < \(range.end)
      AND recurrence_rule IS NULL AND parent_event_id IS NULL AND NOT is_all_day AND origin <> 'booking'
      AND \(blocks(owner))
    """
  }

  /// Series with their instances, and whole days, by the columns `BusyReader` takes, whether they block or not: an
  /// instance that does not leaves its place in the series free. With them the instances that were moved out of the range.
  static func series(_ range: TimeRange, of owner: UserID) -> Query {
    let longestAway = range.start.adding(seconds: -366 * LocalTime.secondsPerDay)
    return """
      SELECT \(seriesColumns), \(blocks(owner)) FROM events e
      WHERE user_id = \(owner) AND deleted_at IS NULL AND over_at > \(range.start) AND start_time < \(range.end)
        AND (recurrence_rule IS NOT NULL OR parent_event_id IS NOT NULL OR is_all_day) AND origin <> 'booking'
      UNION ALL
      SELECT \(seriesColumns), \(blocks(owner)) FROM events e
      WHERE user_id = \(owner) AND deleted_at IS NULL AND parent_event_id IS NOT NULL
        AND original_start >= \(longestAway) AND original_start < \(range.end)
        AND NOT (over_at > \(range.start) AND start_time < \(range.end))
      """
  }

  static let seriesColumns: Query = """
    e.id, e.parent_event_id, e.original_start, e.start_time, e.end_time, e.is_all_day, e.timezone, e.recurrence_rule, \
    e.recurrence_end, e.recurrence_exception_dates
    """

  /// Rule 15 as the database tells it, so that what does not block need not travel; a test holds it against the rule's own
  /// words (`EventStanding.blocks`).
  static func blocks(_ owner: UserID) -> Query {
    """
    (e.status <> 'cancelled' AND e.transparency = 'opaque' AND e.response <> 'declined' AND e.calendar_id = ANY (ARRAY(
      SELECT id FROM calendars WHERE user_id = \(owner) AND deleted_at IS NULL AND is_active AND checks_conflicts)))
    """
  }
}

/// The event of a booking: the meeting as the owner's calendar shows it. The guests of a group share one.
public struct MeetingEvent: Sendable {
  public var id: EventID
  public var calendar: CalendarID
  public var title: String
  public var description: String
  public var place: MeetingPlace
  public var time: TimeRange
  public var zone: Zone
  public var status: EventStatus

  /// With its buffers: what no other meeting may overlap.
  public var blocked: TimeRange
  public var uid: String

  public init(
    id: EventID, calendar: CalendarID, title: String, description: String, place: MeetingPlace, time: TimeRange,
    zone: Zone, status: EventStatus, blocked: TimeRange, uid: String
  ) {
    self.id = id
    self.calendar = calendar
    self.title = title
    self.description = description
    self.place = place
    self.time = time
    self.zone = zone
    self.status = status
    self.blocked = blocked
    self.uid = uid
  }
}

extension Events {
  public static func insert(_ event: MeetingEvent, organizer: Owner, at now: Instant) -> Query {
    """
    INSERT INTO events (user_id, id, calendar_id, title, description, location, start_time, end_time, timezone, status,
      organizer_name, organizer_email, origin, blocked, ical_uid, created_at, updated_at)
    VALUES (\(organizer.id), \(event.id), \(event.calendar), \(event.title), \(event.description),
      \(event.place.details), \(event.time.start), \(event.time.end), \(event.zone.name), \(event.status.rawValue),
      \(organizer.name), \(organizer.email), 'booking', \(event.blocked), \(event.uid), \(now), \(now))
    """
  }

  /// What became of a booking's event when its bookings changed.
  public static func reshape(
    _ event: EventID, of owner: UserID, time: TimeRange, blocked: TimeRange, status: EventStatus, at now: Instant
  ) -> Query {
    """
    UPDATE events SET start_time = \(time.start), end_time = \(time.end), blocked = \(blocked),
      status = \(status.rawValue), sequence = sequence + 1, updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(event)
    """
  }

  /// One more guest comes to a group's meeting, perhaps for longer than those before.
  public static func join(
    _ event: EventID, of owner: UserID, time: TimeRange, blocked: TimeRange, isConfirmed: Bool, at now: Instant
  ) -> Query {
    """
    UPDATE events SET end_time = greatest(end_time, \(time.end)), blocked = blocked + \(blocked),
      status = CASE WHEN \(isConfirmed) THEN 'confirmed' ELSE status END, updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(event)
    """
  }

  public static func setStatus(_ status: EventStatus, _ event: EventID, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE events SET status = \(status.rawValue), sequence = sequence + 1, updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(event)
    """
  }
}

/// An event that an owner writes into a calendar of their own.
public struct OwnEvent: Sendable {
  public var title: String
  public var description = ""
  public var location = ""
  public var time: Time

  /// The zone its times were meant in, and a recurring one stays by.
  public var zone: Zone
  public var transparency = EventTransparency.opaque

  /// As RFC 5545 writes it; nil happens once.
  public var rule: String?

  /// When the last occurrence is over; nil for an endless series.
  public var ruleEnd: Instant?
  public var leftOut: [Instant] = []

  /// When it takes place.
  public enum Time: Sendable {
    case timed(TimeRange)
    /// Whole days, the last one included.
    case days(ClosedRange<LocalDate>)

    /// From the first midnight to the last one in that zone, for whole days.
    func range(in zone: Zone) -> TimeRange {
      switch self {
      case .timed(let range): range
      case .days(let dates): zone.days(dates)
      }
    }
  }

  public init(title: String, time: Time, zone: Zone) {
    self.title = title
    self.time = time
    self.zone = zone
  }

  var range: TimeRange { time.range(in: zone) }

  var isAllDay: Bool {
    if case .days = time { true } else { false }
  }
}

extension Events {
  /// Into the owner's primary calendar, where none is named.
  public static func insert(
    _ event: OwnEvent, id: EventID, into calendar: CalendarID? = nil, of owner: UserID
  ) -> Query {
    """
    INSERT INTO events (user_id, id, calendar_id, title, description, location, start_time, end_time, timezone,
      is_all_day, transparency, recurrence_rule, recurrence_end, recurrence_exception_dates, blocked, ical_uid)
    SELECT \(owner), \(id), id, \(event.title), \(event.description), \(event.location), \(event.range.start), \(event.range.end), \(event.zone.name),
      \(event.isAllDay), \(event.transparency.rawValue), \(event.rule), \(event.ruleEnd), \(event.leftOut),
      \(event.range), \(id.description)
    FROM calendars WHERE user_id = \(owner) AND deleted_at IS NULL
      AND CASE WHEN \(calendar) IS NULL THEN is_primary ELSE id = \(calendar) END
    """
  }

  /// All of it but where it stands and which of its times were left out.
  public static func change(_ id: EventID, to event: OwnEvent, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE events SET title = \(event.title), description = \(event.description), location = \(event.location),
      start_time = \(event.range.start), end_time = \(event.range.end), timezone = \(event.zone.name),
      is_all_day = \(event.isAllDay), transparency = \(event.transparency.rawValue), recurrence_rule = \(event.rule),
      recurrence_end = \(event.ruleEnd), blocked = \(event.range), sequence = sequence + 1, updated_at = \(now)
    WHERE user_id = \(owner) AND id = \(id) AND origin = 'own' AND deleted_at IS NULL
    """
  }

  public static func delete(_ event: EventID, of owner: UserID) -> Query {
    """
    UPDATE events SET deleted_at = now(), updated_at = now(), sequence = sequence + 1
    WHERE user_id = \(owner) AND id = \(event) AND origin <> 'booking' AND deleted_at IS NULL
    """
  }
}
