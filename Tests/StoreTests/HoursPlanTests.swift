import CivilTime
import FoundationEssentials
import TestDatabases
import Testing

@testable import Postgres
@testable import Store

/// What an owner's own pages ask for at every visit is found by index.
@Suite struct HoursPlanTests {
  private static var queries: [(name: String, query: Query)] {
    let now = Instant("2026-11-20T09:00:00Z")!
    let range = TimeRange(from: now, to: now.adding(minutes: 2_880))
    let agenda = zip(["meetings", "single events", "series"], Agendas.queries(range, of: Crowd.owner))
    let cursor = AuditCursor("1795165200000000.\(Crowd.owner.uuid.uuidString)")
    let exports = OwnData.lists.map { ("all \($0.name)", $0.page(of: Crowd.owner, behind: .start)) }
    return agenda.map { ($0, $1) } + exports + [
      ("what was done", AuditLog.list(of: Crowd.owner, kind: nil, behind: nil, limit: 51, at: now)),
      ("what was done before", AuditLog.list(of: Crowd.owner, kind: nil, behind: cursor, limit: 51, at: now)),
      ("what was done of a kind", AuditLog.list(of: Crowd.owner, kind: "user", behind: cursor, limit: 51, at: now)),
      ("devices", Sessions.all(of: Crowd.owner, at: now)),
      ("all there is of an owner", OwnData.account(of: Crowd.owner)),
      ("all events", EventLists.all(of: Crowd.owner, behind: EventID(Crowd.owner.uuid), limit: 500)),
      ("tokens that open something", AccessTokens.count(of: Crowd.owner, at: now)),
      ("revoking all tokens", AccessTokens.revokeAll(of: Crowd.owner, at: now)),
      ("sessions that are over", Sessions.sweep(at: now)),
      ("tokens that are over", AccessTokens.sweep(overBefore: now)),
      ("schedules", Schedules.sheets(of: Crowd.owner, overridesFrom: Zone.utc.local(now).date)),
      ("failed letters", FailedLetters.query(of: Crowd.owner, since: now, limit: 3)),
      ("letters", LetterLists.page(of: Crowd.owner, behind: LetterID(Crowd.owner.uuid), limit: 26)),
      ("events", EventLists.page(range, of: Crowd.owner, behind: nil, limit: 26)),
      ("calendars", EventLists.calendars(of: Crowd.owner)),
      ("a key", IdempotencyKeys.find("key", of: .owner(Crowd.owner))),
    ]
  }

  /// Ten letters to an owner, of which one in a hundred failed; a name they had; and months of the log before and behind this one, as a
  /// table that is empty is read whole.
  private static let further = """
    INSERT INTO email_logs (user_id, id, recipient_email, subject, template_name, locale, view, status)
      SELECT id, gen_random_uuid(), email, 'Confirmed', 'booking_confirmed', 'en', '{}',
        CASE WHEN n % 10 = 0 AND username LIKE '%0' THEN 'failed' ELSE 'sent' END
      FROM users, generate_series(1, 10) n;
    INSERT INTO audit_logs (id, user_id, action, resource_type, created_at)
      SELECT gen_random_uuid(), id, 'user.profile', 'user', at
      FROM users, unnest(ARRAY [now() - interval '1 year', now() + interval '1 month']) at, generate_series(1, 10);
    INSERT INTO former_usernames (username, user_id, held_until) SELECT 'was-' || username, id, now() FROM users;
    ANALYZE
    """

  @Test func `no owner's page reads a whole table`() async throws {
    try await withTestDatabase { database in
      try Crowd.gather(in: database)
      try database.run(Self.further)
      let connection = try BlockingConnection(to: DatabaseAddress(database.address))
      for (name, query) in Self.queries {
        let chosen = try Self.plan("EXPLAIN \(query)", on: connection)
        #expect(!chosen.contains("Seq Scan"), "\(name)\n\(chosen)")
        // The plan a connection keeps for a statement it has run often: for any value.
        let types = query.parameters.map(\.type.description).joined(separator: ", ")
        let nothing = query.parameters.map { _ in "NULL" }.joined(separator: ", ")
        try connection.run(script: "SET plan_cache_mode = force_generic_plan; PREPARE asked (\(types)) AS \(query.sql)")
        let kept = try Self.plan("EXPLAIN EXECUTE asked (\(unescapedSQL: nothing))", on: connection)
        #expect(!kept.contains("Seq Scan"), "\(name), kept\n\(kept)")
        try connection.run(script: "DEALLOCATE asked; RESET plan_cache_mode")
      }
    }
  }

  private static func plan(_ query: Query, on connection: BlockingConnection) throws -> String {
    try connection.query(query).map { try $0.decode(String.self) }.joined(separator: "\n")
  }
}
