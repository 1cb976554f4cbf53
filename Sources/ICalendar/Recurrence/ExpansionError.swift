/// Why a rule was not expanded to the end. The rule is lawful; it asks for more than a calendar can mean.
public enum ExpansionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// More occurrences within the window than anybody keeps: see `ExpansionLimits.occurrences`.
  case tooManyOccurrences(limit: Int)

  /// Counting up to the window takes too long: see `ExpansionLimits.steps`.
  case tooMuchWork(limit: Int)

  public var description: String {
    switch self {
    case .tooManyOccurrences(let limit): "the event occurs more than \(limit) times in this stretch of time"
    case .tooMuchWork(let limit): "the event's rule takes more than \(limit) steps to count"
    }
  }
}

/// How far an expansion goes before it is given up.
///
/// A rule without COUNT starts right before the window, whatever its age, and costs what the window holds. Only a rule
/// with COUNT is counted from its first occurrence on, and only where its steps are not all alike.
public enum ExpansionLimits {
  /// Occurrences in one window, unless the caller allows more: a meeting every five minutes for two months.
  public static let occurrences = 20_000

  /// Periods (or, in rules by the hour and finer, days and hours looked at) on the way to the window and through it:
  /// some twenty milliseconds. A daily rule reaches across all 9,999 years with fewer.
  public static let steps = 2_000_000
}
