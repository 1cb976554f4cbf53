import CivilTime
import ICalendar
import TestSupport

/// A lawful rule made up from a seed, with a first occurrence and a stretch of time worth looking at.
struct RandomRule {
  let text: String
  let start: LocalDateTime
  let horizon: LocalDateTime

  init(_ random: inout SplitMix) {
    let frequency = RecurrenceRule.Frequency.allCases[random.below(7)]
    let length = Self.length(frequency)
    start = LocalDateTime(
      wallSeconds: (10_957 + random.below(12_000)) * 86_400 + random.below(86_400 / 300) * 300)
    horizon = start.adding(seconds: length)
    var parts = Parts(frequency, &random)
    text = parts.text(&random, start: start, length: length)
  }

  /// In seconds: enough to see some dozens of occurrences, few enough for a window. The finer the rule, the longer the
  /// second opinion takes.
  private static func length(_ frequency: RecurrenceRule.Frequency) -> Int {
    switch frequency {
    case .secondly: 3 * 3_600
    case .minutely: 1 * 86_400
    case .hourly: 30 * 86_400
    case .daily: 400 * 86_400
    case .weekly: 1_000 * 86_400
    case .monthly: 1_500 * 86_400
    case .yearly: 4_000 * 86_400
    }
  }
}

private struct Parts {
  let frequency: RecurrenceRule.Frequency
  var lists: [String] = []

  init(_ frequency: RecurrenceRule.Frequency, _ random: inout SplitMix) {
    self.frequency = frequency
    let isFine = [.secondly, .minutely, .hourly].contains(frequency)
    add("BYMONTH", 5, &random) { 1 + $0.below(12) }
    if frequency == .yearly { add("BYWEEKNO", 5, &random) { Self.signed(1 + $0.below(50), &$0) } }
    if frequency == .yearly || isFine { add("BYYEARDAY", 6, &random) { Self.signed(1 + $0.below(366), &$0) } }
    if frequency != .weekly { add("BYMONTHDAY", 3, &random) { Self.signed(1 + $0.below(31), &$0) } }
    addWeekdays(&random)
    add("BYHOUR", 4, &random) { $0.below(24) }
    add("BYMINUTE", 5, &random) { $0.below(60) }
    if frequency != .minutely || random.below(2) == 0 { add("BYSECOND", 6, &random) { $0.below(60) } }
    // A single second has one place to choose from; of others dateutil would look for years in vain.
    let places = frequency == .secondly ? 1 : 6
    if !lists.isEmpty { add("BYSETPOS", 4, &random) { Self.signed(1 + $0.below(places), &$0) } }
  }

  mutating func text(_ random: inout SplitMix, start: LocalDateTime, length: Int) -> String {
    var parts = ["FREQ=\(frequency.rawValue)"]
    if random.below(2) == 0 { parts.append("INTERVAL=\(1 + random.below(random.below(8) == 0 ? 40 : 4))") }
    switch random.below(4) {
    case 0: parts.append("COUNT=\(1 + random.below(60))")
    case 1: parts.append("UNTIL=\(Self.stamp(start.adding(seconds: random.below(length))))")
    default: break
    }
    if random.below(3) == 0 { parts.append("WKST=\(Self.codes[random.below(7)])") }
    return (parts + lists).joined(separator: ";")
  }

  private static let times = ["BYHOUR", "BYMINUTE", "BYSECOND"]
  private static let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  static func stamp(_ reading: LocalDateTime) -> String {
    String(reading.description.filter { $0 != "-" && $0 != ":" })
  }

  private static func signed(_ number: Int, _ random: inout SplitMix) -> Int {
    random.below(3) == 0 ? -number : number
  }

  /// In one of so many rules, with one to three numbers; times of day multiply, so they come with two at most.
  private mutating func add(
    _ name: String, _ oneIn: Int, _ random: inout SplitMix, _ number: (inout SplitMix) -> Int
  ) {
    guard random.below(oneIn) == 0 else { return }
    let numbers = (0...random.below(Self.times.contains(name) ? 2 : 3)).map { _ in String(number(&random)) }
    lists.append("\(name)=\(numbers.joined(separator: ","))")
  }

  private mutating func addWeekdays(_ random: inout SplitMix) {
    guard random.below(3) == 0 else { return }
    let mayCount = frequency == .monthly || frequency == .yearly && !lists.contains { $0.hasPrefix("BYWEEKNO") }
    let most = frequency == .monthly || lists.contains { $0.hasPrefix("BYMONTH=") } ? 5 : 52
    // All numbered or none: of a mixture dateutil takes only what is both.
    let areNumbered = mayCount && random.below(2) == 0
    let days = (0...random.below(3)).map { _ in
      (areNumbered ? String(Self.signed(1 + random.below(most), &random)) : "") + Self.codes[random.below(7)]
    }
    lists.append("BYDAY=\(days.joined(separator: ","))")
  }
}
