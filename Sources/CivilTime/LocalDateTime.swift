/// A date and a time of day without a zone: what a wall clock and a wall calendar read. Becomes an instant only through
/// a `Zone`. 24:00 is written as 00:00 of the next day, so that one reading has one value.
public struct LocalDateTime: Hashable, Comparable, Sendable {
  public let date: LocalDate
  public let time: LocalTime

  public init(date: LocalDate, time: LocalTime) {
    if time == .endOfDay, date < .last {
      self.date = date.adding(days: 1)
      self.time = .midnight
    } else {
      self.date = date
      self.time = time
    }
  }

  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard let date = LocalDate(year: year, month: month, day: day),
      let time = LocalTime(hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(date: date, time: time)
  }

  /// The reading of a clock that runs without ever being changed, in seconds since 1970-01-01T00:00:00. Readings beyond
  /// the calendar's ends become its first or last second.
  public init(wallSeconds: Int) {
    let bounded = max(Self.first.wallSeconds, min(wallSeconds, Self.last.wallSeconds))
    let day = floorDivide(bounded, by: LocalTime.secondsPerDay)
    date = LocalDate(dayNumber: day)
    time = LocalTime(trusted: bounded - day * LocalTime.secondsPerDay)
  }

  public var wallSeconds: Int {
    date.dayNumber * LocalTime.secondsPerDay + time.secondOfDay
  }

  /// Steps on the wall clock, not on the line of instants: no zone, no change of clocks.
  public func adding(seconds: Int) -> LocalDateTime {
    let (sum, overflow) = wallSeconds.addingReportingOverflow(seconds)
    return LocalDateTime(wallSeconds: overflow ? (seconds < 0 ? .min : .max) : sum)
  }

  public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
    (left.date, left.time) < (right.date, right.time)
  }

  private static let first = LocalDateTime(date: .first, time: .midnight)
  private static let last = LocalDateTime(date: .last, time: LocalTime(trusted: LocalTime.secondsPerDay - 1))
}
