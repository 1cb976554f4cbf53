// What RFC 5545, section 3.3.10, allows in a rule.
extension RecurrenceRule {
  /// The largest COUNT and INTERVAL: what other calendars can still read, and small enough that no sum overflows.
  static let largestNumber = Int(Int32.max)

  func check() throws(RuleError) {
    guard (1...Self.largestNumber).contains(interval) else { throw .badValue(part: "INTERVAL") }
    if case .count(let count) = end {
      guard (1...Self.largestNumber).contains(count) else { throw .badValue(part: "COUNT") }
    }
    try checkRanges()
    try checkCombinations()
  }

  private func checkRanges() throws(RuleError) {
    // Second 60 is a leap second; a rule may name it.
    try Self.check(parts.seconds, 0...60, "BYSECOND")
    try Self.check(parts.minutes, 0...59, "BYMINUTE")
    try Self.check(parts.hours, 0...23, "BYHOUR")
    try Self.check(parts.monthDays, 1...31, "BYMONTHDAY", fromEnd: true)
    try Self.check(parts.yearDays, 1...366, "BYYEARDAY", fromEnd: true)
    try Self.check(parts.weekNumbers, 1...53, "BYWEEKNO", fromEnd: true)
    try Self.check(parts.months, 1...12, "BYMONTH")
    try Self.check(parts.positions, 1...366, "BYSETPOS", fromEnd: true)
    try Self.check(parts.weekdays.compactMap(\.ordinal), 1...53, "BYDAY", fromEnd: true)
  }

  private static func check(
    _ values: [Int], _ range: ClosedRange<Int>, _ part: String, fromEnd: Bool = false
  ) throws(RuleError) {
    for value in values {
      guard range.contains(value) || fromEnd && range.contains(-value) else { throw .badValue(part: part) }
    }
  }

  private func checkCombinations() throws(RuleError) {
    if parts.weekdays.contains(where: { $0.ordinal != nil }) {
      guard frequency == .monthly || frequency == .yearly else {
        throw .notAllowed(part: "BYDAY with a number", frequency: frequency)
      }
      guard parts.weekNumbers.isEmpty else { throw .numberedWeekdayInWeek }
    }
    if !parts.monthDays.isEmpty, frequency == .weekly {
      throw .notAllowed(part: "BYMONTHDAY", frequency: frequency)
    }
    if !parts.yearDays.isEmpty, [.daily, .weekly, .monthly].contains(frequency) {
      throw .notAllowed(part: "BYYEARDAY", frequency: frequency)
    }
    if !parts.weekNumbers.isEmpty, frequency != .yearly {
      throw .notAllowed(part: "BYWEEKNO", frequency: frequency)
    }
    var others = parts
    others.positions = []
    guard parts.positions.isEmpty || others != Parts() else { throw .positionsAlone }
  }
}
