// What random scenarios' owners have in their calendars.

extension RandomScenario {
  mutating func booking(_ starts: [PlainInstant], _ link: PlainScenario.Link) -> PlainScenario.Booking {
    var start = chance.percent(70) && !starts.isEmpty ? chance.one(of: starts) : anyInstant()
    if chance.percent(15) {
      start = home.instant(of: home.reading(at: start) + chance.between(-6, 6) * PlainCalendar.day)
    }
    let length = chance.percent(80) ? link.duration : chance.one(of: [1, 15, 30, 60, 240])
    var booking = PlainScenario.Booking(start: start, end: start + length * PlainCalendar.minute)
    booking.bufferBefore = chance.maybe(30, [0, 5, 15, 30, 720])
    booking.bufferAfter = chance.maybe(30, [0, 5, 15, 30, 1440, 10_080])
    booking.status = chance.maybe(50, ["confirmed", "pending", "cancelled", "declined", "completed", "no_show"])
    booking.guests = chance.maybe(40, [1, 1, 2, 3])
    booking.isOtherLink = chance.percent(25)
    return booking
  }

  mutating func event(_ starts: [PlainInstant], _ scenario: PlainScenario) -> PlainScenario.Event {
    var event =
      switch chance.below(12) {
      case 0, 1: wholeDays()
      case 2...5: timed()
      case 6: reaching(PlainZones.named(scenario.guestZone).edge(of: scenario.dates.from * PlainCalendar.day))
      default: touching(starts, scenario.link)
      }
    if event.rule == nil && chance.percent(45) { repeats(&event) }
    event.status = chance.maybe(15, ["confirmed", "tentative", "cancelled"])
    event.transparency = chance.maybe(10, ["opaque", "transparent"])
    event.response = chance.maybe(15, ["accepted", "tentative", "needs_action", "declined"])
    if chance.percent(10) { event.minutesAhead = chance.one(of: [120, -570, 345]) }
    return event
  }

  private mutating func wholeDays() -> PlainScenario.Event {
    let first = focus + chance.between(-2, 2)
    var event = PlainScenario.Event(start: .day(first), end: .day(first + chance.one(of: [0, 0, 0, 1, 2])))
    event.isAllDay = true
    event.zone = chance.maybe(20, PlainZones.names)
    return event
  }

  /// Each end as an instant or as a reading, of the owner's clock or another one.
  private mutating func timed() -> PlainScenario.Event {
    let reading = (focus + chance.between(-2, 2)) * PlainCalendar.day + minute()
    let length = length()
    let zone = chance.maybe(30, PlainZones.names)
    var event = PlainScenario.Event(start: .reading(reading), end: .reading(reading + length), zone: zone)
    let clock = zone.map(PlainZones.named) ?? home
    if chance.percent(25) { event.start = .instant(clock.instant(of: reading)) }
    if chance.percent(25) || isBackwards(event, clock) { event.end = .instant(instant(event.start, clock) + length) }
    return event
  }

  /// Mostly of a meeting, at times of days, give or take what a change of clocks may add to them.
  private mutating func length() -> Int {
    let minutes =
      chance.percent(75)
      ? chance.one(of: [0, 1, 15, 30, 30, 60, 60, 90, 180, 600])
      : chance.one(of: [1440, 1440, 2880, 2880, 4320, 30_000]) + chance.one(of: [-60, -30, 0, 30, 60, 240])
    return minutes * PlainCalendar.minute
  }

  /// Before or after a meeting at one of these starts, so that it touches it or is a hair off.
  private mutating func touching(_ starts: [PlainInstant], _ link: PlainScenario.Link) -> PlainScenario.Event {
    let length = chance.one(of: [1, 15, 30, 60, 120]) * PlainCalendar.minute
    var start = touching(starts) ?? anyInstant()
    if chance.percent(50) {
      start += (link.duration + (link.bufferAfter ?? 0)) * PlainCalendar.minute
    } else {
      start -= (link.bufferBefore ?? 0) * PlainCalendar.minute + length
    }
    return PlainScenario.Event(
      start: .instant(start), end: .instant(start + length), zone: chance.maybe(30, PlainZones.names))
  }

  /// Every week for days on end, just into or to the first date that the guest asks for.
  private mutating func reaching(_ first: PlainInstant) -> PlainScenario.Event {
    let zone = chance.maybe(30, PlainZones.names)
    let clock = zone.map(PlainZones.named) ?? home
    let length = chance.between(1, 3) * PlainCalendar.day + chance.one(of: [-60, 0, 30, 720]) * PlainCalendar.minute
    let end = first + chance.one(of: [0, 15, 30, 45, 60, 90]) * PlainCalendar.minute
    let start = clock.reading(at: end - length) - 7 * chance.below(4) * PlainCalendar.day
    var event = PlainScenario.Event(
      start: .reading(start), end: .instant(clock.instant(of: start) + length), zone: zone)
    event.rule = PlainRule(frequency: .weekly)
    return event
  }

  private mutating func anyInstant() -> PlainInstant {
    home.instant(of: (focus + chance.between(-1, 2)) * PlainCalendar.day + minute())
  }

  func instant(_ moment: PlainMoment, _ clock: PlainZone) -> PlainInstant {
    switch moment {
    case .instant(let instant): instant
    case .reading(let reading): clock.instant(of: reading)
    case .day(let day): home.edge(of: day * PlainCalendar.day)
    }
  }

  private func isBackwards(_ event: PlainScenario.Event, _ clock: PlainZone) -> Bool {
    instant(event.end, clock) < instant(event.start, clock)
  }
}
