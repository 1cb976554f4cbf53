/// A time zone: how far its clocks are ahead of UTC at any instant, and which instant a wall clock's reading means.
/// Known by its IANA name and read from the system's files, with the rule for the years after their tables.
///
/// Two rules decide what a reading means where clocks are changed. A reading they skip moves forward by the length of
/// the gap; a reading they show twice is its first occurrence.
public struct Zone: Hashable, Sendable {
  /// As it was asked for: an alias keeps its own name.
  public let name: String
  let table: ZoneTable

  public static let utc = Zone(
    name: "UTC", table: ZoneTable(always: LocalType(offset: 0, abbreviation: "UTC", isSummerTime: false)))

  /// The zone of that IANA name. Read once, then kept; any thread may ask.
  public static func named(_ name: String) throws(ZoneError) -> Zone {
    try ZoneCache.zone(named: name)
  }

  /// A zone whose file's bytes one already has.
  public init(name: String, tzif bytes: [UInt8]) throws(ZoneError) {
    do {
      self.init(name: name, table: ZoneTable(try TZif(bytes)))
    } catch {
      throw .malformed(name: name, reason: error.reason)
    }
  }

  /// A zone that is always so many seconds ahead of UTC (behind, if negative), named like `+03:00`. Nil beyond a day.
  public init?(offset seconds: Int) {
    guard abs(seconds) < LocalTime.secondsPerDay else { return nil }
    var name = [seconds < 0 ? ASCII.hyphen : ASCII.plus]
    LocalTime(trusted: abs(seconds)).write(to: &name, seconds: seconds % 60 != 0)
    let text = String(decoding: name, as: UTF8.self)
    self.init(
      name: text, table: ZoneTable(always: LocalType(offset: seconds, abbreviation: text, isSummerTime: false)))
  }

  private init(name: String, table: ZoneTable) {
    self.name = name
    self.table = table
  }
}

// From an instant to the wall clock.
extension Zone {
  /// Seconds ahead of UTC.
  public func offset(at instant: Instant) -> Int {
    type(at: instant).offset
  }

  /// What the zone's clocks are called then, as `CET` or `+03`.
  public func abbreviation(at instant: Instant) -> String {
    type(at: instant).abbreviation
  }

  public func isSummerTime(at instant: Instant) -> Bool {
    type(at: instant).isSummerTime
  }

  /// What the wall clock and the wall calendar read; to the second, a fraction is dropped.
  public func local(_ instant: Instant) -> LocalDateTime {
    LocalDateTime(wallSeconds: instant.seconds + offset(at: instant))
  }

  private func type(at instant: Instant) -> LocalType {
    table.types[table.period(at: instant.seconds).index]
  }
}

// From the wall clock to an instant.
extension Zone {
  /// The instant that reads so. A skipped reading moves forward by the length of the gap (02:30 becomes what reads
  /// 03:30); a repeated one is its first occurrence.
  public func instant(of reading: LocalDateTime) -> Instant {
    let wall = reading.wallSeconds
    let (moment, index) = table.firstMoment(reading: wall)
    let isSkipped = moment + table.types[index].offset > wall
    return Instant(seconds: isSkipped && index > 0 ? wall - table.types[index - 1].offset : moment)
  }

  /// The instant at which a stretch of wall-clock time begins or ends: as `instant(of:)`, but a skipped reading is the
  /// instant at which the gap ends. So a later reading never gives an earlier instant.
  public func edge(of reading: LocalDateTime) -> Instant {
    Instant(seconds: table.firstMoment(reading: reading.wallSeconds).seconds)
  }

  /// From the date's first midnight to the next date's.
  public func day(_ date: LocalDate) -> TimeRange {
    days(date...date)
  }

  /// From the first date's midnight to the one that ends the last date.
  public func days(_ dates: ClosedRange<LocalDate>) -> TimeRange {
    TimeRange(
      from: edge(of: LocalDateTime(date: dates.lowerBound, time: .midnight)),
      to: edge(of: LocalDateTime(date: dates.upperBound, time: .endOfDay)))
  }
}
