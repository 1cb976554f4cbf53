/// What a link asks of a slot: the meeting's length and grid, its buffers, and how early, how far ahead and how often
/// it may be booked.
public struct LinkRules: Hashable, Sendable {
  public let duration: Minutes

  /// Between one candidate and the next, in real elapsed time.
  public let increment: Minutes
  public let bufferBefore: Minutes
  public let bufferAfter: Minutes

  /// How long before its start a meeting must be booked.
  public let notice: Minutes
  public let window: BookingWindow

  /// Meetings of this link a date, and a week, in the schedule's zone; nil is no limit.
  public let dailyLimit: Int?
  public let weeklyLimit: Int?

  /// How many guests one meeting takes.
  public let seats: Int

  /// The link's own weekly hours; nil where it goes by the schedule's.
  public let hours: WeeklyHours?

  /// What is left out is what the rules of time say: the increment is the duration, no buffers, no notice, sixty days
  /// ahead, no limits, one seat, the schedule's hours. Only refuses what no link could mean; narrower bounds are a
  /// form's and the database's.
  public init(
    duration: Minutes, increment: Minutes? = nil, bufferBefore: Minutes = 0, bufferAfter: Minutes = 0,
    notice: Minutes = 0, window: BookingWindow = .daysAhead(60), dailyLimit: Int? = nil, weeklyLimit: Int? = nil,
    seats: Int = 1, hours: WeeklyHours? = nil
  ) throws(LinkRefusal) {
    let increment = increment ?? duration
    guard duration >= 1, duration <= Self.longest else { throw .duration }
    guard increment >= 1, increment <= Self.longest else { throw .increment }
    guard Minutes.upToTenYears.contains(bufferBefore) else { throw .bufferBefore }
    guard Minutes.upToTenYears.contains(bufferAfter) else { throw .bufferAfter }
    guard Minutes.upToTenYears.contains(notice) else { throw .notice }
    if case .daysAhead(let days) = window, !Self.daysAhead.contains(days) { throw .daysAhead }
    guard dailyLimit.map({ $0 >= 1 }) ?? true else { throw .dailyLimit }
    guard weeklyLimit.map({ $0 >= 1 }) ?? true else { throw .weeklyLimit }
    guard Self.seatCounts.contains(seats) else { throw .seats }
    self.duration = duration
    self.increment = increment
    self.bufferBefore = bufferBefore
    self.bufferAfter = bufferAfter
    self.notice = notice
    self.window = window
    self.dailyLimit = dailyLimit
    self.weeklyLimit = weeklyLimit
    self.seats = seats
    self.hours = hours
  }

  static let longest = Minutes.upToTenYears.upperBound

  /// A century.
  public static let daysAhead = 0...36_525
  static let seatCounts = 1...1_000_000
}

/// Which of a link's rules says what no link could mean.
public enum LinkRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  case duration, increment, bufferBefore, bufferAfter, notice, daysAhead, dailyLimit, weeklyLimit, seats

  public var description: String {
    let most = LinkRules.longest.count
    return switch self {
    case .duration: "the duration must be 1 to \(most) minutes"
    case .increment: "the slot increment must be 1 to \(most) minutes"
    case .bufferBefore: "the buffer before must be 0 to \(most) minutes"
    case .bufferAfter: "the buffer after must be 0 to \(most) minutes"
    case .notice: "the notice must be 0 to \(most) minutes"
    case .daysAhead: "the booking window must be 0 to \(LinkRules.daysAhead.upperBound) days"
    case .dailyLimit: "the daily limit must be at least 1"
    case .weeklyLimit: "the weekly limit must be at least 1"
    case .seats: "the seats must be 1 to \(LinkRules.seatCounts.upperBound)"
    }
  }
}
