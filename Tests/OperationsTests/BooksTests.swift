import CivilTime
import Postgres
import Scheduling
import TestDatabases
import TestSupport
import Testing

@testable import Operations
@testable import Store

/// How few questions the books ask the database, and that they ask enough.
@Suite struct BooksTests {
  @Test func `a hundred who ask at once share one reading`() async throws {
    try await withOffice { world in
      let books = Books(world.database, clock: world.clock)
      let versions = try await withThrowingTaskGroup(of: Int64?.self) { group in
        for _ in 0..<100 { group.addTask { try await books.book(of: world.owner)?.version } }
        return try await group.reduce(into: Set<Int64?>()) { $0.insert($1) }
      }
      #expect(versions == [2])
      #expect(books.census.read == 1)
      #expect(books.census.shared + books.census.served == 99)
    }
  }

  @Test func `an old copy is checked once for all who ask, and read again only when the version moved`() async throws {
    try await withOffice { world in
      let books = Books(world.database, clock: world.clock)
      _ = try await books.book(of: world.owner)
      for _ in 1...5 {
        world.clock.advance(by: .milliseconds(100))
        for _ in 1...3 { _ = try await books.book(of: world.owner) }
      }
      #expect(books.census == Books.Census(served: 10, checked: 5, read: 1, shared: 0))
      _ = try await world.book()
      world.clock.advance(by: .milliseconds(100))
      let book = try await books.book(of: world.owner)
      #expect(book?.version == 3)
      #expect(books.census == Books.Census(served: 10, checked: 6, read: 2, shared: 0))
    }
  }

  @Test func `the copies of many owners are checked together`() async throws {
    try await withOffice { world in
      var owners = [world.owner]
      for number in 1...40 {
        let new = NewOwner(username: "u\(number)", email: "u\(number)@example.org", passwordHash: "-", zone: .utc)
        guard case .created(let id) = try await world.office.createOwner(new, caller: .house) else {
          throw Unexpected("no owner")
        }
        owners.append(id)
      }
      let books = Books(world.database, clock: world.clock)
      for owner in owners { #expect(try await books.book(of: owner)?.owner.id == owner) }
      world.clock.advance(by: .milliseconds(100))
      let found = try await withThrowingTaskGroup(of: UserID?.self) { group in
        for owner in owners { group.addTask { try await books.book(of: owner)?.owner.id } }
        return try await group.reduce(into: Set<UserID?>()) { $0.insert($1) }
      }
      #expect(found == Set(owners))
      #expect(books.census.read == owners.count)
      #expect(books.census.checked == owners.count)
    }
  }

  @Test func `a copy that is dropped while it is read is not kept`() async throws {
    try await withOffice { world in
      let books = Books(world.database, clock: world.clock)
      async let reading = books.book(of: world.owner)
      // Runs in between on the same loop: the reading waits for the database by now.
      while books.census.read == 0 { await Task.yield() }
      books.drop(world.owner)
      _ = try await reading
      #expect(books.copy(of: world.owner) == nil)
    }
  }

  @Test func `who goes away while reading leaves the others their book`() async throws {
    try await withOffice { world in
      let books = Books(world.database, clock: world.clock)
      let leaving = Task { try await books.book(of: world.owner) }
      while books.census.read == 0 { await Task.yield() }
      async let staying = books.book(of: world.owner)
      while books.census.shared == 0 { await Task.yield() }
      leaving.cancel()
      let book = try await staying
      #expect(book?.version == 2)
      _ = try? await leaving.value
    }
  }

  @Test func `without room nothing is kept, and all is found`() async throws {
    try await withOffice { world in
      let books = Books(world.database, clock: world.clock, freshness: .zero, room: 0)
      for _ in 1...3 {
        let book = try await books.book(named: "demo")
        #expect(book?.version == 2)
      }
      #expect(books.census.read == 3)
      #expect(books.copy(of: world.owner) == nil)
    }
  }

  @Test func `nobody's book is nothing, and asked for again`() async throws {
    try await withOffice { world in
      let books = Books(world.database, clock: world.clock)
      let nobody = UserID(world.link.id.uuid)
      #expect(try await books.book(of: nobody) == nil)
      #expect(try await books.book(named: "nobody") == nil)
      let new = NewOwner(username: "nobody", email: "n@example.org", passwordHash: "-", zone: .utc)
      _ = try await world.office.createOwner(new, caller: .house)
      #expect(try await books.book(named: "nobody") != nil)
    }
  }

  @Test func `while the database is away the asker is told so, and served again when it is back`() async throws {
    try await withOfficeAlone { world in
      #expect(try await world.office.owner(named: "demo") != nil)
      world.clock.advance(by: .milliseconds(100))
      try world.address.run("ALTER TABLE owners RENAME TO away")
      await #expect(throws: DatabaseError.self) { try await world.office.owner(named: "demo") }
      try world.address.run("ALTER TABLE away RENAME TO owners")
      #expect(try await world.office.owner(named: "demo") != nil)
    }
  }

  @Test func `what this process books is in its copy, as if it had been read`() async throws {
    try await withOffice({ $0.seats = 2 }) { world in
      let books = world.office.books
      for number in 1...4 {
        let start = TestOffice.monday.adding(minutes: 30 * (number / 2))
        _ = try await world.book(start, email: "g\(number)@example.com", key: "form-\(number)")
        let kept = try #require(books.copy(of: world.owner))
        let read = try #require(try await Books(world.database, clock: world.clock).book(of: world.owner))
        #expect(kept.version == read.version)
        #expect(kept.links == read.links)
        #expect(Set(kept.bookings) == Set(read.bookings))
        #expect(kept.facts.blocked(in: .always) == read.facts.blocked(in: .always))
      }
      #expect(books.census.read == 1)
    }
  }
}
