public import CivilTime

/// A point in time as a calendar means it: a whole day, a reading that holds wherever one is, a reading in a zone, or an
/// instant.
public enum Moment: Hashable, Sendable {
  case date(LocalDate)
  case floating(LocalDateTime)
  case zoned(LocalDateTime, Zone)
  case utc(Instant)

  public var isDate: Bool {
    if case .date = self { true } else { false }
  }

  /// The instant it means to somebody in that zone; a date is the begin of its day there.
  public func instant(floatingIn zone: Zone) -> Instant {
    switch self {
    case .date(let date): zone.day(date).start
    case .floating(let reading): zone.instant(of: reading)
    case .zoned(let reading, let own): own.instant(of: reading)
    case .utc(let instant): instant
    }
  }

  /// What it reads in its own zone; an instant reads in UTC.
  public var reading: LocalDateTime {
    switch self {
    case .date(let date): LocalDateTime(date: date, time: .midnight)
    case .floating(let reading), .zoned(let reading, _): reading
    case .utc(let instant): Zone.utc.local(instant)
    }
  }

  var zone: Zone? {
    if case .zoned(_, let zone) = self { zone } else { nil }
  }

  /// Days on the calendar, then seconds of elapsed time.
  func adding(_ length: Length) -> Moment {
    switch self {
    case .date(let date): .date(date.adding(days: length.days + length.seconds / LocalTime.secondsPerDay))
    case .floating(let reading): .floating(reading.adding(days: length.days).adding(seconds: length.seconds))
    case .zoned(let reading, let zone):
      length.seconds == 0
        ? .zoned(reading.adding(days: length.days), zone)
        : .utc(zone.instant(of: reading.adding(days: length.days)).adding(seconds: length.seconds))
    case .utc(let instant):
      .utc(instant.adding(seconds: length.days * LocalTime.secondsPerDay + length.seconds))
    }
  }
}

extension LocalDateTime {
  fileprivate func adding(days: Int) -> LocalDateTime {
    LocalDateTime(date: date.adding(days: days), time: time)
  }
}
