public import CivilTime
public import Postgres
public import Scheduling

/// What became of one booking: every change of it, and every letter about it.
public enum BookingHistory {
  /// More than any booking comes to.
  private static let most = 200

  /// Nothing of it is older than the booking: so the log is read from there.
  public static func changes(of booking: BookingID, _ owner: UserID) -> Query {
    """
    SELECT action, metadata ->> 'by', metadata ->> 'start', metadata ->> 'from',
      host(ip_address), user_agent, created_at
    FROM audit_logs
    WHERE user_id = \(owner) AND resource_id = \(booking)
      AND created_at >= (SELECT created_at FROM bookings WHERE user_id = \(owner) AND id = \(booking))
    ORDER BY created_at, id LIMIT \(most)
    """
  }

  public static func letters(about booking: BookingID, _ owner: UserID) -> Query {
    """
    SELECT id, template_name, view ->> 'reader', coalesce(view ->> 'reason', ''), recipient_email, subject, status, error_message, attempts, created_at,
      sent_at, put_away_at IS NOT NULL
    FROM email_logs WHERE user_id = \(owner) AND booking_id = \(booking)
    ORDER BY created_at, id LIMIT \(most)
    """
  }

  /// Who else comes to the same meeting, in the order they booked.
  public static func others(besides booking: BookingID, _ owner: UserID) -> Query {
    """
    SELECT s.id, s.guest_name, s.status, 1 + cardinality(s.further_guests)
    FROM bookings b JOIN bookings s ON s.user_id = b.user_id AND s.event_id = b.event_id AND s.id <> b.id
    WHERE b.user_id = \(owner) AND b.id = \(booking) AND s.status = ANY (\(Bookings.countingStatuses))
    ORDER BY s.created_at, s.id LIMIT \(most)
    """
  }

  public static func readChange(_ row: Row) throws(DatabaseError) -> BookingChangeRecord {
    var cells = Cells(row)
    let action: String = try cells.next()
    let by: Party? = try cells.optionalWord()
    let (start, from): (String?, String?) = (try cells.next(), try cells.next())
    return BookingChangeRecord(
      action: action, by: by, start: start.flatMap { Instant($0) }, from: from.flatMap { Instant($0) },
      address: try cells.next(), userAgent: try cells.next(), at: try cells.next())
  }

  public static func readLetter(_ row: Row) throws(DatabaseError) -> BookingLetter {
    var cells = Cells(row)
    let (id, template): (LetterID, String) = (try cells.id(), try cells.next())
    let reader: LetterFacts.Reader? = try cells.optionalWord()
    let (note, recipient, subject): (String, String, String) = (try cells.next(), try cells.next(), try cells.next())
    return BookingLetter(
      id: id, template: LetterTemplate(rawValue: template), reader: reader, note: note, recipient: recipient,
      subject: subject,
      status: try cells.word(), error: try cells.next(), attempts: try cells.next(), createdAt: try cells.next(),
      sentAt: try cells.next(), isPutAway: try cells.next())
  }

  public static func readOther(_ row: Row) throws(DatabaseError) -> OtherGuest {
    var cells = Cells(row)
    let (id, name, status): (BookingID, String, BookingStatus) = (try cells.id(), try cells.next(), try cells.word())
    return OtherGuest(id: id, name: name, status: status, count: try cells.next(Int.self))
  }
}

/// One change of a booking: what, by which side, from where and when.
public struct BookingChangeRecord: Hashable, Sendable {
  /// As `booking.cancel`.
  public let action: String
  public let by: Party?

  /// When the booking was to begin after it, and for a move before it.
  public let start: Instant?
  public let from: Instant?
  public let address: String?
  public let userAgent: String
  public let at: Instant
}

/// A letter about a booking, as far as its sending goes.
public struct BookingLetter: Hashable, Sendable {
  public let id: LetterID

  /// Nil for one that this version of the program does not write.
  public let template: LetterTemplate?
  public let reader: LetterFacts.Reader?

  /// What one side wrote to the other with it.
  public let note: String
  public let recipient: String
  public let subject: String
  public let status: LetterStatus

  /// What kept it from being sent.
  public let error: String?
  public let attempts: Int
  public let createdAt: Instant
  public let sentAt: Instant?

  /// Whether its owner wants to hear no more of its not arriving.
  public let isPutAway: Bool
}

/// How far a letter has come.
public enum LetterStatus: String, CaseIterable, Hashable, Sendable {
  case queued, sending, sent, delivered, opened, clicked, bounced, failed

  /// Whether it reached nobody and is not tried again.
  public var isLost: Bool { self == .bounced || self == .failed }
}

/// Another booking of the same meeting.
public struct OtherGuest: Hashable, Sendable {
  public let id: BookingID
  public let name: String
  public let status: BookingStatus

  /// With those who come along.
  public let count: Int
}
