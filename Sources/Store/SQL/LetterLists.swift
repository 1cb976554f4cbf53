public import CivilTime
public import Postgres

/// `email_logs` as its owner's list has it. What a letter says is not read: some of them open doors.
public enum LetterLists {
  private static let columns: Query = """
    id, booking_id, event_id, recipient_email, subject, template_name, locale, status, error_message, attempts, \
    created_at, sent_at
    """

  /// A letter to an address that is not the owner's yet is only sent where nobody else has it: it would tell.
  private static let listed: Query = "template_name <> \(AccountTemplate.confirmAddress.rawValue)"

  /// The newest first; ids rise with time.
  public static func page(of owner: UserID, behind last: LetterID?, limit: Int) -> Query {
    """
    SELECT \(columns) FROM email_logs
    WHERE user_id = \(owner) AND (\(last) IS NULL OR id < \(last)) AND \(listed)
    ORDER BY id DESC LIMIT \(limit)
    """
  }

  public static func find(_ letter: LetterID, of owner: UserID) -> Query {
    "SELECT \(columns) FROM email_logs WHERE user_id = \(owner) AND id = \(letter) AND \(listed)"
  }

  public static func read(_ row: Row) throws(DatabaseError) -> LetterEntry {
    var cells = Cells(row)
    return LetterEntry(
      id: try cells.id(), booking: try cells.next(), event: try cells.next(), recipient: try cells.next(),
      subject: try cells.next(), template: try cells.next(), locale: try cells.next(), status: try cells.word(),
      error: try cells.next(), attempts: try cells.next(), createdAt: try cells.next(), sentAt: try cells.next())
  }
}

/// A letter, as far as its sending goes.
public struct LetterEntry: Hashable, Sendable {
  public let id: LetterID
  public let booking: BookingID?
  public let event: EventID?
  public let recipient: String
  public let subject: String
  public let template: String
  public let locale: String
  public let status: LetterStatus

  /// What kept it from being sent.
  public let error: String?
  public let attempts: Int
  public let createdAt: Instant
  public let sentAt: Instant?
}
