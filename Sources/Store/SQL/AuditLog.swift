public import CivilTime
public import Postgres

public import struct FoundationEssentials.UUID

/// `audit_logs`: what was changed, by whom and from where.
public enum AuditLog {
  /// `action` says what and how, as `booking.cancel`; the word before the point is the kind of thing. `failure` says
  /// why it was only tried; what strangers try is nobody's.
  public static func insert(
    _ action: StaticString, _ resource: UUID?, of owner: UserID?, by caller: Caller, id: UUID, at now: Instant,
    metadata: [(name: StaticString, text: String)] = [], failure: String? = nil
  ) -> Query {
    let action = action.description
    let kind = Substring(action.utf8.prefix { $0 != UInt8(ascii: ".") })
    var details = JSONWriter()
    details.object { writer in
      for member in metadata { writer.member(member.name, member.text) }
      // Its name too: the token itself is forgotten sooner than what was done by it.
      if let token = caller.token {
        writer.member("token", token.name)
        writer.member("token_id", token.id.description)
      }
    }
    let insert: Query = """
      INSERT INTO audit_logs (id, user_id, action, resource_type, resource_id, status, error_message, ip_address,
        user_agent, metadata, created_at)
      VALUES (\(id), \(owner), \(action), \(String(kind)), \(resource),
        \(failure == nil ? "success" : "failure"), \(failure), \(caller.address)::inet, \(caller.userAgent),
        \(details.text), \(now))
      """
    guard let ticket = caller.key, let resource, failure == nil else { return insert }
    return "WITH done AS (\(IdempotencyKeys.note(resource, ticket))) \(insert)"
  }

  /// Sees to the table of the month that begins with that date.
  public static func plan(month first: LocalDate) -> Query {
    "SELECT audit_logs_plan(\(first))"
  }
}
