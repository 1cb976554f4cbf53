import CivilTime
import Postgres
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Operations

/// The database leaves out what takes no time (rule 15); here it is asked about every kind of event there can be, and
/// held against the rule's own words.
@Suite struct RuleFifteenTests {
  /// One event of each kind, one after the other through the owner's days, sixteen a day.
  private static let everyKind = """
    INSERT INTO calendars (user_id, id, name, timezone, checks_conflicts, is_active, deleted_at)
    SELECT u.id, gen_random_uuid(), 'Another', 'UTC', k.checks, k.active, k.deleted FROM users u,
      (VALUES (false, true, NULL), (true, false, NULL), (true, true, now())) k (checks, active, deleted);
    INSERT INTO events (user_id, id, calendar_id, title, start_time, end_time, timezone, status, transparency, response,
      blocked, ical_uid)
    SELECT user_id, gen_random_uuid(), calendar, 'Own', s, s + interval '30 minutes', 'UTC', status, transparency,
      response, tstzrange(s, s + interval '30 minutes'), 'x'
    FROM (
      SELECT *, timestamptz '2026-11-23 08:00Z' + interval '1 day' * (n / 16 + 2 * (n / 80))
        + interval '30 minutes' * (n % 16) s
      FROM (
        SELECT c.user_id, c.id calendar, status, transparency, response, row_number() OVER () - 1 n
        FROM calendars c, unnest(ARRAY['confirmed', 'tentative', 'cancelled']) status,
          unnest(ARRAY['opaque', 'transparent']) transparency,
          unnest(ARRAY['accepted', 'tentative', 'needs_action', 'declined']) response) kinds) placed
    """

  @Test func `what the database leaves out is what the rule leaves out`() async throws {
    try await withOffice { world in
      try world.address.run(Self.everyKind)
      let events = try await world.database.query(
        """
        SELECT e.start_time, e.status, e.transparency, e.response, c.checks_conflicts AND c.is_active, c.deleted_at IS NULL
        FROM events e JOIN calendars c ON c.user_id = e.user_id AND c.id = e.calendar_id
        """)
      #expect(events.count == 96)
      let open = try await world.open()
      for event in events {
        let (start, status, transparency, response, checks, isThere) = try event.decode(
          Instant.self, String.self, String.self, String.self, Bool.self, Bool.self)
        let standing = EventStanding(
          status: try #require(EventStatus(rawValue: status)),
          transparency: try #require(EventTransparency(rawValue: transparency)),
          response: try #require(EventResponse(rawValue: response)), checksConflicts: checks && isThere)
        let isFree = open.decide(start, lasting: 30) == .free(seatsLeft: 1)
        #expect(isFree != standing.blocks, "\(start): \(standing)")
      }
    }
  }
}
