import CivilTime
import Scheduling
import Testing

@testable import Scenarios

@Suite struct `whatever the scenario` {
  private static var seeds: Range<Int> {
    get throws { 0..<max(100, try RandomScenario.count / 200) }
  }

  @Test func `no slot and its buffers meet anything that takes time`() throws {
    let seeds = try Self.seeds
    var slots = 0
    for seed in seeds {
      let scenario = RandomScenario.scenario(seed: seed)
      let shown = try Shown(scenario)
      let model = SlowModel(scenario)
      for start in model.candidates() where shown.starts.contains(PlainText.instant(start)) {
        let blocked = model.blocked(start)
        let isMet =
          model.busy.contains { $0.overlaps(blocked) }
          || model.meetings.contains { $0.blocked.overlaps(blocked) && ($0.isOtherLink || $0.start != start) }
        #expect(!isMet, "seed \(seed): \(PlainText.instant(start))")
        slots += 1
      }
    }
    #expect(slots > seeds.count)
  }

  @Test func `adding what takes time never adds a slot`() throws {
    let seeds = try Self.seeds
    var isFewer = false
    for seed in seeds {
      let before = try Shown(RandomScenario.scenario(seed: seed)).starts
      let after = try Shown(RandomScenario.fuller(seed: seed)).starts
      #expect(after.isSubset(of: before), "seed \(seed)")
      if after.count < before.count { isFewer = true }
    }
    #expect(isFewer)
  }

  @Test func `the guest's zone never changes which instants are bookable`() throws {
    let seeds = try Self.seeds
    for seed in seeds {
      let scenario = RandomScenario.scenario(seed: seed)
      var elsewhere = RandomScenario.scenario(seed: seed)
      elsewhere.guestZone = PlainZones.names[seed % PlainZones.names.count]
      elsewhere.dates.from -= 2
      elsewhere.dates.to += 2
      let zone = PlainZones.named(scenario.guestZone)
      let asked = Set(
        SlowModel(elsewhere).candidates().filter { start in
          let day = zone.day(at: start)
          return scenario.dates.from <= day && day <= scenario.dates.to
        }.map { PlainText.instant($0) })
      let (here, there) = (try Shown(scenario).starts, try Shown(elsewhere).starts)
      #expect(here == there.intersection(asked), "seed \(seed)")
    }
  }

  @Test func `a range of dates holds what its dates hold one by one`() throws {
    let seeds = try Self.seeds
    for seed in seeds {
      let scenario = RandomScenario.scenario(seed: seed)
      let singly = try (scenario.dates.from...scenario.dates.to).flatMap { day in
        var single = scenario
        single.dates = PlainScenario.Days(from: day, to: day)
        return try Shown(single).days
      }
      #expect(try Shown(scenario).days == singly, "seed \(seed)")
    }
  }

  @Test func `what is shown is what is decided, instant by instant`() throws {
    let seeds = try Self.seeds
    for seed in seeds {
      var scenario = RandomScenario.scenario(seed: seed)
      let candidates = SlowModel(scenario).candidates()
      scenario.dates.from -= 1
      scenario.dates.to += 1
      let (finder, shown) = (try Scenario.read(Array(scenario.json.utf8)).finder, try Shown(scenario).starts)
      for start in candidates.flatMap({ [$0, $0 + PlainCalendar.minute, $0 + 1] }) {
        let verdict = finder.decide(Instant(microseconds: Int64(start)))
        #expect(verdict.isFree == shown.contains(PlainText.instant(start)), "seed \(seed): \(PlainText.instant(start))")
      }
    }
  }

  @Test func `what took a candidate away really is in its way`() throws {
    let seeds = try Self.seeds
    var named = 0
    for seed in seeds {
      let scenario = RandomScenario.scenario(seed: seed)
      let model = SlowModel(scenario)
      for taken in try Scenario.read(Array(scenario.json.utf8)).answer(explained: true).taken ?? [] {
        let blocked = model.blocked(Int(taken.start.microseconds))
        let isMet: Bool
        switch taken.reason {
        case .busy(let event):
          let busy = PlainBusy(scenario.events[event], home: model.home)
          isMet = busy.stretches(through: scenario.dates.to + 4).contains { $0.overlaps(blocked) }
        case .booked(let booking, _):
          isMet = PlainMeeting(scenario.bookings[booking], home: model.home)?.blocked.overlaps(blocked) ?? false
        default: continue
        }
        #expect(isMet, "seed \(seed): \(taken)")
        named += 1
      }
    }
    #expect(named > seeds.count)
  }
}

/// The program's answer, taken apart.
private struct Shown {
  /// One text a date.
  let days: [String]
  let starts: Set<String>

  init(_ scenario: PlainScenario) throws {
    let json = try Scenario.read(Array(scenario.json.utf8)).answer(explained: false).json
    let lines = String(decoding: json, as: UTF8.self).split(separator: "\n")
    days = lines.filter { $0.hasPrefix("  {\"date\"") }.map { String($0.hasSuffix(",") ? $0.dropLast() : $0) }
    starts = Set(
      days.flatMap { day in day.split(separator: "\"start\": \"").dropFirst().map { String($0.prefix { $0 != "\"" }) } }
    )
  }
}

extension Verdict {
  fileprivate var isFree: Bool {
    if case .free = self { true } else { false }
  }
}
