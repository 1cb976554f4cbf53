/// A day of the week, counted as the database and the calendars' rules count it: Sunday 0 … Saturday 6.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday

  /// The weekday a number of days later; negative for earlier.
  public func adding(days: Int) -> Weekday {
    Weekday(wrapping: rawValue + days % 7)
  }

  /// How many days this weekday lies after the `first` day of the week: 0 … 6.
  public func days(after first: Weekday) -> Int {
    (rawValue - first.rawValue + 7) % 7
  }

  /// The seven days in the order of a week that begins on `first`.
  public static func week(startingOn first: Weekday) -> [Weekday] {
    (0..<7).map { first.adding(days: $0) }
  }

  /// Any count of days since some Sunday.
  init(wrapping count: Int) {
    switch ((count % 7) + 7) % 7 {
    case 0: self = .sunday
    case 1: self = .monday
    case 2: self = .tuesday
    case 3: self = .wednesday
    case 4: self = .thursday
    case 5: self = .friday
    default: self = .saturday
    }
  }
}
