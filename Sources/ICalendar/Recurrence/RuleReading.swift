import CivilTime

// Rules as texts write them: FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO,WE.
extension RecurrenceRule {
  /// More than a rule that names every day of the year twice, once from each end.
  static let longestText = 8_192

  /// Reads the text of an RRULE, in any order of parts and in capitals or not. A trailing semicolon and blanks within
  /// lists, as some programs write them, are forgiven.
  public init(_ text: String) throws(RuleError) {
    guard text.utf8.count <= Self.longestText else { throw .tooLong(limit: Self.longestText) }
    var values = try WrittenParts(text)
    guard let named = values.take("FREQ") else { throw .noFrequency }
    guard let frequency = Frequency(rawValue: named) else { throw .badValue(part: "FREQ") }
    let end = try values.end()
    let weekStart = try values.take("WKST").map { text throws(RuleError) in
      guard let day = Weekday(code: text) else { throw .badValue(part: "WKST") }
      return day
    }
    let interval = try values.number("INTERVAL") ?? 1
    try values.checkCalendar()
    let parts = try values.parts()
    if let unknown = values.anyLeft { throw .unknownPart(String(unknown.prefix(32))) }
    try self.init(frequency, interval: interval, end: end, parts: parts, weekStart: weekStart ?? .monday)
  }
}

/// The parts of a rule's text by name, taken out one by one until none is left.
private struct WrittenParts {
  private var values: [String: String] = [:]

  init(_ text: String) throws(RuleError) {
    for part in text.split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[1].isEmpty else { throw .notAPart(String(part.prefix(32))) }
      let name = sides[0].uppercased()
      guard values.updateValue(sides[1].uppercased(), forKey: name) == nil else { throw .repeatedPart(name) }
    }
  }

  var anyLeft: String? { values.keys.min() }

  mutating func take(_ name: String) -> String? {
    values.removeValue(forKey: name)
  }

  mutating func number(_ name: String) throws(RuleError) -> Int? {
    guard let text = take(name) else { return nil }
    guard let number = Int(digits: text) else { throw .badValue(part: name) }
    return number
  }

  mutating func end() throws(RuleError) -> RecurrenceRule.End {
    let count = try number("COUNT")
    guard let until = take("UNTIL") else { return count.map { .count($0) } ?? .never }
    guard count == nil else { throw .countAndUntil }
    switch WrittenTime(until) {
    case .date(let date): return .until(.date(date))
    case .civil(let reading): return .until(.civil(reading))
    case .utc(let instant): return .until(.instant(instant))
    case nil: throw .badValue(part: "UNTIL")
    }
  }

  /// RSCALE=GREGORIAN says what every rule says, and SKIP=OMIT likewise.
  mutating func checkCalendar() throws(RuleError) {
    if let name = take("RSCALE"), name != "GREGORIAN" { throw .unknownCalendar(String(name.prefix(32))) }
    if let skip = take("SKIP"), skip != "OMIT" { throw .badValue(part: "SKIP") }
  }

  mutating func parts() throws(RuleError) -> RecurrenceRule.Parts {
    var parts = RecurrenceRule.Parts()
    parts.seconds = try numbers("BYSECOND")
    parts.minutes = try numbers("BYMINUTE")
    parts.hours = try numbers("BYHOUR")
    parts.monthDays = try numbers("BYMONTHDAY")
    parts.yearDays = try numbers("BYYEARDAY")
    parts.weekNumbers = try numbers("BYWEEKNO")
    parts.positions = try numbers("BYSETPOS")
    parts.months = try numbers("BYMONTH")
    for day in list("BYDAY") {
      guard let day = RecurrenceRule.NumberedWeekday(day) else { throw .badValue(part: "BYDAY") }
      parts.weekdays.append(day)
    }
    return parts
  }

  private mutating func numbers(_ name: String) throws(RuleError) -> [Int] {
    var numbers: [Int] = []
    for text in list(name) {
      guard let number = Int(signed: text) else { throw .badValue(part: name) }
      numbers.append(number)
    }
    return numbers
  }

  private mutating func list(_ name: String) -> [Substring] {
    guard let text = take(name) else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingBlanks }
  }
}

extension RecurrenceRule.NumberedWeekday {
  /// TU, 2TU, +2TU, -1FR.
  fileprivate init?(_ text: Substring) {
    guard let weekday = Weekday(code: text.suffix(2)) else { return nil }
    let number = text.dropLast(2).trimmingBlanks
    if number.isEmpty {
      self.init(weekday)
    } else {
      guard let ordinal = Int(signed: number) else { return nil }
      self.init(weekday, ordinal: ordinal)
    }
  }
}

extension Weekday {
  private static let codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]

  init?(code: some StringProtocol) {
    guard let index = Self.codes.firstIndex(where: { $0 == code }) else { return nil }
    self.init(rawValue: index)
  }

  var code: String { Self.codes[rawValue] }
}
