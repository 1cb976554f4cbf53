import Glibc

/// Makes scenarios that are small and nasty: around changes of clocks, with ends that touch, at the edges of the rules.
struct RandomScenario {
  var chance: Chance
  let home: PlainZone
  /// The owner's day around which everything happens.
  let focus: PlainDay

  init(seed: Int) {
    var chance = Chance(seed: seed)
    if chance.percent(5) {
      let oddity = chance.one(of: RandomDay.oddities)
      home = PlainZones.named(oddity.zone)
      focus = oddity.day
    } else {
      home = PlainZones.named(chance.one(of: PlainZones.names))
      focus = RandomDay.day(in: home, &chance)
    }
    self.chance = chance
  }

  /// How many of them tests try; a million by `make check-slots`.
  static var count: Int {
    get throws { try count(asked: getenv("CALENTO_SCENARIOS").map { String(cString: $0) }) }
  }

  static func count(asked: String?) throws -> Int {
    guard let asked else { return 100_000 }
    guard let count = Int(asked), count > 0 else { throw NoCount(asked: asked) }
    return count
  }

  struct NoCount: Error, CustomStringConvertible {
    let asked: String
    var description: String { "CALENTO_SCENARIOS is how many scenarios to try, from 1: not '\(asked)'" }
  }

  static func scenario(seed: Int) -> PlainScenario {
    var maker = RandomScenario(seed: seed)
    return maker.scenario()
  }

  /// The scenario of this seed with more that takes time, but no meeting of its link that guests could join.
  static func fuller(seed: Int) -> PlainScenario {
    var maker = RandomScenario(seed: seed)
    var scenario = maker.scenario()
    let starts = maker.startsOfWindows(&scenario)
    if maker.chance.percent(50) {
      scenario.events.append(maker.event(starts, scenario))
    } else {
      var booking = maker.booking(starts, scenario.link)
      booking.isOtherLink = true
      scenario.bookings.append(booking)
    }
    return scenario
  }

  private mutating func scenario() -> PlainScenario {
    let from = focus + chance.one(of: [-1, -1, 0, 0, 1])
    var scenario = PlainScenario(
      now: home.instant(of: (focus - chance.between(0, 3)) * PlainCalendar.day + minute()),
      zone: home.name, weekStart: chance.maybe(30, Array(0..<7)), hours: week(),
      link: link(), guestZone: chance.percent(30) ? home.name : chance.one(of: PlainZones.names),
      dates: PlainScenario.Days(from: from, to: from + chance.one(of: [0, 0, 1, 1, 2, 3])))
    if chance.percent(3) { scenario.dates.to += chance.below(12) }
    for day in focus - 2...focus + 2 where chance.percent(8) {
      scenario.overrides.append(PlainScenario.Override(day: day, windows: windows()))
    }
    let starts = startsOfWindows(&scenario)
    if chance.percent(30), let start = touching(starts) {
      scenario.now = start - (scenario.link.notice ?? 0) * PlainCalendar.minute
    }
    for _ in 0..<chance.one(of: [0, 1, 1, 2, 2, 3, 5]) { scenario.events.append(event(starts, scenario)) }
    for _ in 0..<chance.one(of: [0, 0, 1, 2, 3, 4]) { scenario.bookings.append(booking(starts, scenario.link)) }
    return scenario
  }

  /// Some candidates: up to three of each window. Asks for a single date where there are a great many, which would take
  /// the time of many small scenarios.
  private mutating func startsOfWindows(_ scenario: inout PlainScenario) -> [PlainInstant] {
    let windows = PlainWindows(scenario, home: home).stretches(on: scenario.dates.from...scenario.dates.to)
    let increment = (scenario.link.increment ?? scenario.link.duration) * PlainCalendar.minute
    if windows.reduce(0, { $0 + ($1.end - $1.start) / increment }) > 100 { scenario.dates.to = scenario.dates.from }
    return windows.flatMap { window in
      let steps = (window.end - window.start - 1) / increment
      return Set([0, chance.below(steps + 1), steps]).sorted().map { window.start + $0 * increment }
    }
  }

  /// A little before, at, or a little after one of these.
  mutating func touching(_ instants: [PlainInstant]) -> PlainInstant? {
    instants.isEmpty ? nil : chance.one(of: instants) + chance.one(of: [0, 0, 0, -1, 1, PlainCalendar.second])
  }

  /// Minutes of a day as a reading's part, mostly where clocks change.
  mutating func minute() -> PlainReading { minuteOfDay() * PlainCalendar.minute }

  mutating func minuteOfDay() -> Int {
    switch chance.below(10) {
    case 0...3: 30 * chance.below(8)
    case 4: 60 * 24 - 30 * chance.below(4) - 30
    case 5, 6: 15 * chance.below(96)
    case 7: chance.below(24 * 60)
    default: 9 * 60 + 30 * chance.below(16)
    }
  }
}

// MARK: Hours and the link

extension RandomScenario {
  private mutating func week() -> [[PlainScenario.Window]] {
    let kinds = [windows(), windows(), windows()]
    return (0..<7).map { _ in chance.one(of: kinds) }
  }

  private mutating func windows() -> [PlainScenario.Window] {
    switch chance.below(14) {
    case 0: return []
    case 1: return [PlainScenario.Window(from: 0, to: 24 * 60)]
    case 2, 3: return [PlainScenario.Window(from: 22 * 60, to: 24 * 60), PlainScenario.Window(from: 0, to: 150)]
    case 4, 5: return [PlainScenario.Window(from: 0, to: 60 * chance.between(1, 6))]
    case 6: return [PlainScenario.Window(from: 60 * chance.between(20, 23), to: 24 * 60)]
    default: return (0...chance.below(2)).map { _ in window() }
    }
  }

  private mutating func window() -> PlainScenario.Window {
    let from = min(minuteOfDay(), 24 * 60 - 1)
    let length = chance.one(of: [1, 15, 30, 60, 60, 90, 120, 120, 180, 240, 240, 480])
    return PlainScenario.Window(from: from, to: min(from + length, 24 * 60))
  }

  private mutating func link() -> PlainScenario.Link {
    var link = PlainScenario.Link(duration: chance.one(of: [15, 20, 30, 30, 30, 45, 60, 60, 60, 90, 120, 240, 1500]))
    link.increment = chance.maybe(40, [7, 10, 15, 20, 30, 30, 45, 60, 60, 75, 90, 120, 1440])
    link.bufferBefore = chance.maybe(30, [0, 5, 10, 15, 15, 30, 60, 720, 4320])
    link.bufferAfter = chance.maybe(30, [0, 5, 10, 15, 15, 30, 60, 1440, 4320])
    link.notice = chance.maybe(40, [0, 1, 30, 60, 120, 720, 1440, 2880])
    link.daysAhead = chance.maybe(30, [0, 1, 2, 3, 365])
    link.dailyLimit = chance.maybe(30, [1, 1, 2, 3])
    link.weeklyLimit = chance.maybe(30, [1, 2, 2, 3])
    link.seats = chance.maybe(60, [1, 2, 3, 5])
    if chance.percent(15) { link.hours = week() }
    if chance.percent(15) {
      let first = focus + chance.between(-2, 2)
      link.bookable = PlainScenario.Days(from: first, to: first + chance.below(3))
    }
    return link
  }
}
