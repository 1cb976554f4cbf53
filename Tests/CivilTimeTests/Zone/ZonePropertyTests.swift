import CivilTime
import TestSupport
import Testing

/// What holds for every zone at every moment, on random ones.
struct ZonePropertyTests {
  private static let names = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns", "America/Santiago",
    "Pacific/Apia", "Africa/Casablanca", "Asia/Gaza", "Europe/Dublin", "America/Nuuk", "Antarctica/Troll",
    "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC",
  ]

  @Test(arguments: names)
  func `an instant is found again by its reading, unless an earlier one reads the same`(name: String) throws {
    let zone = try Zone.named(name)
    var random = SplitMix(seed: 2)
    for instant in Self.instants(near: zone, &random) {
      let found = zone.instant(of: zone.local(instant))
      #expect(found == instant || (found < instant && zone.local(found) == zone.local(instant)))
    }
  }

  @Test(arguments: names)
  func `readings and edges are what counting through the seconds finds`(name: String) throws {
    let zone = try Zone.named(name)
    var random = SplitMix(seed: 3)
    for instant in Self.instants(near: zone, &random) {
      let reading = zone.local(instant).adding(seconds: Int.random(in: -7_200...7_200, using: &random))
      let edge = zone.edge(of: reading)
      #expect(zone.local(edge) >= reading)
      // Two days back nothing has read so late yet, and in between there is nothing but whole periods to look at.
      let earlier = TimeRange(from: edge.adding(seconds: -172_800), to: edge)
      for period in zone.periods(in: earlier) {
        let end = min(period.range.end, edge).adding(microseconds: -1)
        #expect(period.local(end) < reading)
      }
      if zone.local(edge) == reading {
        #expect(zone.instant(of: reading) == edge)
      } else {
        let before = zone.offset(at: edge.adding(microseconds: -1))
        #expect(zone.instant(of: reading) == Instant(seconds: reading.wallSeconds - before))
      }
    }
  }

  @Test(arguments: names)
  func `a later reading never gives an earlier edge`(name: String) throws {
    let zone = try Zone.named(name)
    var random = SplitMix(seed: 4)
    for instant in Self.instants(near: zone, &random) {
      let reading = zone.local(instant)
      let later = reading.adding(seconds: random.below(10_000))
      #expect(zone.edge(of: reading) <= zone.edge(of: later))
    }
  }

  @Test(arguments: names)
  func `periods follow one another without a hole, each with the offset its instants have`(name: String) throws {
    let zone = try Zone.named(name)
    let range = try TimeRange(
      from: #require(Instant("1890-01-01T00:00:00Z")), to: #require(Instant("2900-01-01T00:00:00Z")))
    let periods = zone.periods(in: range)
    #expect(periods.first.map { $0.range.start <= range.start } == true)
    #expect(periods.last.map { $0.range.end >= range.end } == true)
    for (before, after) in zip(periods, periods.dropFirst()) {
      #expect(before.range.end == after.range.start)
      #expect(
        before.offset != after.offset || before.abbreviation != after.abbreviation
          || before.isSummerTime != after.isSummerTime)
      #expect(zone.offset(at: after.range.start) == after.offset)
      #expect(zone.offset(at: after.range.start.adding(microseconds: -1)) == before.offset)
      #expect(zone.nextTransition(after: before.range.start)?.instant == after.range.start)
    }
    #expect(zone.transitions(in: range).map(\.instant) == periods.dropFirst().map(\.range.start))
  }

  @Test func `after its table a zone repeats every 400 years`() throws {
    let zone = try Zone.named("America/Santiago")
    let cycle = 146_097 * 86_400
    var random = SplitMix(seed: 5)
    for _ in 0..<300 {
      let instant = Instant(seconds: Int.random(in: 2_200_000_000...14_000_000_000, using: &random))
      for turns in [1, 2, 19] {
        let later = instant.adding(seconds: turns * cycle)
        #expect(zone.offset(at: later) == zone.offset(at: instant))
        #expect(
          zone.period(at: later).range.start == zone.period(at: instant).range.start.adding(seconds: turns * cycle))
      }
    }
  }

  /// Half of them within hours of a change of clocks, half anywhere up to the year 2500.
  private static func instants(near zone: Zone, _ random: inout SplitMix) -> [Instant] {
    let range = TimeRange(from: Instant(seconds: -4_000_000_000), to: Instant(seconds: 16_725_225_600))
    let changes = zone.transitions(in: range).map(\.instant)
    return (0..<120).map { count in
      if count % 2 == 0, let change = changes.randomElement(using: &random) {
        return change.adding(seconds: Int.random(in: -9_000...9_000, using: &random))
      }
      return Instant(seconds: Int.random(in: range.start.seconds...range.end.seconds, using: &random))
    }
  }
}
