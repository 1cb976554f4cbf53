import CivilTime
import FoundationEssentials
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// Whatever is shown can be booked, and nothing else: random links and random owners' days, across a change of clocks.
@Suite struct ShownAndBookedTests {
  @Test(arguments: 1...6) func `what is shown is booked, what is not is refused`(_ seed: UInt64) async throws {
    var random = SplitMix(seed: seed)
    let link = Self.link(&random)
    try await withOffice({ $0 = link.replacing($0) }) { world in
      var random = SplitMix(seed: seed &* 7_919)
      // The clocks in Berlin go forward on the 28th of March 2027.
      world.setTime("2027-03-24T06:00:00Z")
      try await Self.fillDays(world, &random)
      let zones = [TestOffice.berlin, try Zone.named("Asia/Ho_Chi_Minh"), try Zone.named("America/St_Johns")]
      for round in 0..<12 {
        let open = try await world.open()
        let zone = zones[round % zones.count]
        let first = zone.local(open.now).date
        let duration = open.link.durations[random.below(open.link.durations.count)]
        let shown = open.times(first...first.adding(days: 12), in: zone, lasting: duration).days.flatMap(\.slots)
        let starts = Set(shown.map(\.start))
        guard let slot = shown.randomElement(using: &random) else { continue }

        let off = slot.start.adding(minutes: random.below(3_000) - 1_500)
        if !starts.contains(off), off < slot.start.adding(minutes: 6 * 1_440) {
          let outcome = try await world.office.book(world.request(off, key: "off-\(round)", duration: duration))
          #expect(outcome.isTaken, "\(off) was not shown to seed \(seed)")
        }
        let outcome = try await world.office.book(world.request(slot.start, key: "on-\(round)", duration: duration))
        #expect(outcome.appointment != nil, "\(slot.start) was shown to seed \(seed): \(outcome)")
      }
    }
  }

  private static func link(_ random: inout SplitMix) -> Link {
    func one<Choice>(of choices: [Choice]) -> Choice { choices[random.below(choices.count)] }
    var link = Link(
      id: LinkID(UUID()), title: "Random", slug: "intro", durations: one(of: [[30], [15, 45], [60, 90], [120]]))
    link.increment = one(of: [nil, 5, 15, 20, 60])
    link.bufferBefore = one(of: [0, 0, 5, 30])
    link.bufferAfter = one(of: [0, 0, 10, 45])
    link.notice = one(of: [0, 90, 1_500])
    link.window = .daysAhead(one(of: [3, 10, 60]))
    link.dailyLimit = one(of: [nil, nil, 2])
    link.weeklyLimit = one(of: [nil, nil, 4])
    link.seats = one(of: [1, 1, 3])
    link.hours = one(of: [nil, .always])
    return link
  }

  private static func fillDays(_ world: TestOffice, _ random: inout SplitMix) async throws {
    for _ in 0..<15 {
      let start = world.office.now.adding(minutes: 5 * random.below(3_500))
      let range = TimeRange(from: start, to: start.adding(minutes: 15 * (1 + random.below(8))))
      let event = OwnEvent(title: "Own", time: .timed(range), zone: TestOffice.berlin)
      _ = try await world.office.addEvent(event, of: world.owner, caller: .house)
    }
  }
}

extension Link {
  /// With the id and the name of another.
  fileprivate func replacing(_ other: Link) -> Link {
    var link = self
    link.id = other.id
    return link
  }
}
