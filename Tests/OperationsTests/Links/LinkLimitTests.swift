import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct LinkLimitTests {
  @Test func `a link for one booking is used up by it, and free again when that is called off`() async throws {
    try await withOffice({ $0.isSingleUse = true }) { world in
      let booked = try await world.book()
      let later = world.request(TestOffice.monday.adding(minutes: 60), key: "form-2")
      #expect(try await world.office.book(later).closing == .usedUp)
      #expect(try await world.office.owner(named: "demo")?.links.isEmpty == true)
      let token = try #require(world.office.token(of: booked))
      _ = try await world.office.cancel(token, reason: "", caller: .house)
      #expect(try await world.office.book(later).appointment != nil)
    }
  }

  @Test func `a link that expires takes bookings until then and none from then on`() async throws {
    try await withOffice({ $0.expiresAt = Instant("2026-11-20T10:00:00Z") }) { world in
      _ = try await world.book()
      world.clock.advance(by: .seconds(3_599))
      _ = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-2")
      world.clock.advance(by: .seconds(1))
      let late = world.request(TestOffice.monday.adding(minutes: 60), key: "form-3")
      #expect(try await world.office.book(late).closing == .expired)
      guard case .closed = try await world.office.link("intro", of: "demo") else { throw Unexpected("still open") }
    }
  }

  @Test func `a link that was switched off or deleted takes none`() async throws {
    try await withOffice { world in
      var link = world.link
      link.isActive = false
      _ = try await world.office.saveLink(link, of: world.owner, caller: .house)
      #expect(try await world.office.book(world.request()).closing == .switchedOff)
      try await world.office.deleteLink(link.id, of: world.owner, caller: .house)
      #expect(try await world.office.book(world.request()).isUnknown)
    }
  }

  @Test func `a daily limit counts meetings of the date, a weekly one those of the week`() async throws {
    try await withOffice({
      $0.dailyLimit = 1
      $0.weeklyLimit = 2
    }) { world in
      let day = 24 * 60
      _ = try await world.book()
      let sameDay = world.request(TestOffice.monday.adding(minutes: 60), key: "form-2")
      guard case .taken(.dailyLimit, _) = try await world.office.book(sameDay) else { throw Unexpected("daily") }
      _ = try await world.book(TestOffice.monday.adding(minutes: day), key: "form-3")
      let sameWeek = world.request(TestOffice.monday.adding(minutes: 2 * day), key: "form-4")
      guard case .taken(.weeklyLimit, _) = try await world.office.book(sameWeek) else { throw Unexpected("weekly") }
      _ = try await world.book(TestOffice.monday.adding(minutes: 7 * day), key: "form-5")
    }
  }

  @Test func `buffers keep meetings apart, those that only meet are booked`() async throws {
    try await withOffice({
      $0.increment = 5
      $0.bufferBefore = 10
      $0.bufferAfter = 5
    }) { world in
      _ = try await world.book()
      let near = world.request(TestOffice.monday.adding(minutes: 40), key: "form-2")
      #expect(try await world.office.book(near).isTaken)
      _ = try await world.book(TestOffice.monday.adding(minutes: 45), key: "form-3")
      _ = try await world.book(TestOffice.monday.adding(minutes: -45), key: "form-4")
      #expect(try await world.count("SELECT count(*) FROM bookings") == 3)
    }
  }

  @Test func `two links of one owner share the owner's time`() async throws {
    try await withOffice { world in
      var long = Link(id: world.office.newLinkID(), title: "Workshop", slug: "workshop", durations: [120])
      long.increment = 30
      _ = try await world.office.saveLink(long, of: world.owner, caller: .house)
      _ = try await world.book(TestOffice.monday.adding(minutes: 60))
      #expect(try await world.office.book(world.request(slug: "workshop", key: "form-2")).isTaken)
      _ = try await world.book(TestOffice.monday.adding(minutes: 90), slug: "workshop", key: "form-3")
    }
  }

  @Test func `a link goes by its own hours where it has some, and by the schedule's zone`() async throws {
    var hours = WeeklyHours()
    hours[.saturday] = DayHours([try Window(#require(LocalTime("10:00")), #require(LocalTime("11:00")))])
    try await withOffice({ [hours] in $0.hours = hours }) { world in
      #expect(try await world.office.book(world.request()).isTaken)
      let saturday = try #require(Instant("2026-11-21T09:00:00Z"))
      #expect(try await world.book(saturday).time.start == saturday)
    }
  }

  @Test func `a link that reaches far ahead is known as far as it reaches`() async throws {
    try await withOffice({ $0.window = .daysAhead(400) }) { world in
      let far = try #require(Instant("2027-12-20T09:00:00Z"))
      let event = OwnEvent(
        title: "Away", time: .timed(TimeRange(from: far, to: far.adding(minutes: 30))), zone: TestOffice.berlin)
      _ = try await world.office.addEvent(event, of: world.owner, caller: .house)
      #expect(try await world.office.book(world.request(far)).isTaken)
      _ = try await world.book(far.adding(minutes: 30))
    }
  }
}
