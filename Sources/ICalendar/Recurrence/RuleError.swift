/// What is wrong with a recurrence rule, said so that a person can mend it.
public enum RuleError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooLong(limit: Int)
  case noFrequency
  case notAPart(String)
  case unknownPart(String)
  case repeatedPart(String)
  case badValue(part: String)
  case countAndUntil
  case notAllowed(part: String, frequency: RecurrenceRule.Frequency)
  case numberedWeekdayInWeek
  case positionsAlone
  case unknownCalendar(String)

  public var description: String {
    switch self {
    case .tooLong(let limit): "the rule is longer than \(limit) bytes"
    case .noFrequency: "the rule has no FREQ"
    case .notAPart(let text): "\"\(text)\" is not of the form NAME=VALUE"
    case .unknownPart(let name): "there is no rule part \(name)"
    case .repeatedPart(let name): "\(name) stands twice"
    case .badValue(let part): "the value of \(part) is out of bounds"
    case .countAndUntil: "COUNT and UNTIL exclude each other"
    case .notAllowed(let part, let frequency): "\(part) does not go with FREQ=\(frequency.rawValue)"
    case .numberedWeekdayInWeek: "BYWEEKNO does not go with numbered weekdays"
    case .positionsAlone: "BYSETPOS needs another BY part to choose from"
    case .unknownCalendar(let name): "rules of the calendar \(name) cannot be counted"
    }
  }
}
