public import CivilTime

extension Moment {
  /// An instant as a reading in a zone, so that others' calendars follow if the zone's rules change; in UTC where the
  /// zone's clock shows that reading twice, about which readers differ.
  public init(_ instant: Instant, in zone: Zone) {
    let reading = zone.local(instant)
    self = Moment.isShownTwice(reading, at: instant, in: zone) ? .utc(instant) : .zoned(reading, zone)
  }

  private static func isShownTwice(_ reading: LocalDateTime, at instant: Instant, in zone: Zone) -> Bool {
    let nearby = TimeRange(
      from: instant.adding(seconds: -LocalTime.secondsPerDay), to: instant.adding(seconds: LocalTime.secondsPerDay))
    return zone.transitions(in: nearby).contains { change in
      let (before, after) = (change.instant.seconds + change.offsetBefore, change.instant.seconds + change.offsetAfter)
      return after < before && (after..<before).contains(reading.wallSeconds)
    }
  }
}
