import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct ExplainDayTests {
  private static let monday = TestOffice.berlin.local(TestOffice.monday).date

  private static func explain(
    _ world: TestOffice, _ date: LocalDate = monday, at time: String? = nil
  ) async throws -> DayExplanation {
    let explanation = try await world.office.explainDay(
      date, at: time.flatMap { LocalTime($0) }, link: world.link.id, of: world.owner)
    return try #require(explanation)
  }

  /// `10:00-11:30 busy Dentist`
  private static func told(_ explanation: DayExplanation) -> [String] {
    explanation.stretches.map { stretch in
      let (start, end) = (
        explanation.zone.local(stretch.starts.start).time, explanation.zone.local(stretch.starts.end).time
      )
      return "\(start)-\(end) \(word(stretch.verdict, stretch.obstacle))"
    }
  }

  private static func word(_ verdict: Verdict, _ obstacle: Obstacle?) -> String {
    let name =
      switch obstacle {
      case .event(let event): " \(event.title)"
      case .meeting(let meeting): " \(meeting.guestName), \(meeting.title)"
      case nil: ""
      }
    return switch verdict {
    case .free: "free"
    case .refused(.busy): "busy" + name
    case .refused(.booked): "booked" + name
    case .refused(let reason): "\(reason)"
    }
  }

  private static func event(_ title: String, _ start: String, minutes: Int) -> OwnEvent {
    let start = Instant(start)!
    return OwnEvent(
      title: title, time: .timed(TimeRange(from: start, to: start.adding(minutes: minutes))), zone: TestOffice.berlin)
  }

  @Test func `a day is told by the names of what stands in it`() async throws {
    try await withOffice { world in
      let (office, owner) = (world.office, world.owner)
      _ = try await office.addEvent(
        Self.event("Dentist", "2026-11-23T11:10:00Z", minutes: 60), of: owner, caller: .house)
      var standup = Self.event("Stand-up", "2026-11-16T08:00:00Z", minutes: 15)
      standup.rule = "FREQ=WEEKLY;BYDAY=MO"
      _ = try await office.addEvent(standup, of: owner, caller: .house)
      var noted = Self.event("Only noted", "2026-11-23T14:00:00Z", minutes: 60)
      noted.transparency = .transparent
      _ = try await office.addEvent(noted, of: owner, caller: .house)
      _ = try await world.book()
      #expect(
        try await Self.told(Self.explain(world)) == [
          "00:00-09:00 no hours", "09:00-09:30 busy Stand-up", "09:30-10:00 free",
          "10:00-10:30 booked Ada Guest, Intro call", "10:30-12:00 free", "12:00-13:30 busy Dentist",
          "13:30-17:00 free", "17:00-00:00 no hours",
        ])
    }
  }

  @Test func `whole days, buffers and notice are told of too`() async throws {
    try await withOffice({
      $0.bufferAfter = 30
      $0.notice = 180
    }) { world in
      let tuesday = Self.monday.adding(days: 1)
      _ = try await world.office.addEvent(
        OwnEvent(title: "Fair", time: .days(tuesday...tuesday), zone: TestOffice.berlin), of: world.owner,
        caller: .house)
      _ = try await world.office.addEvent(
        Self.event("Dentist", "2026-11-20T14:30:00Z", minutes: 30), of: world.owner, caller: .house)
      #expect(
        try await Self.told(Self.explain(world, tuesday)) == [
          "00:00-09:00 no hours", "09:00-17:00 busy Fair", "17:00-00:00 no hours",
        ])
      // It is ten in Berlin; half an hour after each meeting stays free.
      #expect(
        try await Self.told(Self.explain(world, Self.monday.adding(days: -3))) == [
          "00:00-09:00 no hours", "09:00-13:00 notice until 2026-11-20T12:00:00Z", "13:00-15:00 free",
          "15:00-16:00 busy Dentist", "16:00-17:00 free", "17:00-00:00 no hours",
        ])
    }
  }

  @Test(arguments: [
    ("10:00", "booked Ada Guest, Intro call"), ("10:30", "free"), ("10:40", "not on the grid"), ("18:00", "no hours"),
  ])
  func `one time is answered by itself`(time: String, answer: String) async throws {
    try await withOffice { world in
      _ = try await world.book()
      let asked = try #require(try await Self.explain(world, at: time).asked)
      #expect(Self.word(asked.verdict, asked.obstacle) == answer)
      #expect(TestOffice.berlin.local(asked.start).time == LocalTime(time))
    }
  }

  @Test func `a group that has seats left is free at its start`() async throws {
    try await withOffice({ $0.seats = 2 }) { world in
      _ = try await world.book()
      #expect(try await Self.explain(world, at: "10:00").asked?.verdict == .free(seatsLeft: 1))
      _ = try await world.book(email: "bob@example.com", key: "form-2")
      let asked = try #require(try await Self.explain(world, at: "10:00").asked)
      guard case .refused(.booked(_, isFull: true)) = asked.verdict, case .meeting(let meeting)? = asked.obstacle else {
        throw Unexpected("\(asked)")
      }
      #expect(meeting.party == 2)
    }
  }

  @Test(arguments: [
    ("0001-01-01", "notice until 2026-11-20T11:00:00Z"), ("2026-11-16", "notice until 2026-11-20T11:00:00Z"),
    ("2027-01-20", "bookable to 2027-01-19"), ("9999-12-31", "bookable to 2027-01-19"),
  ])
  func `dates behind and far ahead are told of without a fault`(date: String, reason: String) async throws {
    try await withOffice { world in
      let explanation = try await Self.explain(world, try #require(LocalDate(date)))
      #expect(Self.told(explanation).contains { $0.hasSuffix(reason) })
      #expect(!Self.told(explanation).contains { $0.hasSuffix("free") })
    }
  }

  @Test func `a link that takes nothing says so, and what would be free`() async throws {
    try await withOffice({ $0.isActive = false }) { world in
      let explanation = try await Self.explain(world)
      #expect(explanation.closing == .switchedOff)
      #expect(Self.told(explanation)[1] == "09:00-17:00 free")
    }
  }

  @Test func `every length on offer has a day of its own, and no other`() async throws {
    try await withOffice({ $0.durations = [30, 90] }) { world in
      for (asked, duration) in [(nil, 30), (90, 90), (60, 30)] as [(Minutes?, Minutes)] {
        let explanation = try await world.office.explainDay(
          Self.monday, link: world.link.id, lasting: asked, of: world.owner)
        #expect(explanation?.duration == duration)
      }
    }
  }

  @Test func `somebody else's link is not found`() async throws {
    try await withOffice { world in
      let eve = try await world.stranger()
      #expect(try await world.office.explainDay(Self.monday, link: world.link.id, of: eve) == nil)
      let nobody = UserID(world.link.id.uuid)
      #expect(try await world.office.explainDay(Self.monday, link: world.link.id, of: nobody) == nil)
    }
  }
}
