internal import CivilTime
public import Postgres

internal import struct FoundationEssentials.UUID

/// All that is kept of an owner, as JSON, page by page: every row that is theirs by the names of its columns. Left out are
/// secrets and what is made of them, which would open doors and tell nothing. Of a letter there is what it tells, and its
/// text where no link in it opens a door.
public enum OwnData {
  public static func account(of owner: UserID) -> Query {
    """
    SELECT (to_jsonb(u) - '{password_hash,verification_token_hash,reset_token_hash,new_email_token_hash,avatar}'::text[]
      || jsonb_build_object(
        'picture', translate(encode(u.avatar, 'base64'), E'\\n', ''),
        'second_factor_since', (SELECT enabled_at FROM second_factors f WHERE f.user_id = u.id),
        'former_usernames', (SELECT coalesce(jsonb_agg(to_jsonb(n) - 'user_id' ORDER BY n.held_until, n.username), '[]')
          FROM former_usernames n WHERE n.user_id = u.id)))::text
    FROM users u WHERE u.id = \(owner)
    """
  }

  /// Rows at a time.
  public static let pageSize = 500

  /// One kind of thing.
  public struct List: Sendable {
    public let name: String
    public let pageSize: Int
    private let table: Query
    private let json: Query
    /// The log is kept by its time; everything else is known by ids that rise with theirs.
    private let isLog: Bool

    fileprivate init(
      _ name: String, _ table: Query, _ json: Query, pageSize: Int = OwnData.pageSize, isLog: Bool = false
    ) {
      (self.name, self.table, self.json, self.pageSize, self.isLog) = (name, table, json, pageSize, isLog)
    }

    public func page(of owner: UserID, behind cursor: Cursor) -> Query {
      let (behind, order): (Query, Query) =
        isLog
        ? ("(t.created_at, t.id) > (\(cursor.at), \(cursor.id))", "t.created_at, t.id")
        : ("t.id > \(cursor.id)", "t.id")
      return """
        SELECT (\(json))::text, t.created_at, t.id FROM \(table) t
        WHERE t.user_id = \(owner) AND \(behind) ORDER BY \(order) LIMIT \(pageSize)
        """
    }
  }

  /// A place in a list.
  public struct Cursor: Hashable, Sendable {
    fileprivate let at: Instant
    fileprivate let id: UUID

    public static let start = Cursor(at: .distantPast, id: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
  }

  /// One row, and where the list goes on behind it.
  public struct Line: Sendable {
    public let json: String
    public let cursor: Cursor

    public init(_ row: Row) throws(DatabaseError) {
      var cells = Cells(row)
      json = try cells.next()
      cursor = Cursor(at: try cells.next(), id: try cells.next())
    }
  }

  public static let lists: [List] = [
    List("access_tokens", "access_tokens", "to_jsonb(t) - '{user_id,token_hash}'::text[]"),
    List("sessions", "sessions", "to_jsonb(t) - '{user_id,token_hash}'::text[]"),
    List("calendars", "calendars", "to_jsonb(t) - '{user_id,sync_token}'::text[]"),
    List("events", "events", "to_jsonb(t) - 'user_id'"),
    List(
      "event_attendees", "event_attendees",
      "to_jsonb(t) - '{user_id,invitation_nonce,invitation_token_hash}'::text[]"),
    List("reminders", "reminders", "to_jsonb(t) - 'user_id'"),
    List("availability_schedules", "availability_schedules", "to_jsonb(t) - 'user_id'"),
    List("availability_hours", "availability_hours", "to_jsonb(t) - 'user_id'"),
    List("availability_overrides", "availability_overrides", "to_jsonb(t) - 'user_id'"),
    List("booking_links", "booking_links", "to_jsonb(t) - 'user_id'"),
    List(
      "bookings", "bookings", "to_jsonb(t) - '{user_id,idempotency_key,token_nonce,token_hash,searched}'::text[]"),
    List(
      // As in the owner's list: a letter to an address that is not theirs yet tells whether somebody else has it.
      "email_logs", "(SELECT * FROM email_logs WHERE template_name <> 'confirm_address')",
      """
      to_jsonb(t) - '{user_id,view,message}'::text[] || jsonb_build_object(
        'tells', t.view - '{nonce,digest}'::text[],
        'text', CASE WHEN coalesce(t.view ->> 'nonce', '') = '' THEN convert_from(t.message, 'UTF8') END)
      """, pageSize: 25),
    List("audit_logs", "audit_logs", "to_jsonb(t) - 'user_id'", isLog: true),
  ]
}
