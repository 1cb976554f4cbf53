public import CivilTime

/// As read around the world: the day before its month, the week from Monday, the clock to twenty-four; who counts
/// otherwise says so by the region of their language.
public struct English: Tongue {
  public let language = "en"
  public let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  public let shortWeekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  public let weekStart = Weekday.monday
  public let clock = ClockHabit.twentyFour
  public let beforeNoon = "am"
  public let afterNoon = "pm"
  public let midnight = "midnight"
  public let letterMarks: [String] = []
  public let cities = ["UTC": "UTC", "Asia/Ho_Chi_Minh": "Ho Chi Minh City"]

  private let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  public init() {}

  public func title(of month: Month) -> String { "\(months[month.month - 1]) \(month.year)" }

  public func dayOfMonth(_ date: LocalDate) -> String { "\(weekday(date)) \(date.day)" }

  public func day(_ date: LocalDate) -> String {
    let (_, month, day) = date.parts
    return "\(weekday(date)) \(day) \(months[month - 1])"
  }

  public func dayAndYear(_ date: LocalDate) -> String { "\(day(date)) \(date.year)" }

  public func length(minutes: Int) -> String {
    let (hours, rest) = minutes.hoursAndRest
    let tail = rest == 1 ? "1 minute" : "\(rest) minutes"
    if hours == 0 { return tail }
    let head = hours == 1 ? "1 hour" : "\(hours) hours"
    return rest == 0 ? head : "\(head) \(tail)"
  }

  public func shortLength(minutes: Int) -> String {
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    if minutes <= 90 { return "\(minutes) min" }
    return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
  }

  public func lead(seconds: Int) -> String { "\(signed(seconds)) h" }
}

extension Int {
  /// Of a length in minutes: up to an hour and a half people count minutes, unless hours are even.
  var hoursAndRest: (hours: Int, rest: Int) {
    self < 60 || (self <= 90 && self != 60) ? (0, self) : (self / 60, self % 60)
  }
}
