public import CivilTime

extension Recurrence {
  /// The occurrences that share an instant with the window (or begin in it, if they have no length), by start.
  ///
  /// Costs what the window holds, however long the series has been running; see `ExpansionLimits` for what is refused.
  public func occurrences(
    in window: TimeRange, allDayIn zone: Zone, atMost limit: Int = ExpansionLimits.occurrences
  ) throws(ExpansionError) -> [Occurrence] {
    let clock = SeriesClock(timing, allDayIn: zone)
    let changes = SeriesChanges(self, on: clock, allDayIn: zone)
    var occurrences: [Occurrence] = []
    for start in try starts(on: clock, reachedFrom: window, changes, limit) {
      guard let occurrence = changes.place(start), occurrence.touches(window) else { continue }
      occurrences.append(occurrence)
    }
    occurrences += changes.instances.filter { $0.touches(window) }
    if !changes.isEmpty { occurrences.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) } }
    return occurrences
  }

  /// The stretches of time the occurrences within the window take, by start. Occurrences without length take none.
  public func busy(
    in window: TimeRange, allDayIn zone: Zone, atMost limit: Int = ExpansionLimits.occurrences
  ) throws(ExpansionError) -> [TimeRange] {
    try occurrences(in: window, allDayIn: zone, atMost: limit).map(\.range).filter { !$0.isEmpty }
  }
}

/// Where a series puts one of its occurrences, before anything is left out or moved.
struct SeriesStart {
  let wall: Int
  let instant: Instant

  /// For an added occurrence that brings its own length.
  var range: TimeRange?
}

extension Recurrence {
  private func starts(
    on clock: SeriesClock, reachedFrom window: TimeRange, _ changes: SeriesChanges, _ limit: Int
  ) throws(ExpansionError) -> [SeriesStart] {
    var starts = try ruleStarts(on: clock, reachedFrom: window, changes, limit)
    guard !added.isEmpty else { return starts }
    starts += added.map { clock.start($0) }
    starts.sortAndDropEqual(wholeDays: clock.isAllDay)
    return starts
  }

  private func ruleStarts(
    on clock: SeriesClock, reachedFrom window: TimeRange, _ changes: SeriesChanges, _ limit: Int
  ) throws(ExpansionError) -> [SeriesStart] {
    let first = clock.start.wallSeconds
    guard let rule else {
      // Nothing repeats: the very instant counts, even the second of two that read the same.
      if case .instants(let range, _) = timing { return [SeriesStart(wall: first, instant: range.start)] }
      return [SeriesStart(wall: first, instant: clock.instant(first))]
    }
    // Lengths elapse, shifts are read: the clocks may be changed while an occurrence lasts.
    let earliest = window.start.adding(seconds: -max(clock.lengthInSeconds, changes.longest))
    let lowest = clock.readings(at: earliest).lowerBound - changes.shift
    let latest = clock.readings(at: window.end).upperBound + changes.shift
    let highest = min(latest, LocalDateTime(wallSeconds: .max).wallSeconds)
    let walls = try rule.starts(from: clock.start, within: lowest...max(lowest, highest), on: clock, limit)
    var starts: [SeriesStart] = []
    starts.reserveCapacity(walls.count)
    var isRising = true
    for wall in walls.lazy.map({ clock.align($0) }) {
      let instant = clock.instant(wall)
      if case .until(.instant(let until)) = rule.end, instant > until, wall != first { continue }
      if let last = starts.last, instant <= last.instant { isRising = false }
      starts.append(SeriesStart(wall: wall, instant: instant))
    }
    // A skipped reading can move onto or beyond the ones after it.
    if !isRising { starts.sortAndDropEqual(wholeDays: clock.isAllDay) }
    return starts
  }
}

extension [SeriesStart] {
  /// Whole days are told apart by date: one that the zone skips takes no time, but begins with the day after it.
  fileprivate mutating func sortAndDropEqual(wholeDays: Bool) {
    sort { ($0.instant, $0.wall) < ($1.instant, $1.wall) }
    var last: SeriesStart?
    removeAll { start in
      defer { last = start }
      guard let last, start.instant == last.instant else { return false }
      return !wholeDays || start.wall == last.wall
    }
  }
}

extension RecurrenceRule {
  /// The starts on a clock that is never changed, rising. Near a change of clocks an UNTIL that is an instant may let
  /// some through that turn out too late.
  fileprivate func starts(
    from start: LocalDateTime, within bounds: ClosedRange<Int>, on clock: SeriesClock, _ limit: Int
  ) throws(ExpansionError) -> [Int] {
    var count: Int?
    var highest = bounds.upperBound
    switch end {
    case .never: break
    case .count(let number): count = number
    case .until(.instant(let until)): highest = min(highest, clock.readings(at: until).upperBound)
    case .until(.civil(let until)): highest = min(highest, until.wallSeconds)
    case .until(.date(let until)): highest = min(highest, (until.dayNumber + 1) * LocalTime.secondsPerDay - 1)
    }
    // The first occurrence stands even beyond UNTIL.
    let first = start.wallSeconds
    guard highest > first, highest >= bounds.lowerBound else { return bounds.contains(first) ? [first] : [] }
    var collector = try StartCollector(
      first: first, count: count, within: bounds.lowerBound...highest, atMost: limit)
    let plan = RulePlan(self, start: start, wholeDays: clock.isAllDay)
    if let unit = frequency.unit {
      var walk = StepWalk(plan, unit: unit)
      try walk.run(into: &collector)
    } else {
      var walk = SetWalk(plan)
      try walk.run(into: &collector)
    }
    return collector.starts
  }
}

extension SeriesClock {
  fileprivate func start(_ added: Recurrence.Added) -> SeriesStart {
    switch added {
    case .range(let range): SeriesStart(wall: wall(range.start), instant: range.start, range: range)
    // A bare date means the usual time on that date.
    case .start(.date(let date)) where !isAllDay:
      start(at: LocalDateTime(date: date, time: start.time).wallSeconds)
    case .start(let original): start(at: original)
    }
  }

  private func start(at wall: Int) -> SeriesStart {
    SeriesStart(wall: wall, instant: instant(wall))
  }

  /// An original start as both reading and instant.
  func start(at original: Recurrence.OriginalStart) -> SeriesStart {
    switch original {
    case .instant(let instant) where !isAllDay: SeriesStart(wall: wall(instant), instant: instant)
    case .instant(let instant): start(at: wall(instant))
    case .civil(let reading): start(at: align(reading.wallSeconds))
    case .date(let date): start(at: LocalDateTime(date: date, time: .midnight).wallSeconds)
    }
  }
}
