public import CivilTime
public import Postgres

public import struct FoundationEssentials.UUID

/// One line of what an owner and their guests did.
public struct AuditLine: Hashable, Sendable {
  /// As `link.save`.
  public let action: String
  public let isSuccess: Bool

  /// Rather than the owner, or somebody in their name.
  public let isByGuest: Bool

  /// What it was done to, as its owner called it then, or calls it where that is still there.
  public let subject: String?
  public let address: String?
  public let userAgent: String
  /// What the owner calls the token that a program did it by.
  public let token: String?
  public let at: Instant
  /// Where the list goes on behind it.
  public let cursor: AuditCursor

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    let id: UUID = try cells.next()
    action = try cells.next()
    isSuccess = try cells.next(String.self) == "success"
    isByGuest = try cells.next()
    subject = try cells.next()
    address = try cells.next()
    userAgent = try cells.next()
    token = try cells.next()
    at = try cells.next()
    cursor = AuditCursor(at: at, id: id)
  }
}

/// A place in the log, as an address carries it.
public struct AuditCursor: Hashable, Sendable {
  let at: Instant
  let id: UUID

  init(at: Instant, id: UUID) {
    self.at = at
    self.id = id
  }

  /// Microseconds since 1970, a point, and the row.
  public init?(_ text: String) {
    let parts = text.split(separator: ".")
    guard parts.count == 2, let microseconds = Int64(parts[0]), let id = UUID(uuidString: String(parts[1])) else {
      return nil
    }
    self.init(at: Instant(microseconds: microseconds), id: id)
  }

  public var text: String { "\(at.microseconds).\(id.uuidString.lowercased())" }
}

extension AuditLog {
  /// The newest first, from behind a place on, of one kind of thing or of all.
  public static func list(
    of owner: UserID, kind: String?, behind cursor: AuditCursor?, limit: Int, at now: Instant
  ) -> Query {
    let (at, id) = (cursor?.at ?? now.adding(seconds: 3_600), cursor?.id ?? UUID())
    let kindly: Query = kind.map { "AND a.resource_type = \($0)" } ?? ""
    return """
      SELECT a.id, a.action, a.status, coalesce(a.metadata ->> 'by' = 'guest', false),
        CASE a.resource_type
          WHEN 'link' THEN coalesce(a.metadata ->> 'title',
            (SELECT title FROM booking_links WHERE user_id = a.user_id AND id = a.resource_id))
          WHEN 'booking' THEN (SELECT guest_name FROM bookings WHERE user_id = a.user_id AND id = a.resource_id)
          WHEN 'access_token' THEN a.metadata ->> 'name'
          WHEN 'event' THEN (SELECT title FROM events WHERE user_id = a.user_id AND id = a.resource_id)
        END::text,
        host(a.ip_address), a.user_agent, a.metadata ->> 'token', a.created_at
      FROM audit_logs a
      WHERE a.user_id = \(owner) AND (a.created_at, a.id) < (\(at), \(id)) \(kindly)
      ORDER BY a.created_at DESC, a.id DESC LIMIT \(limit)
      """
  }

  /// The last thing that was done to something of an owner's, or the last of one kind.
  public static func last(_ resource: UUID, doing action: StaticString? = nil, of owner: UserID) -> Query {
    let kindly: Query = action.map { "AND action = \($0.description)" } ?? ""
    return """
      SELECT created_at, user_agent FROM audit_logs
      WHERE user_id = \(owner) AND resource_id = \(resource) AND status = 'success' \(kindly)
      ORDER BY created_at DESC, id DESC LIMIT 1
      """
  }
}

/// When something was last changed, and by which program.
public struct LastChange: Hashable, Sendable {
  public let at: Instant
  public let userAgent: String

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    (at, userAgent) = (try cells.next(), try cells.next())
  }
}
