import CivilTime
import Postgres
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Operations

/// Two offices on one database, as two server processes are, and a clock that only moves when told.
@Suite struct FreshnessTests {
  private static func isFree(_ office: Office) async throws -> Bool {
    guard case .open(let open) = try await office.link("intro", of: "demo") else { throw Unexpected("not open") }
    return open.decide(TestOffice.monday, lasting: 30) == .free(seatsLeft: 1)
  }

  @Test func `a change is seen at once by the office that made it`() async throws {
    try await withOffice { world in
      #expect(try await Self.isFree(world.office))
      try await world.office.changeDate(
        TestOffice.berlin.local(TestOffice.monday).date, to: .closed, of: world.owner, caller: .house)
      #expect(try await !Self.isFree(world.office))
    }
  }

  @Test func `another office sees it a hundred milliseconds later, and may not before`() async throws {
    try await withOffice { world in
      let other = world.another()
      #expect(try await Self.isFree(other))
      _ = try await world.book()
      #expect(try await Self.isFree(other))
      world.clock.advance(by: .milliseconds(99))
      #expect(try await Self.isFree(other))
      world.clock.advance(by: .milliseconds(1))
      #expect(try await !Self.isFree(other))
    }
  }

  @Test func `a copy that was found in order is good for another hundred milliseconds`() async throws {
    try await withOffice { world in
      let other = world.another()
      #expect(try await Self.isFree(other))
      world.clock.advance(by: .milliseconds(150))
      #expect(try await Self.isFree(other))
      _ = try await world.book()
      world.clock.advance(by: .milliseconds(99))
      #expect(try await Self.isFree(other))
      world.clock.advance(by: .milliseconds(1))
      #expect(try await !Self.isFree(other))
    }
  }

  @Test func `an old copy refuses nobody: what it refuses is asked again`() async throws {
    try await withOffice { world in
      let other = world.another()
      let booked = try await world.book()
      #expect(try await !Self.isFree(other))
      _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house)
      world.clock.advance(by: .milliseconds(100))
      #expect(try await other.book(world.request(key: "form-2")).appointment != nil)
    }
  }

  @Test func `an old copy books nobody twice, however old it is`() async throws {
    try await withOffice { world in
      let other = world.another()
      #expect(try await Self.isFree(other))
      _ = try await world.book()
      #expect(try await other.book(world.request(email: "bob@example.com", key: "form-2")).isTaken)
    }
  }

  @Test func `as the days go by a copy is read further ahead`() async throws {
    try await withOffice { world in
      let last = try #require(try await world.open().bookableDates(in: TestOffice.berlin, lasting: 30)).upperBound
      world.clock.advance(by: .seconds(20 * 24 * 3_600))
      let later = try #require(try await world.open().bookableDates(in: TestOffice.berlin, lasting: 30)).upperBound
      #expect(later == last.adding(days: 20))
    }
  }

  @Test func `a name that changes hands shows its new owner, here at once and elsewhere soon`() async throws {
    try await withOffice { world in
      let other = world.another()
      #expect(try await other.owner(named: "demo")?.owner.id == world.owner)
      #expect(try await world.office.renameOwner(world.owner, to: "dana", caller: .house) == nil)
      // As if it had been given up long ago.
      _ = try await world.database.query("DELETE FROM former_usernames")
      let eve = NewOwner(username: "demo", email: "eve@example.org", passwordHash: "-", zone: .utc)
      guard case .created(let heir) = try await world.office.createOwner(eve, caller: .house) else {
        throw Unexpected("no owner")
      }
      #expect(try await world.office.owner(named: "demo")?.owner.id == heir)
      #expect(try await world.office.owner(named: "dana")?.owner.id == world.owner)
      #expect(try await other.owner(named: "dana")?.owner.id == world.owner)
      world.clock.advance(by: .milliseconds(100))
      #expect(try await other.owner(named: "demo")?.owner.id == heir)
    }
  }

  @Test func `an account that was suspended shows nothing`() async throws {
    try await withOffice { world in
      #expect(try await world.office.owner(named: "demo") != nil)
      try world.address.run("UPDATE users SET status = 'suspended'; UPDATE owners SET version = version + 1")
      world.clock.advance(by: .milliseconds(100))
      #expect(try await world.office.owner(named: "demo") == nil)
      guard case .nothing = try await world.office.link("intro", of: "demo") else { throw Unexpected("still there") }
      #expect(try await world.office.book(world.request()).isUnknown)
    }
  }
}
