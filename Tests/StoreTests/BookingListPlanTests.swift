import CivilTime
import TestDatabases
import Testing

@testable import Postgres
@testable import Store

/// Whatever an owner looks for among their bookings is found by index within their own stretch of the table.
@Suite struct BookingListPlanTests {
  private static let now = Instant("2026-11-20T09:00:00Z")!
  private static let cursors = [true, false].map { BookingCursor(start: now, id: Crowd.booking, readsBack: $0) }
  private static let filters = [
    BookingFilter(), BookingFilter(search: "ada"), BookingFilter(link: Crowd.link),
    BookingFilter(
      search: "ada lovelace", link: Crowd.link, range: TimeRange(from: now, to: now.adding(minutes: 60_000))),
  ]

  /// Every list, narrowed in every way, from its begin and from a cursor either way.
  private static var pages: [(name: String, list: BookingList, query: Query)] {
    BookingList.allCases.flatMap { list in
      filters.indices.flatMap { index in
        ([nil] + cursors).map { cursor in
          let way = cursor.map { $0.readsBack ? "back" : "on" } ?? "begin"
          let query = BookingLists.page(
            list, filters[index], of: Crowd.owner, from: cursor, limit: 26, at: now)
          return ("\(list), filter \(index), \(way)", list, query)
        }
      }
    }
  }

  private static var others: [(name: String, query: Query)] {
    let (owner, booking) = (Crowd.owner, Crowd.booking)
    let beyond = BookingList.allCases.flatMap { list in
      filters.flatMap { filter in
        cursors.map { ("beyond \(list)", BookingLists.beyond($0, list, filter, of: owner, at: now)) }
      }
    }
    return beyond + [
      ("numbers", BookingLists.counts(of: owner, at: now)),
      ("changes", BookingHistory.changes(of: booking, owner)),
      ("letters", BookingHistory.letters(about: booking, owner)),
      ("others", BookingHistory.others(besides: booking, owner)),
    ]
  }

  @Test func `no list reads a whole table, whatever the values`() async throws {
    try await withTestDatabase { database in
      try Crowd.gather(in: database)
      let connection = try BlockingConnection(to: DatabaseAddress(database.address))
      for (name, query) in Self.pages.map({ ($0.name, $0.query) }) + Self.others {
        let chosen = try Self.plan("EXPLAIN \(query)", on: connection)
        #expect(!Self.readsTable(chosen), "\(name)\n\(chosen)")
        // The plan a connection keeps for a statement it has run often: for any value.
        let types = query.parameters.map(\.type.description).joined(separator: ", ")
        let nothing = query.parameters.map { _ in "NULL" }.joined(separator: ", ")
        try connection.run(script: "SET plan_cache_mode = force_generic_plan; PREPARE asked (\(types)) AS \(query.sql)")
        let kept = try Self.plan("EXPLAIN EXECUTE asked (\(unescapedSQL: nothing))", on: connection)
        #expect(!Self.readsTable(kept), "\(name), kept\n\(kept)")
        try connection.run(script: "DEALLOCATE asked; RESET plan_cache_mode")
      }
    }
  }

  @Test func `a search folds what is typed, and nothing that is kept`() async throws {
    try await withTestDatabase { database in
      try Crowd.gather(in: database)
      let connection = try BlockingConnection(to: DatabaseAddress(database.address))
      for list in BookingList.allCases {
        let query = BookingLists.page(
          list, BookingFilter(search: "Đức"), of: Crowd.owner, from: nil, limit: 26, at: Self.now)
        let chosen = try Self.plan("EXPLAIN \(query)", on: connection)
        #expect(chosen.contains("searched ~~ ALL") && !chosen.contains("guest_"), "\(list)\n\(chosen)")
      }
    }
  }

  @Test func `a list can be read in its order from an index of its own, without sorting`() async throws {
    try await withTestDatabase { database in
      try Crowd.gather(in: database)
      let connection = try BlockingConnection(to: DatabaseAddress(database.address))
      // Sorting what little each of these owners has is as quick: asked is whether it can be done without.
      try connection.run(script: "SET enable_sort = off; SET enable_incremental_sort = off")
      for (name, list, query) in Self.pages {
        let chosen = try Self.plan("EXPLAIN \(query)", on: connection)
        #expect(!chosen.contains("Sort"), "\(name)\n\(chosen)")
        let index = list == .cancelled ? "bookings_called_off" : "bookings_in_order"
        #expect(chosen.contains(index), "\(name)\n\(chosen)")
      }
    }
  }

  /// A month of the log that holds nothing yet costs nothing to read: that is no table to speak of.
  private static func readsTable(_ plan: String) -> Bool {
    plan.split(separator: "\n").contains { $0.contains("Seq Scan") && !$0.contains("(cost=0.00..0.0") }
  }

  private static func plan(_ query: Query, on connection: BlockingConnection) throws -> String {
    try connection.query(query).map { try $0.decode(String.self) }.joined(separator: "\n")
  }
}
