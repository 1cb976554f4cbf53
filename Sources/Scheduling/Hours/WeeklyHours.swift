public import CivilTime

/// The windows an owner keeps week by week, a list per weekday.
public struct WeeklyHours: Hashable, Sendable {
  /// One per weekday, Sunday first.
  private var days: [DayHours]

  /// Weekdays that are left out are closed.
  public init(_ windows: [Weekday: [Window]] = [:]) {
    days = Weekday.allCases.map { DayHours(windows[$0] ?? []) }
  }

  /// Day and night.
  public static let always = WeeklyHours(
    Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [.wholeDay]) }))

  public subscript(weekday: Weekday) -> DayHours {
    get { days[weekday.rawValue] }
    set { days[weekday.rawValue] = newValue }
  }
}
