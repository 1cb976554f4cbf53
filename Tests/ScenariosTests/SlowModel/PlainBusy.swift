/// What one event takes of its owner's time: rules 15, 16 and 17.
struct PlainBusy {
  let event: PlainScenario.Event
  /// The zone that the event's readings belong to.
  let zone: PlainZone
  /// The owner's.
  let home: PlainZone

  init(_ event: PlainScenario.Event, home: PlainZone) {
    self.event = event
    self.home = home
    zone = event.zone.map(PlainZones.named) ?? home
  }

  /// All that it takes by occurrences that begin on days up to `last`, and by instances of any time.
  func stretches(through last: PlainDay) -> [PlainStretch] {
    guard blocks else { return [] }
    return (occurrences(through: last) + movedInstances).filter(\.hasLength)
  }

  /// Rule 15: who does not take part, or shows as free, is not taken.
  private var blocks: Bool {
    event.status != "cancelled" && event.transparency != "transparent" && event.response != "declined"
  }

  /// Rule 17: all occurrences but those taken out, moved or cancelled.
  private func occurrences(through last: PlainDay) -> [PlainStretch] {
    let gone = event.exdates + event.instances.map(\.original)
    return startDays(through: last).filter { day in !gone.contains { isSame($0, day) } }.map(occurrence)
  }

  /// Rule 17: an instance blocks whether or not it took an occurrence's place.
  private var movedInstances: [PlainStretch] {
    event.instances.compactMap { instance in
      guard let start = instance.start, let end = instance.end else { return nil }
      return stretch(start, end)
    }
  }

  /// Rule 17: the first day counts, whether or not the rule gives it.
  private func startDays(through last: PlainDay) -> [PlainDay] {
    var days = [firstDay]
    guard let rule = event.rule, firstDay < last else { return days }
    for day in firstDay + 1...last {
      if days.count == rule.count || isPast(rule.until, day) { break }
      if rule.gives(day, first: firstDay) { days.append(day) }
    }
    return days
  }

  /// Rule 17: an `UNTIL` that is a date includes that whole date, the others the very time they name.
  private func isPast(_ until: PlainMoment?, _ day: PlainDay) -> Bool {
    switch until {
    case nil: false
    case .day(let until): day > until
    case .reading(let until): startReading(on: day) > until
    case .instant(let until): start(on: day) > until
    }
  }

  /// An exception names the occurrence that begins at the same instant, or at the same reading of the event's clock; of
  /// whole days the one that begins on that date.
  private func isSame(_ exception: PlainMoment, _ day: PlainDay) -> Bool {
    switch exception {
    case .day(let named): named == day
    case .reading(let reading): reading == startReading(on: day) || zone.instant(of: reading) == start(on: day)
    case .instant(let instant) where event.isAllDay: home.day(at: instant) == day
    case .instant(let instant): instant == start(on: day) || zone.reading(at: instant) == startReading(on: day)
    }
  }

  /// Rule 16 for whole days, which keep their number; rule 17 for the rest, which keep their elapsed length.
  private func occurrence(on day: PlainDay) -> PlainStretch {
    if case .day(let first) = event.start, case .day(let last) = event.end {
      return wholeDays(day, day + last - first)
    }
    let first = stretch(event.start, event.end)
    let start = start(on: day)
    return PlainStretch(start: start, end: start + first.end - first.start)
  }

  private func start(on day: PlainDay) -> PlainInstant {
    if case .instant(let start) = event.start, event.rule == nil { return start }
    return event.isAllDay ? home.edge(of: day * PlainCalendar.day) : zone.instant(of: startReading(on: day))
  }

  private func startReading(on day: PlainDay) -> PlainReading {
    day * PlainCalendar.day + firstReading - firstDay * PlainCalendar.day
  }

  private var firstDay: PlainDay { PlainCalendar.day(of: firstReading) }

  /// Rule 17: a start given as an instant is first read in the event's zone.
  private var firstReading: PlainReading {
    switch event.start {
    case .instant(let instant): zone.reading(at: instant)
    case .reading(let reading): reading
    case .day(let day): day * PlainCalendar.day
    }
  }

  /// From one end to the other. Where rule 1 moves a skipped start onto or beyond its end, the event lasts as long as it
  /// reads: somebody planned it.
  private func stretch(_ start: PlainMoment, _ end: PlainMoment) -> PlainStretch {
    if case .day(let first) = start, case .day(let last) = end { return wholeDays(first, last) }
    var stretch = PlainStretch(start: instant(start), end: instant(end))
    if case .reading(let from) = start, case .reading(let to) = end, !stretch.hasLength {
      stretch.end = stretch.start + to - from
    }
    return stretch
  }

  /// Rule 16: whole civil days in the owner's zone, both included.
  private func wholeDays(_ first: PlainDay, _ last: PlainDay) -> PlainStretch {
    PlainStretch(
      start: home.edge(of: first * PlainCalendar.day), end: home.edge(of: (last + 1) * PlainCalendar.day))
  }

  private func instant(_ moment: PlainMoment) -> PlainInstant {
    switch moment {
    case .instant(let instant): instant
    case .reading(let reading): zone.instant(of: reading)
    case .day(let day): home.edge(of: day * PlainCalendar.day)
    }
  }
}
