// How random scenarios' events come again.

extension RandomScenario {
  /// Gives an event a rule that began some time ago, exceptions and instances; now and then those without the rule.
  mutating func repeats(_ event: inout PlainScenario.Event) {
    let clock = event.zone.map(PlainZones.named) ?? home
    let days = chance.percent(92) ? chance.below(20) : chance.below(400)
    move(&event, backBy: days, clock)
    var rule = rule()
    let first = firstReading(event, clock)
    if chance.percent(25) {
      rule.count = chance.one(of: [1, 2, 3, 5, 10, 20])
    } else if chance.percent(30) && first % PlainCalendar.second == 0 {
      rule.until = until(first, clock)
    }
    event.rule = chance.percent(92) ? rule : nil
    for _ in 0..<chance.one(of: [0, 0, 0, 1, 2]) { event.exdates.append(exception(event, rule, first, clock)) }
    for _ in 0..<chance.one(of: [0, 0, 0, 1, 2]) { addInstance(to: &event, rule, first, clock) }
  }

  private mutating func rule() -> PlainRule {
    var rule = PlainRule(frequency: chance.one(of: [.daily, .daily, .daily, .weekly, .weekly, .monthly, .yearly]))
    rule.interval = chance.maybe(30, [1, 2, 3])
    let anyDay = { (chance: inout Chance) in PlainRule.NumberedWeekday(weekday: chance.below(7)) }
    switch rule.frequency {
    case .daily where chance.percent(15):
      rule.weekdays = (0..<4).map { _ in anyDay(&chance) }
    case .daily where chance.percent(10):
      rule.monthDays = (0..<5).map { _ in monthDay() }
    case .weekly where chance.percent(70):
      rule.weekdays = (0...chance.below(4)).map { _ in anyDay(&chance) }
      rule.weekStart = chance.maybe(50, Array(0..<7))
    case .monthly where chance.percent(40):
      rule.weekdays = (0...chance.below(3)).map { _ in
        PlainRule.NumberedWeekday(ordinal: chance.one(of: [0, 1, 2, 4, 5, -1, -2, -5]), weekday: chance.below(7))
      }
      if chance.percent(25) { rule.monthDays = (0..<8).map { _ in monthDay() } }
    case .monthly where chance.percent(60):
      rule.monthDays = (0...chance.below(4)).map { _ in monthDay() }
    default: break
    }
    return rule
  }

  private mutating func monthDay() -> Int {
    chance.percent(50)
      ? PlainCalendar.date(focus + chance.between(-2, 2)).date : chance.one(of: [1, 15, 29, 30, 31, -1, -2, -31])
  }

  private mutating func move(_ event: inout PlainScenario.Event, backBy days: Int, _ clock: PlainZone) {
    switch (event.start, event.end) {
    case (.day(let start), .day(let end)):
      event.start = .day(start - days)
      event.end = .day(end - days)
    default:
      let back = days * PlainCalendar.day
      let length = instant(event.end, clock) - instant(event.start, clock)
      let start = instant(event.start, clock)
      if case .reading(let reading) = event.start {
        event.start = .reading(reading - back)
      } else {
        event.start = .instant(clock.instant(of: clock.reading(at: start) - back))
      }
      event.end = .instant(instant(event.start, clock) + length)
      if case .reading = event.start, chance.percent(60) {
        let end = clock.reading(at: instant(event.end, clock))
        if clock.instant(of: end) >= instant(event.start, clock) { event.end = .reading(end) }
      }
    }
  }

  private func firstReading(_ event: PlainScenario.Event, _ clock: PlainZone) -> PlainReading {
    switch event.start {
    case .instant(let instant): clock.reading(at: instant)
    case .reading(let reading): reading
    case .day(let day): day * PlainCalendar.day
    }
  }

  /// At an occurrence, a hair beside it, or at the date.
  private mutating func until(_ first: PlainReading, _ clock: PlainZone) -> PlainMoment {
    let day = max(focus + chance.one(of: [-2, -1, 0, 0, 0, 1, 2, 3]), PlainCalendar.day(of: first))
    let time = first - PlainCalendar.day(of: first) * PlainCalendar.day
    let whole = PlainCalendar.second
    let reading = PlainCalendar.whole(day * PlainCalendar.day + time, per: whole) * whole
    switch chance.below(3) {
    case 0: return .day(day)
    case 1: return .reading(reading + chance.one(of: [0, 0, -whole, whole, 3600 * whole, -3600 * whole]))
    default:
      return .instant(
        clock.instant(of: reading) + chance.one(of: [0, 0, -whole, whole, 1800 * whole, 2700 * whole, 3600 * whole]))
    }
  }

  /// A start of the event, mostly one that the rule gives.
  private mutating func exception(
    _ event: PlainScenario.Event, _ rule: PlainRule, _ first: PlainReading, _ clock: PlainZone
  ) -> PlainMoment {
    let firstDay = PlainCalendar.day(of: first)
    var day = max(focus + chance.between(-2, 3), firstDay)
    if chance.percent(75) {
      for _ in 0..<40 where !rule.gives(day, first: firstDay) { day += 1 }
    }
    if event.isAllDay {
      return chance.percent(75) ? .day(day) : .instant(home.edge(of: day * PlainCalendar.day))
    }
    var reading = first + (day - firstDay) * PlainCalendar.day
    if chance.percent(15) { reading += chance.one(of: [1, 30, 60]) * PlainCalendar.minute }
    if case .reading = event.start, chance.percent(60) { return .reading(reading) }
    let instant = clock.instant(of: reading)
    let isRepeated = clock.reading(at: instant + PlainCalendar.hour) == reading
    return .instant(isRepeated && chance.percent(50) ? instant + PlainCalendar.hour : instant)
  }

  private mutating func addInstance(
    to event: inout PlainScenario.Event, _ rule: PlainRule, _ first: PlainReading, _ clock: PlainZone
  ) {
    let original = exception(event, rule, first, clock)
    guard !event.instances.contains(where: { $0.original == original }) else { return }
    var instance = PlainScenario.Instance(original: original)
    let day = focus + chance.between(-1, 2)
    if event.isAllDay && chance.percent(70) {
      instance.start = .day(day)
      instance.end = .day(day + chance.below(2))
    } else if !event.isAllDay && chance.percent(70) {
      let reading = day * PlainCalendar.day + minute()
      let length = chance.one(of: [0, 15, 30, 60, 120, 2880]) * PlainCalendar.minute
      instance.start = chance.percent(60) ? .reading(reading) : .instant(clock.instant(of: reading))
      instance.end = .instant(clock.instant(of: reading) + length)
      if chance.percent(50) && clock.instant(of: reading + length) >= clock.instant(of: reading) {
        instance.end = .reading(reading + length)
      }
    }
    event.instances.append(instance)
  }
}
