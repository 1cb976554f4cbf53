import CivilTime
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// Pages are kept in memory; a change makes them old: at once in the process that made it, a tenth of a second later in
  /// every other. Time stands still here until it is moved.
  @Suite struct `a page after a change` {
    @Test func `is right a tenth of a second later elsewhere`() async throws {
      try await withStillHouse { house, time in
        for change in Change.all {
          let house = try await house.anew()
          try time.advance(by: .milliseconds(100))
          try await Self.expectFresh(change, house, time)
        }
      }
    }

    private static func expectFresh(_ change: Change, _ house: TestHouse, _ time: SharedTime) async throws {
      func isRight(at server: Int) async throws -> Set<Bool> {
        Set(try await look(change, house, server: server).map(change.isRight))
      }
      try await change.prepare(house)
      try time.advance(by: .milliseconds(100))
      #expect(try await isRight(at: 1) == [false], "\(change.what)")
      let known = try await house.servers[1].read(change.path).field("ETag").map { ["If-None-Match": $0] } ?? [:]

      try await change.make(house)
      if change.isByServer { #expect(try await isRight(at: 0) == [true], "\(change.what)") }
      // What stands in memory, and was checked when time stood where it stands.
      #expect(try await isRight(at: 1) == [false], "\(change.what)")
      try time.advance(by: .milliseconds(99))
      #expect(try await isRight(at: 1) == [false], "\(change.what)")

      try time.advance(by: .milliseconds(1))
      // A browser that has the old page is not told that it still is the page.
      #expect(change.isRight(try await house.servers[1].read(change.path, headers: known)), "\(change.what)")
      #expect(try await isRight(at: 1) == [true], "\(change.what)")
      #expect(try await isRight(at: 0) == [true], "\(change.what)")
    }

    /// Asks several times at once, so that each of the server's loops is asked.
    private static func look(
      _ change: Change, _ house: TestHouse, server number: Int
    ) async throws -> [CalentoServer.Reply] {
      let server = house.servers[number]
      return try await CalentoServer.answers(
        together: Array(repeating: (server, server.request("GET", change.path)), count: 6))
    }

    @Test func `is right to the instant where time alone takes a slot away`() async throws {
      try await withStillHouse(servers: 1) { house, time in
        let server = house.servers[0]
        // Two hours' notice: at nine o'clock UTC that is eleven, which still may be booked.
        let eleven = Instant("2026-11-20T11:00:00Z")!
        let today = "/anna/intro?date=2026-11-20&tz=UTC"
        #expect(try await server.read(today).shown.first == eleven)
        let address = try await house.book(.number(1) { $0.start = eleven })
        #expect(try await server.submit(address + "/cancel", [("reason", "")]).status == 303)
        #expect(try await server.read(today).shown.first == eleven)

        try time.advance(by: .microseconds(1))
        #expect(try await server.read(today).shown.first == eleven.adding(minutes: 30))
        #expect(try await server.read("/anna/intro/book?start=\(eleven)&tz=UTC").status == 303)
        let reply = try await house.post(.number(2) { $0.start = eleven })
        #expect(reply.status == 409)
        #expect(reply.offered.first == eleven.adding(minutes: 30))
      }
    }

    @Test func `is right for whoever books next, however old what a server knows is`() async throws {
      try await withStillHouse { house, time in
        for server in house.servers { #expect(try await server.read(Change.monday).shown.contains(TestHouse.monday)) }
        try await house.addEvent(TestHouse.monday)
        #expect(try await house.servers[1].read(Change.monday).shown.contains(TestHouse.monday))
        let reply = try await house.post(Guest(), to: 1)
        #expect(reply.status == 409)
        #expect(!reply.offered.isEmpty && !reply.offered.contains(TestHouse.monday))
        // The other way round: what is free again is refused no longer than pages may be old.
        let taken = TestHouse.monday.adding(minutes: 60)
        let address = try await house.book(.number(1) { $0.start = taken }, at: 0)
        #expect(try await house.post(.number(2) { $0.start = taken }, to: 1).status == 409)
        _ = try await house.servers[0].submit(address + "/cancel", [("reason", "")])
        try time.advance(by: .milliseconds(100))
        #expect(try await house.post(.number(3) { $0.start = taken }, to: 1).status == 303)
      }
    }
  }
}

/// Something that is done, and what a page is to show from then on.
struct Change: Sendable {
  let what: String
  var path = Change.monday
  /// Whether the first server does it, and not the office.
  var isByServer = false
  var prepare: @Sendable (TestHouse) async throws -> Void = { _ in }
  let make: @Sendable (TestHouse) async throws -> Void
  let isRight: @Sendable (CalentoServer.Reply) -> Bool

  static let monday = "/anna/intro?date=2026-11-23&tz=Europe/Berlin"
}
