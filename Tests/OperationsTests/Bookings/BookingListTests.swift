import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct BookingListTests {
  /// Monday at ten, half past ten and so on, by guests whose names say which: `Guest 0` first.
  private static func fill(_ world: TestOffice, _ count: Int) async throws -> [BookingID] {
    var ids: [BookingID] = []
    for index in 0..<count {
      let start = TestOffice.monday.adding(minutes: 30 * index)
      let booked = try await world.book(start, email: "g\(index)@example.com", key: "form-\(index)") {
        $0.name = "Guest \(index)"
      }
      ids.append(booked.id)
    }
    return ids
  }

  @Test func `each booking stands in the list it belongs to`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let ids = try await Self.fill(world, 6)
      for id in ids.prefix(4) { _ = try await world.office.confirm(id, of: world.owner, caller: .house) }
      _ = try await world.office.cancel(ids[1], of: world.owner, reason: "", caller: .house)
      _ = try await world.office.decline(ids[4], of: world.owner, reason: "", caller: .house)
      #expect(try await world.ids(.upcoming) == [ids[0], ids[2], ids[3], ids[5]])
      #expect(try await world.ids(.pending) == [ids[5]])
      #expect(try await world.ids(.past) == [])
      #expect(try await world.ids(.cancelled) == [ids[4], ids[1]])

      // The third is running, the first two are over.
      world.setTime("2026-11-23T10:10:00Z")
      _ = try await world.office.completePast()
      #expect(try await world.ids(.upcoming) == [ids[2], ids[3], ids[5]])
      #expect(try await world.ids(.past) == [ids[0]])
      _ = try await world.office.markNoShow(ids[2], of: world.owner, caller: .house)
      #expect(try await world.ids(.upcoming) == [ids[3], ids[5]])
      #expect(try await world.ids(.past) == [ids[2], ids[0]])

      // Nobody answered the last one.
      world.setTime("2026-11-24T00:00:00Z")
      #expect(try await world.ids(.pending) == [])
      #expect(try await world.ids(.past) == [ids[5], ids[3], ids[2], ids[0]])
    }
  }

  @Test func `the numbers count what is coming and what waits, whatever is looked for`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let ids = try await Self.fill(world, 3)
      _ = try await world.office.confirm(ids[0], of: world.owner, caller: .house)
      for list in BookingList.allCases {
        let page = try await world.list(list, BookingFilter(search: "nobody"))
        #expect(page.lines.isEmpty)
        #expect(page.counts == BookingCounts(upcoming: 3, pending: 2))
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 7, 10])
  func `pages on and back show each booking once, in order`(limit: Int) async throws {
    try await withOffice { world in
      let ids = try await Self.fill(world, 7)
      var (pages, cursor) = ([[BookingID]](), BookingCursor?.none)
      repeat {
        let page = try await world.list(.upcoming, cursor: cursor, limit: limit)
        #expect((page.previous != nil) == !pages.isEmpty)
        pages.append(page.lines.map(\.id))
        cursor = page.next
      } while cursor != nil
      #expect(pages.flatMap(\.self) == ids)

      var page = try await world.list(
        .upcoming, cursor: BookingCursor(start: .distantFuture.adding(seconds: -1), id: ids[0], readsBack: true),
        limit: limit)
      var back = page.lines.map(\.id)
      while let previous = page.previous {
        page = try await world.list(.upcoming, cursor: previous, limit: limit)
        #expect(page.next != nil)
        back = page.lines.map(\.id) + back
      }
      #expect(back == ids)
    }
  }

  @Test func `what is behind goes on the same when the last one of a page is called off meanwhile`() async throws {
    try await withOffice { world in
      let ids = try await Self.fill(world, 5)
      let first = try await world.list(.upcoming, limit: 2)
      _ = try await world.office.cancel(ids[1], of: world.owner, reason: "", caller: .house)
      let second = try await world.list(.upcoming, cursor: first.next, limit: 2)
      #expect(second.lines.map(\.id) == [ids[2], ids[3]])
      let again = try await world.list(.upcoming, cursor: second.previous, limit: 2)
      #expect(again.lines.map(\.id) == [ids[0]])
      #expect(again.previous == nil)
    }
  }

  @Test func `those who share one start are told apart by their ids`() async throws {
    try await withOffice({ $0.seats = 9 }) { world in
      for index in 0..<6 { _ = try await world.book(email: "g\(index)@example.com", key: "form-\(index)") }
      let all = try await world.ids(.upcoming)
      #expect(Set(all).count == 6)
      let first = try await world.list(.upcoming, limit: 4)
      #expect(first.lines.map(\.party) == [6, 6, 6, 6])
      let second = try await world.list(.upcoming, cursor: first.next, limit: 4)
      #expect((first.lines + second.lines).map(\.id) == all)
    }
  }

  @Test func `a group that nobody comes to any more is still listed`() async throws {
    try await withOffice({ $0.seats = 9 }) { world in
      let booked = try await world.book()
      _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house)
      let cancelled = try await world.list(.cancelled)
      #expect(cancelled.lines.map(\.id) == [booked.id])
      #expect(cancelled.lines.map(\.party) == [0])
    }
  }

  @Test(arguments: [
    ("nguyen", true), ("NGUYỄN", true), ("Đức", true), ("duc", true), ("duc nguyen", true), ("nguyen duc", true),
    ("lan@ex", true), ("+49 30", true), ("30123", true), ("4930123", true), ("", true), ("   ", true),
    ("ada", false), ("3012345", false), ("duc ada", false), ("%", false), ("_", false), ("\\", false), ("l%n", false),
    ("l_n", false),
    ("\u{0}zz", false), ("'; DROP TABLE bookings; --", false),
  ])
  func `a guest is found by parts of a name, an address or a number`(search: String, isFound: Bool) async throws {
    try await withOffice { world in
      let booked = try await world.book(email: "lan@example.com") {
        $0.name = "Nguyễn Văn Đức"
        $0.phone = "+49 30 12-3"
      }
      let found = try await world.list(.upcoming, BookingFilter(search: search)).lines.map(\.id)
      #expect(found == (isFound ? [booked.id] : []), "\(search)")
    }
  }

  @Test func `a search longer than any name is cut, and finds nothing`() async throws {
    try await withOffice { world in
      _ = try await world.book()
      let long = String(repeating: "a%_\\ 👨‍👩‍👧‍👦", count: 20_000)
      #expect(try await world.list(.upcoming, BookingFilter(search: long)).lines.isEmpty)
    }
  }

  @Test func `a list is narrowed to a link and to some days`() async throws {
    try await withOffice { world in
      let other = Link(id: world.office.newLinkID(), title: "Other", slug: "other", durations: [30])
      try await world.office.books.write([Links.save(other, of: world.owner)], of: world.owner)
      let first = try await world.book()
      let second = try await world.book(TestOffice.monday.adding(minutes: 60), slug: "other", key: "form-2")
      let third = try await world.book(TestOffice.monday.adding(minutes: 24 * 60), key: "form-3")
      #expect(try await world.ids(.upcoming, BookingFilter(link: other.id)) == [second.id])
      #expect(try await world.ids(.upcoming, BookingFilter(link: world.link.id)) == [first.id, third.id])
      let monday = TestOffice.berlin.days(LocalDate("2026-11-23")!...LocalDate("2026-11-23")!)
      #expect(try await world.ids(.upcoming, BookingFilter(range: monday)) == [first.id, second.id])
      #expect(try await world.ids(.upcoming, BookingFilter(link: LinkID(world.owner.uuid))) == [])
    }
  }

  @Test func `a line tells of a move, of who comes along, and of a letter that came back`() async throws {
    try await withOffice { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      let moved = try await world.move(booked, to: TestOffice.monday.adding(minutes: 60))
      var line = try #require(try await world.list(.upcoming).lines.first)
      #expect(line.time == moved.time)
      #expect(line.movedFrom == TestOffice.monday)
      #expect(line.party == 2)
      #expect(line.guest == moved.guest)
      #expect(!line.hasFailedLetter)
      _ = try await world.database.query("UPDATE email_logs SET status = 'failed', next_attempt_at = NULL")
      line = try #require(try await world.list(.upcoming).lines.first)
      #expect(line.hasFailedLetter)
    }
  }

  @Test func `another owner's bookings are in nobody else's list`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let eve = try await world.anotherOwner()
      for list in BookingList.allCases {
        let page = try await world.office.bookings(BookingQuestion(list), of: eve)
        #expect(page.lines.isEmpty)
        #expect(page.counts == BookingCounts(upcoming: 0, pending: 0))
      }
      #expect(try await world.office.dossier(of: booked.id, eve) == nil)
      #expect(try await world.office.export(.upcoming, BookingFilter(), of: eve).lines.isEmpty)
    }
  }

  @Test func `an export holds more than a page`() async throws {
    try await withOffice({ $0.seats = 10_000 }) { world in
      let first = try await world.book()
      _ = try await world.database.query(
        """
        INSERT INTO bookings (user_id, id, booking_link_id, event_id, guest_name, guest_email, guest_timezone,
          guest_locale, slot_start, slot_end, buffer_before_minutes, buffer_after_minutes, status, idempotency_key,
          token_nonce, token_hash, searched)
        SELECT user_id, gen_random_uuid(), booking_link_id, event_id, guest_name, guest_email, guest_timezone,
          guest_locale, slot_start, slot_end, 0, 0, status, n::text, token_nonce, sha256(n::text::bytea), searched
        FROM bookings, generate_series(1, 1200) n WHERE id = \(first.id)
        """)
      let export = try await world.office.export(.upcoming, BookingFilter(), of: world.owner)
      #expect(Set(export.lines.map(\.id)).count == 1_201)
      #expect(!export.isCut)
    }
  }
}

extension TestOffice {
  func list(
    _ list: BookingList, _ filter: BookingFilter = BookingFilter(), cursor: BookingCursor? = nil, limit: Int = 25
  ) async throws -> BookingSheet {
    try await office.bookings(BookingQuestion(list, filter, cursor: cursor, limit: limit), of: owner)
  }

  func ids(_ list: BookingList, _ filter: BookingFilter = BookingFilter()) async throws -> [BookingID] {
    try await self.list(list, filter).lines.map(\.id)
  }

  /// Eve, who has nothing.
  func anotherOwner() async throws -> UserID {
    let eve = NewOwner(username: "eve", email: "eve@example.org", passwordHash: "-", zone: .utc)
    guard case .created(let id) = try await office.createOwner(eve, caller: .house) else {
      throw Unexpected("no owner")
    }
    return id
  }
}
