public import CivilTime

/// The server counts microseconds and days from 2000-01-01, we from 1970-01-01.
private enum Epoch {
  static let microseconds: Int64 = 946_684_800_000_000
  static let days = 10_957
}

/// `timestamptz`. The ends of the line are the server's `-infinity` and `infinity`.
extension Instant: DatabaseValue {
  public static var databaseType: DatabaseType { .timestamptz }

  public func write(to buffer: inout BinaryBuffer) {
    let infinite = self == .distantFuture || self == .distantPast
    buffer.append(integer: infinite ? microseconds : adding(microseconds: -Epoch.microseconds).microseconds)
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let count = bytes.integer(Int64.self) else { return nil }
    let infinite = count == .max || count == .min
    self =
      infinite ? Instant(microseconds: count) : Instant(microseconds: count).adding(microseconds: Epoch.microseconds)
  }
}

/// `date`. A date outside of years 1 … 9999, `infinity` included, can't be read.
extension LocalDate: DatabaseValue {
  public static var databaseType: DatabaseType { .date }

  public func write(to buffer: inout BinaryBuffer) {
    buffer.append(integer: Int32(dayNumber - Epoch.days))
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let count = bytes.integer(Int32.self) else { return nil }
    let dayNumber = Int(count) + Epoch.days
    guard (LocalDate.firstDayNumber...LocalDate.lastDayNumber).contains(dayNumber) else { return nil }
    self.init(dayNumber: dayNumber)
  }
}

/// `time`, 24:00 included. A fraction of a second can't be read: it would be lost.
extension LocalTime: DatabaseValue {
  public static var databaseType: DatabaseType { .time }

  public func write(to buffer: inout BinaryBuffer) {
    buffer.append(integer: Int64(secondOfDay) * Instant.microsecondsPerSecond)
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let count = bytes.integer(Int64.self), count % Instant.microsecondsPerSecond == 0 else { return nil }
    self.init(secondOfDay: Int(count / Instant.microsecondsPerSecond))
  }
}

/// `timestamp`, the one without a zone. A fraction of a second can't be read: it would be lost.
extension LocalDateTime: DatabaseValue {
  public static var databaseType: DatabaseType { .timestamp }

  public func write(to buffer: inout BinaryBuffer) {
    buffer.append(integer: Int64(wallSeconds) * Instant.microsecondsPerSecond - Epoch.microseconds)
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let count = bytes.integer(Int64.self), count != .max, count != .min else { return nil }
    let instant = Instant(microseconds: count).adding(microseconds: Epoch.microseconds)
    let value = LocalDateTime(wallSeconds: instant.seconds)
    guard instant.microsecondOfSecond == 0, value.wallSeconds == instant.seconds else { return nil }
    self = value
  }
}
