import CivilTime
import Crypto
import Scheduling
import TestDatabases
import Testing

@testable import Postgres
@testable import Store

/// What is asked of the database at every page and every booking is answered by index, whatever the values.
@Suite struct PlanTests {
  private static let now = Instant("2026-11-20T09:00:00Z")!
  private static let span = BookSpan(now: now, daysAhead: BookSpan.usualDaysAhead)

  private static var hot: [(name: String, query: Query)] {
    let (owner, booking) = (Crowd.owner, BookingName.id(Crowd.booking))
    let session = SessionID(Crowd.owner.uuid)
    let range = TimeRange(from: now, to: now.adding(minutes: 30))
    return [
      ("versions", Owners.versions(of: [owner])),
      ("a name", Owners.id(named: "user-7")),
      ("raising", Owners.raise(owner)),
      ("raising from", Owners.raise(owner, from: 1)),
      ("settings", OwnerSettings.query(owner, overridesFrom: Zone.utc.local(now).date)),
      ("links", Links.all(of: owner, at: now)),
      ("coming bookings", Bookings.holding(span.range, of: owner)),
      ("single events", Events.single(span.range, of: owner)),
      ("series", Events.series(span.range, of: owner)),
      ("a booking", Bookings.find(booking, of: owner)),
      ("a token", Bookings.find(.token(SHA256.hash("7".utf8)), of: owner)),
      ("a key", Bookings.find(.key("7", link: Crowd.link), of: owner)),
      ("siblings", Bookings.siblings(of: booking, of: owner)),
      ("the link of a booking", Links.booked(by: Crowd.booking, owner)),
      ("a link", Links.find(Crowd.link, of: owner)),
      ("links with bookings ahead", Links.listed(of: owner, at: now)),
      ("bookings ahead by a link", Bookings.countAhead(by: Crowd.link, of: owner, at: now)),
      ("addresses", Links.slugs(of: owner)),
      ("schedules of links", Links.schedules(of: owner)),
      ("counting", Links.count(1, Crowd.link, of: owner, at: now)),
      ("bookings that are over", Bookings.over(at: now, limit: 500)),
      ("completing", Bookings.complete([Crowd.booking], of: owner, at: now)),
      ("a session", Sessions.find(session, of: owner, SHA256.hash("7".utf8), at: now)),
      ("a session's use", Sessions.touch(session, of: owner, until: now, from: nil, seenBefore: now, at: now)),
      ("a program's token", AccessTokens.find(SHA256.hash("7".utf8), of: owner, at: now)),
      ("a program's token's use", AccessTokens.touch(AccessTokenID(owner.uuid), of: owner, usedBefore: now, at: now)),
      ("programs' tokens", AccessTokens.all(of: owner)),
      ("a second factor", SecondFactors.find(of: owner)),
      ("whether there is one", SecondFactors.isOn(for: owner)),
      ("a code", SecondFactors.take(step: 1, of: owner, at: now)),
      ("a recovery code", SecondFactors.take(code: SHA256.hash("7".utf8), of: owner, at: now)),
      ("an account by address", Accounts.find("u7@example.com", closedSince: now)),
      ("an account by username", Accounts.find("user-7", closedSince: now)),
      ("a turn", RateLimits.take(SHA256.hash("7".utf8), every: 1, burst: 2, at: now)),
      ("pending reminders", Reminders.deletePending(of: Crowd.booking, of: owner)),
      ("leaving", Attendees.delete(["ada@example.com"], from: EventID(Crowd.owner.uuid), of: owner)),
      (
        "moving an event",
        Events.reshape(
          EventID(Crowd.owner.uuid), of: owner, time: range, blocked: range, status: .confirmed, at: now)
      ),
    ]
  }

  @Test func `no hot statement reads a whole table`() async throws {
    try await withTestDatabase { database in
      try Crowd.gather(in: database)
      let connection = try BlockingConnection(to: DatabaseAddress(database.address))
      // What has no index is found out.
      #expect(try Self.plan("EXPLAIN SELECT 1 FROM events WHERE title = 'Own'", on: connection).contains("Seq Scan"))
      for (name, query) in Self.hot {
        let chosen = try Self.plan("EXPLAIN \(query)", on: connection)
        #expect(!chosen.contains("Seq Scan"), "\(name)\n\(chosen)")
        // The plan a connection keeps for a statement it has run often: for any value.
        let types = query.parameters.map(\.type.description).joined(separator: ", ")
        let nothing = query.parameters.map { _ in "NULL" }.joined(separator: ", ")
        try connection.run(script: "SET plan_cache_mode = force_generic_plan; PREPARE hot (\(types)) AS \(query.sql)")
        let kept = try Self.plan("EXPLAIN EXECUTE hot (\(unescapedSQL: nothing))", on: connection)
        #expect(!kept.contains("Seq Scan"), "\(name), kept\n\(kept)")
        try connection.run(script: "DEALLOCATE hot; RESET plan_cache_mode")
      }
    }
  }

  private static func plan(_ query: Query, on connection: BlockingConnection) throws -> String {
    try connection.query(query).map { try $0.decode(String.self) }.joined(separator: "\n")
  }
}
