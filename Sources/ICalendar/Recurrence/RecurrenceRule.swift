public import CivilTime

/// How something repeats: the RECUR value of RFC 5545, section 3.3.10. A rule that breaks one of the section's own
/// restrictions (both COUNT and UNTIL, a month 13, a numbered weekday in a weekly rule) cannot be made.
///
/// What the rule leaves open comes from the first occurrence, as the RFC says: the time of day always; the weekday in a
/// weekly rule without BYDAY and in a yearly one that names only weeks; the day of the month in a monthly or yearly one
/// that names no days.
///
/// Dates are those of the Gregorian calendar; a rule that counts in another one (RSCALE, RFC 7529) is refused.
public struct RecurrenceRule: Hashable, Sendable {
  public let frequency: Frequency
  public let interval: Int
  public let end: End
  public let parts: Parts

  /// The first day of the week: it matters to weekly rules with an interval, and to numbered weeks.
  public let weekStart: Weekday

  /// The unit that repeats.
  public enum Frequency: String, CaseIterable, Hashable, Sendable {
    case secondly = "SECONDLY"
    case minutely = "MINUTELY"
    case hourly = "HOURLY"
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"
  }

  /// A rule goes on for ever, for a number of occurrences, or up to a last moment: never two of these.
  public enum End: Hashable, Sendable {
    case never
    case count(Int)
    case until(Until)
  }

  /// The last moment at which an occurrence may begin, itself included.
  public enum Until: Hashable, Sendable {
    case instant(Instant)
    /// On the event's own clock.
    case civil(LocalDateTime)
    /// The whole of that date, on the event's own calendar.
    case date(LocalDate)
  }

  /// A day of the week, or the n-th such day of the month or year: 2TU, -1FR.
  public struct NumberedWeekday: Hashable, Sendable {
    /// From the end where negative; nil for every one.
    public let ordinal: Int?
    public let weekday: Weekday

    public init(_ weekday: Weekday, ordinal: Int? = nil) {
      self.ordinal = ordinal
      self.weekday = weekday
    }
  }

  /// The BYxxx parts; an empty list is a part that is not there. Negative numbers count from the end.
  public struct Parts: Hashable, Sendable {
    public var seconds: [Int] = []
    public var minutes: [Int] = []
    public var hours: [Int] = []
    public var weekdays: [NumberedWeekday] = []
    public var monthDays: [Int] = []
    public var yearDays: [Int] = []
    public var weekNumbers: [Int] = []
    public var months: [Int] = []
    public var positions: [Int] = []

    public init() {}
  }

  public init(
    _ frequency: Frequency, interval: Int = 1, end: End = .never, parts: Parts = Parts(), weekStart: Weekday = .monday
  ) throws(RuleError) {
    self.frequency = frequency
    self.interval = interval
    self.end = end
    self.parts = parts
    self.weekStart = weekStart
    try check()
  }
}
