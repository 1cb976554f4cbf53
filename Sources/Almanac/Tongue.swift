public import CivilTime

/// How a language says dates, times and lengths: one file a language, small tables and a few rules of ours. What comes
/// out stands in the middle of a sentence; `opening` makes it fit its beginning.
public protocol Tongue: Sendable {
  /// As its file of words is called: `en`, `vi`.
  var language: String { get }

  /// Sunday first.
  var weekdays: [String] { get }
  var shortWeekdays: [String] { get }
  var weekStart: Weekday { get }
  var clock: ClockHabit { get }

  /// Above a month's page: December 2026.
  func title(of month: Month) -> String
  /// Thursday 3
  func dayOfMonth(_ date: LocalDate) -> String
  /// Thursday 3 December
  func day(_ date: LocalDate) -> String
  /// Thursday 3 December 2026
  func dayAndYear(_ date: LocalDate) -> String

  /// What stands behind the hours of a clock that counts to twelve.
  var beforeNoon: String { get }
  var afterNoon: String { get }
  /// Where such a clock would call a day's end as it calls its beginning.
  var midnight: String { get }

  /// 30 minutes
  func length(minutes: Int) -> String
  /// 30 min
  func shortLength(minutes: Int) -> String
  /// How far clocks are ahead of others: +5:30 h.
  func lead(seconds: Int) -> String

  /// Marks that make a letter another one, in the order of such letters, as Unicode calls them.
  var letterMarks: [String] { get }

  /// Cities that this language has names of its own for, by zone.
  var cities: [String: String] { get }
}

/// The tongues we speak.
public enum Tongues {
  public static let all: [any Tongue] = [English(), Vietnamese()]

  /// English for a language we do not speak.
  public static func named(_ language: String) -> any Tongue {
    all.first { $0.language == language } ?? English()
  }
}

extension Tongue {
  public func weekday(_ date: LocalDate) -> String { weekdays[date.weekday.rawValue] }

  /// 09:00, or 9:00 am for who counts so.
  public func time(_ time: LocalTime, _ habit: ClockHabit) -> String {
    switch habit {
    case .twentyFour: twoDigits(time.hour) + ":" + twoDigits(time.minute)
    case .twelve where time == .endOfDay: midnight
    case .twelve:
      "\((time.hour + 11) % 12 + 1):\(twoDigits(time.minute)) \(time.hour % 24 < 12 ? beforeNoon : afterNoon)"
    }
  }

  /// A full hour in the fewest signs: 18, or 6 pm.
  public func hour(_ hour: Int, _ habit: ClockHabit) -> String {
    switch habit {
    case .twentyFour: "\(hour)"
    case .twelve: "\((hour + 11) % 12 + 1) \(hour % 24 < 12 ? beforeNoon : afterNoon)"
    }
  }

  /// How far a clock is ahead of UTC: UTC+05:30.
  public func offset(seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    return "UTC\(seconds < 0 ? "−" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  /// The same at the beginning of a sentence.
  public func opening(_ text: String) -> String {
    guard let first = text.first, first.isLowercase else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// Hours and minutes of a lead, with the sign that people read.
  func signed(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    let sign = seconds < 0 ? "−" : "+"
    return minutes % 60 == 0 ? "\(sign)\(minutes / 60)" : "\(sign)\(minutes / 60):\(twoDigits(minutes % 60))"
  }
}

/// Below a hundred.
private func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}
