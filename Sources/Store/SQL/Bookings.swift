public import CivilTime
public import Crypto
public import Postgres
public import Scheduling

/// `bookings`: who booked what.
public enum Bookings {
  /// Those that hold time in the range, of every link, by the columns `HeldBooking` takes.
  static func holding(_ range: TimeRange, of owner: UserID) -> Query {
    """
    SELECT id, booking_link_id, event_id, slot_start, slot_end, buffer_before_minutes, buffer_after_minutes,
      cardinality(further_guests)
    FROM bookings
    WHERE user_id = \(owner) AND slot_end > \(range.start) AND slot_start < \(range.end)
      AND status = ANY (\(countingStatuses))
    """
  }

  static let countingStatuses = BookingStatus.allCases.filter(\.counts).map(\.rawValue)

  public static func insert(_ booking: Appointment) -> Query {
    let guest = booking.guest
    return """
      INSERT INTO bookings (user_id, id, booking_link_id, event_id, guest_name, guest_email, guest_phone, guest_notes,
        guest_timezone, guest_locale, further_guests, custom_answers, slot_start, first_start, slot_end,
        buffer_before_minutes, buffer_after_minutes, status, idempotency_key, token_nonce, token_hash, searched, created_at, updated_at)
      VALUES (\(booking.owner.id), \(booking.id), \(booking.link), \(booking.event), \(guest.name),
        \(guest.email.text), \(guest.phone), \(guest.notes), \(guest.zone.name), \(guest.locale),
        \(guest.companions.map(\.text)), \(JSONText(answers: guest.answers)), \(booking.time.start),
        \(booking.time.start), \(booking.time.end), \(Int16(clamping: booking.bufferBefore.count)),
        \(Int16(clamping: booking.bufferAfter.count)), \(booking.status.rawValue), \(booking.key),
        \(booking.trace.nonce.bytes), \(booking.trace.digest.bytes), as_searched(\(guest.searched)),
        \(booking.createdAt), \(booking.createdAt))
      """
  }

  /// Everything of it that can change, as it is from now on.
  public static func update(_ booking: Appointment, at now: Instant) -> Query {
    let cancellation = booking.cancellation
    return """
      UPDATE bookings SET event_id = \(booking.event), slot_start = \(booking.time.start),
        slot_end = \(booking.time.end), buffer_before_minutes = \(Int16(clamping: booking.bufferBefore.count)),
        buffer_after_minutes = \(Int16(clamping: booking.bufferAfter.count)), status = \(booking.status.rawValue),
        rescheduled_from = \(booking.movedFrom), sequence = \(Int32(clamping: booking.sequence)),
        cancellation_reason = \(cancellation?.reason ?? ""), cancelled_by = \(cancellation?.by.rawValue),
        cancelled_at = \(booking.status == .cancelled ? cancellation?.at : nil), updated_at = \(now)
      WHERE user_id = \(booking.owner.id) AND id = \(booking.id)
      """
  }
}

/// How one booking is named.
public enum BookingName: Sendable {
  case id(BookingID)
  case token(Digest)
  /// By the form that made it.
  case key(String, link: LinkID)

  fileprivate func condition(on owner: UserID) -> Query {
    switch self {
    case .id(let id): "b.user_id = \(owner) AND b.id = \(id)"
    case .token(let digest): "b.user_id = \(owner) AND b.token_hash = \(digest.bytes)"
    case .key(let key, let link):
      "b.user_id = \(owner) AND b.booking_link_id = \(link) AND b.idempotency_key = \(key)"
    }
  }
}

extension Bookings {
  /// One of a closed account is gone with it, unless it was called off before or by that: its guest may still read so.
  public static func find(_ name: BookingName, of owner: UserID) -> Query {
    """
    \(whole) AND (u.deleted_at IS NULL OR b.status = 'cancelled')
    WHERE \(name.condition(on: owner))
    """
  }

  /// All that stand for the meeting of one, in the order they were made.
  public static func meeting(of booking: BookingID, _ owner: UserID) -> Query {
    """
    \(whole)
    JOIN bookings n ON n.user_id = b.user_id AND n.event_id = b.event_id
    WHERE n.user_id = \(owner) AND n.id = \(booking) AND b.user_id = \(owner) AND b.status IN ('pending', 'confirmed')
    ORDER BY b.created_at, b.id
    """
  }

  /// Those that have not begun and count, the next first.
  public static func ahead(of owner: UserID, at now: Instant, limit: Int) -> Query {
    "\(whole) WHERE \(isAhead(of: owner, at: now)) ORDER BY b.slot_start, b.id LIMIT \(limit)"
  }

  public static func countAhead(of owner: UserID, at now: Instant) -> Query {
    "SELECT count(*)::integer FROM bookings b WHERE \(isAhead(of: owner, at: now))"
  }

  /// The same by one link.
  public static func countAhead(by link: LinkID, of owner: UserID, at now: Instant) -> Query {
    "\(countAhead(of: owner, at: now)) AND b.booking_link_id = \(link)"
  }

  private static func isAhead(of owner: UserID, at now: Instant) -> Query {
    "b.user_id = \(owner) AND b.status IN ('pending', 'confirmed') AND b.slot_start > \(now)"
  }

  private static let whole: Query = """
    SELECT b.id, b.event_id, b.booking_link_id, l.slug, l.title, l.description, l.color, l.meeting_type, l.location,
      l.redirect_url, l.seats, b.guest_name, b.guest_email, b.guest_phone, b.guest_notes, b.guest_timezone,
      b.guest_locale, b.further_guests, b.custom_answers, b.slot_start, b.slot_end, b.buffer_before_minutes,
      b.buffer_after_minutes, b.status, b.rescheduled_from, b.first_start, b.cancelled_by, b.cancellation_reason, b.cancelled_at,
      b.sequence, b.idempotency_key, b.token_nonce, b.token_hash, b.created_at, \(Outbox.hasToldCompanions),
      \(Owners.columns)
    FROM bookings b
    JOIN booking_links l ON l.user_id = b.user_id AND l.id = b.booking_link_id
    JOIN users u ON u.id = b.user_id
    """

  public static func read(_ row: Row) throws(DatabaseError) -> Appointment {
    var cells = Cells(row)
    let (id, event, link): (BookingID, EventID, LinkID) = (try cells.next(), try cells.next(), try cells.next())
    let (slug, title, description, color): (String, String, String, String) = (
      try cells.next(), try cells.next(), try cells.next(), try cells.next()
    )
    let place = MeetingPlace(try cells.word(), try cells.next())
    let redirect: String? = try cells.next()
    let seats: Int = try cells.next()
    let guest = try readGuest(&cells)
    let time = TimeRange(from: try cells.next(), to: try cells.next())
    let (before, after) = (try cells.minutes(), try cells.minutes())
    let status: BookingStatus = try cells.word()
    let (movedFrom, firstStart): (Instant?, Instant?) = (try cells.next(), try cells.next())
    let by: Party? = try cells.optionalWord()
    let (reason, at): (String, Instant?) = (try cells.next(), try cells.next())
    let (sequence, key): (Int, String) = (try cells.next(), try cells.next())
    let trace = TokenTrace(nonce: try cells.nonce(), digest: try cells.digest())
    let (createdAt, companionsKnow): (Instant, Bool) = (try cells.next(), try cells.next())
    return Appointment(
      id: id, owner: try Owners.read(&cells), link: link, slug: slug, title: title, description: description,
      color: color, place: place, redirect: redirect, seats: seats, event: event, guest: guest,
      companionsKnow: companionsKnow, time: time, bufferBefore: before, bufferAfter: after,
      status: status, movedFrom: movedFrom, firstStart: firstStart,
      cancellation: by.map { Appointment.Cancellation(by: $0, reason: reason, at: at) }, sequence: sequence, key: key,
      trace: trace, createdAt: createdAt)
  }

  static func readGuest(_ cells: inout Cells) throws(DatabaseError) -> Guest {
    let name: String = try cells.next()
    let email = try cells.email()
    let (phone, notes): (String, String) = (try cells.next(), try cells.next())
    let zone = try cells.zone()
    let locale: String = try cells.next()
    let companions = try cells.next([String].self).compactMap { EmailAddress($0) }
    return Guest(
      name: name, email: email, phone: phone, notes: notes, companions: companions,
      answers: try JSONText.readAnswers(try cells.next()), zone: zone, locale: locale)
  }
}

/// Another booking of the same meeting.
public struct Sibling: Sendable {
  public let id: BookingID
  public let status: BookingStatus
  public let time: TimeRange
  public let blocked: TimeRange

  /// Folded.
  public let emails: [String]
}

extension Bookings {
  /// Those that share the event of one booking and count.
  public static func siblings(of name: BookingName, of owner: UserID) -> Query {
    """
    SELECT s.id, s.status, s.slot_start, s.slot_end, s.buffer_before_minutes, s.buffer_after_minutes, s.guest_email,
      s.further_guests
    FROM bookings b JOIN bookings s ON s.user_id = b.user_id AND s.event_id = b.event_id AND s.id <> b.id
    WHERE \(name.condition(on: owner)) AND s.status = ANY (\(countingStatuses))
    """
  }

  public static func readSibling(_ row: Row) throws(DatabaseError) -> Sibling {
    var cells = Cells(row)
    let id: BookingID = try cells.next()
    let status: BookingStatus = try cells.word()
    let time = TimeRange(from: try cells.next(), to: try cells.next())
    let blocked = time.widened(before: try cells.minutes(), after: try cells.minutes())
    let emails = [try cells.next(String.self)] + (try cells.next([String].self))
    return Sibling(id: id, status: status, time: time, blocked: blocked, emails: emails.map { $0.lowercased() })
  }
}

extension Bookings {
  /// Confirmed ones that were over at that time, of any owner, those that have waited longest first.
  public static func over(at now: Instant, limit: Int) -> Query {
    """
    SELECT user_id, id FROM bookings WHERE status = 'confirmed' AND slot_end <= \(now) ORDER BY slot_end LIMIT \(limit)
    """
  }

  /// Gives the ids of those that were still confirmed.
  public static func complete(_ bookings: [BookingID], of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE bookings SET status = 'completed', updated_at = \(now)
    WHERE user_id = \(owner) AND id = ANY (\(bookings)) AND status = 'confirmed' AND slot_end <= \(now)
    RETURNING id
    """
  }
}

extension TimeRange {
  /// With a meeting's buffers around it.
  public func widened(before: Minutes, after: Minutes) -> TimeRange {
    TimeRange(from: start.adding(minutes: -before.count), to: end.adding(minutes: after.count))
  }
}

extension Guest {
  /// What owners look for them by: a number's digits too without what stands between them.
  fileprivate var searched: String {
    let digits = phone.unicodeScalars.filter { ("0"..."9").contains($0) }
    return "\(name) \(email.text) \(phone) \(digits)"
  }
}

extension JSONText {
  fileprivate init(answers: [GivenAnswer]) {
    var writer = JSONWriter()
    writer.answers(answers)
    self = writer.text
  }

  /// Most guests are asked nothing, which is not worth a decoder.
  fileprivate static func readAnswers(_ text: JSONText) throws(DatabaseError) -> [GivenAnswer] {
    text.bytes.elementsEqual("[]".utf8) ? [] : try read(text)
  }
}
