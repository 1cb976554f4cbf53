import CivilTime

/// How long something takes or how far away it is: the DURATION value of RFC 5545. Days are days of the calendar, which
/// may have 23 or 25 hours; seconds are elapsed time. Both negative for the time before something.
public struct Length: Hashable, Sendable {
  public var days: Int
  public var seconds: Int

  public init(days: Int = 0, seconds: Int = 0) {
    self.days = days
    self.seconds = seconds
  }

  public static func minutes(_ count: Int) -> Length {
    Length(seconds: count * 60)
  }

  public var isNegative: Bool { days < 0 || seconds < 0 }

  /// Some 2,700 years: longer than anything lasts, and far from any overflow.
  private static let mostDays = 1_000_000

  /// `P15DT5H0M20S`, `-PT15M`, `P7W`.
  init?(_ text: String) {
    var rest = text.uppercased()[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
    let halves = rest.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let calendar = Self.numbers(of: "WD", in: halves[0]) else { return nil }
    var clock = [0, 0, 0]
    if halves.count == 2 {
      guard !halves[1].isEmpty, let numbers = Self.numbers(of: "HMS", in: halves[1]) else { return nil }
      clock = numbers
    }
    let days = calendar[0] * 7 + calendar[1]
    let seconds = clock[0] * 3_600 + clock[1] * 60 + clock[2]
    guard days <= Self.mostDays, seconds <= Self.mostDays * LocalTime.secondsPerDay else { return nil }
    self.init(days: isNegative ? -days : days, seconds: isNegative ? -seconds : seconds)
  }

  /// The number before each unit, 0 for a unit that is not there; units come in order and once.
  private static func numbers(of units: String, in text: Substring) -> [Int]? {
    var rest = text
    var numbers: [Int] = []
    for unit in units {
      let digits = rest.prefix { $0 != unit }
      guard digits.endIndex < rest.endIndex, let number = Int(digits: digits) else {
        numbers.append(0)
        continue
      }
      numbers.append(number)
      rest = rest[rest.index(after: digits.endIndex)...]
    }
    return rest.isEmpty ? numbers : nil
  }

  var text: String {
    let (days, seconds) = (abs(days), abs(seconds))
    var text = isNegative ? "-P" : "P"
    if days > 0 { text += "\(days)D" }
    if seconds > 0 || days == 0 {
      text += "T"
      if seconds >= 3_600 { text += "\(seconds / 3_600)H" }
      if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)M" }
      if seconds % 60 > 0 || seconds == 0 { text += "\(seconds % 60)S" }
    }
    return text
  }
}
