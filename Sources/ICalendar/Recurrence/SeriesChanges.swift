import CivilTime

/// What was left out of a series, moved or cancelled, laid out for asking start by start.
struct SeriesChanges {
  /// The occurrences that take place elsewhere than the rule put them, or that it never knew.
  private(set) var instances: [Occurrence] = []

  /// How many seconds of the clock a changed occurrence may lie away from where the rule puts it.
  private(set) var shift = 0

  /// How many seconds a changed occurrence may last.
  private(set) var longest = 0

  private let clock: SeriesClock
  private var instants: Set<Instant> = []
  private var walls: Set<Int> = []
  private var dates: Set<Int> = []
  private var lasting: [Lasting] = []

  /// A change of one occurrence and all later ones.
  private struct Lasting {
    let from: Instant
    let shift: Int

    /// Nil where they are all cancelled.
    let clock: SeriesClock?
  }

  init(_ series: Recurrence, on clock: SeriesClock, allDayIn zone: Zone) {
    self.clock = clock
    for original in series.leftOut { takeOut(original) }
    for (index, instance) in series.instances.enumerated() {
      takeOut(instance.original)
      add(instance, index: index, allDayIn: zone)
    }
    lasting.sort { $0.from < $1.from }
  }

  var isEmpty: Bool {
    instants.isEmpty && dates.isEmpty && instances.isEmpty && lasting.isEmpty
  }

  /// The occurrence that a start becomes; nil if it was left out, cancelled or put elsewhere.
  func place(_ start: SeriesStart) -> Occurrence? {
    guard !isTakenOut(start) else { return nil }
    if let change = lasting.last(where: { $0.from <= start.instant }) {
      guard let changed = change.clock else { return nil }
      let wall = start.wall + change.shift
      let (range, dates) = changed.place(wall: wall, start: clock.instant(wall))
      return Occurrence(original: start.instant, range: range, dates: dates, instance: nil)
    }
    if let range = start.range {
      return Occurrence(original: start.instant, range: range, dates: nil, instance: nil)
    }
    let (range, dates) = clock.place(wall: start.wall, start: start.instant)
    return Occurrence(original: start.instant, range: range, dates: dates, instance: nil)
  }

  private func isTakenOut(_ start: SeriesStart) -> Bool {
    if !instants.isEmpty, instants.contains(start.instant) || walls.contains(start.wall) { return true }
    return !dates.isEmpty && dates.contains(floorDivide(start.wall, by: LocalTime.secondsPerDay))
  }

  private mutating func takeOut(_ original: Recurrence.OriginalStart) {
    let start = clock.start(at: original)
    if case .date(let date) = original {
      dates.insert(date.dayNumber)
    } else if clock.isAllDay {
      dates.insert(floorDivide(start.wall, by: LocalTime.secondsPerDay))
    } else {
      instants.insert(start.instant)
      walls.insert(start.wall)
    }
  }

  private mutating func add(_ instance: Recurrence.Instance, index: Int, allDayIn zone: Zone) {
    let original = clock.start(at: instance.original)
    guard let timing = instance.timing else {
      if instance.andFuture { lasting.append(Lasting(from: original.instant, shift: 0, clock: nil)) }
      return
    }
    let range = timing.range(allDayIn: zone)
    let changed = SeriesClock(timing, allDayIn: zone)
    let dates = changed.isAllDay ? changed.place(wall: changed.start.wallSeconds, start: range.start).dates : nil
    instances.append(Occurrence(original: original.instant, range: range, dates: dates, instance: index))
    guard instance.andFuture, changed.isAllDay == clock.isAllDay else { return }
    let shift = clock.wall(range.start) - original.wall
    lasting.append(Lasting(from: original.instant, shift: shift, clock: changed))
    self.shift = max(self.shift, abs(shift))
    longest = max(longest, changed.lengthInSeconds)
  }
}
