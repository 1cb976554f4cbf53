import CivilTime

/// The clock a series is counted on: its zone and its first start, with the lengths its occurrences have. Everything is
/// in seconds of a clock that is never changed; whole days begin at its midnights.
struct SeriesClock {
  let zone: Zone
  let start: LocalDateTime
  let isAllDay: Bool

  /// What an instant has beyond the full second; readings have none.
  private let fraction: Int64
  private let length: Int64
  private let dayCount: Int

  init(_ timing: Timing, allDayIn ownZone: Zone) {
    switch timing {
    case .days(let first, let count):
      self.init(zone: ownZone, LocalDateTime(date: first, time: .midnight), isAllDay: true, dayCount: count)
    case .clock(let start, let zone, let length):
      self.init(zone: zone, start, length: max(0, length))
    case .instants(let range, let zone):
      let fraction = Int64(range.start.microsecondOfSecond)
      self.init(zone: zone, zone.local(range.start), length: range.microseconds, fraction: fraction)
    }
  }

  private init(
    zone: Zone, _ start: LocalDateTime, isAllDay: Bool = false, length: Int64 = 0, fraction: Int64 = 0,
    dayCount: Int = 0
  ) {
    self.zone = zone
    self.start = start
    self.isAllDay = isAllDay
    self.length = length
    self.fraction = fraction
    // No more days than the calendar has, so that no sum overflows.
    self.dayCount = max(1, min(dayCount, LocalDate.last.days(since: .first)))
  }

  /// The longest an occurrence can take, for looking back from a window.
  var lengthInSeconds: Int {
    isAllDay ? (dayCount + 1) * LocalTime.secondsPerDay : Int(length / Instant.microsecondsPerSecond) + 1
  }

  func instant(_ wall: Int) -> Instant {
    let reading = LocalDateTime(wallSeconds: wall)
    return isAllDay ? zone.edge(of: reading) : zone.instant(of: reading).adding(microseconds: fraction)
  }

  func wall(_ instant: Instant) -> Int {
    align(zone.local(instant).wallSeconds)
  }

  /// The readings that may mean this instant or one on its other side: more than one where the clocks are changed within
  /// a day of it, for a skipped reading means an instant that reads later.
  func readings(at instant: Instant) -> ClosedRange<Int> {
    let day = LocalTime.secondsPerDay
    let offsets = [-day, 0, day].map { zone.offset(at: instant.adding(seconds: $0)) }
    let change = (offsets.max() ?? 0) - (offsets.min() ?? 0)
    let wall = zone.local(instant).wallSeconds
    return wall - change...wall + change
  }

  /// Whole days begin at midnight, whatever time of day somebody wrote.
  func align(_ wall: Int) -> Int {
    isAllDay ? floorDivide(wall, by: LocalTime.secondsPerDay) * LocalTime.secondsPerDay : wall
  }

  /// What an occurrence takes that starts at this reading, or at this instant where the reading alone is not enough.
  func place(wall: Int, start: Instant) -> (range: TimeRange, dates: ClosedRange<LocalDate>?) {
    guard isAllDay else { return (TimeRange(from: start, to: start.adding(microseconds: length)), nil) }
    let first = LocalDateTime(wallSeconds: wall).date
    let dates = first...first.adding(days: dayCount - 1)
    return (zone.days(dates), dates)
  }
}
