import CivilTime

/// Reads the dates of rising instants in one zone: most fall on the date of the one before, which costs a comparison.
struct DateReader {
  private let zone: Zone
  private var period: ZonePeriod

  /// The date that was read last, and the instants that read as it without a break.
  private(set) var date: LocalDate
  private var from: Instant
  private(set) var until: Instant

  init(_ zone: Zone, from instant: Instant) {
    self.zone = zone
    period = zone.period(at: instant)
    date = .first
    from = instant
    until = instant
    read(instant)
  }

  /// Whether this instant has another date than the one before.
  @inline(__always)
  mutating func moves(to instant: Instant) -> Bool {
    if instant.microseconds < until.microseconds, instant.microseconds >= from.microseconds { return false }
    let before = date
    read(instant)
    return date != before
  }

  private mutating func read(_ instant: Instant) {
    if !period.range.contains(instant) { period = zone.period(at: instant) }
    date = period.local(instant).date
    let midnight = LocalDateTime(date: date, time: .midnight).wallSeconds - period.offset
    from = max(period.range.start, Instant(seconds: midnight))
    until = min(period.range.end, Instant(seconds: midnight + LocalTime.secondsPerDay))
  }
}
