import CivilTime

extension RecurrenceRule: CustomStringConvertible {
  /// The rule as an RRULE writes it, always in the same order of parts; defaults are left out.
  public var description: String {
    var text = ["FREQ=\(frequency.rawValue)"]
    switch end {
    case .never: break
    case .count(let count): text.append("COUNT=\(count)")
    case .until(let until): text.append("UNTIL=\(until.text)")
    }
    if interval != 1 { text.append("INTERVAL=\(interval)") }
    text += parts.texts
    if weekStart != .monday { text.append("WKST=\(weekStart.code)") }
    return text.joined(separator: ";")
  }
}

extension RecurrenceRule.Until {
  fileprivate var text: String {
    switch self {
    case .instant(let instant): WrittenTime.utc(instant).text
    case .civil(let reading): WrittenTime.civil(reading).text
    case .date(let date): WrittenTime.date(date).text
    }
  }
}

extension RecurrenceRule.Parts {
  fileprivate var texts: [String] {
    let lists: [(name: String, values: [String])] = [
      ("BYSECOND", seconds.map(String.init)),
      ("BYMINUTE", minutes.map(String.init)),
      ("BYHOUR", hours.map(String.init)),
      ("BYDAY", weekdays.map { ($0.ordinal.map(String.init) ?? "") + $0.weekday.code }),
      ("BYMONTHDAY", monthDays.map(String.init)),
      ("BYYEARDAY", yearDays.map(String.init)),
      ("BYWEEKNO", weekNumbers.map(String.init)),
      ("BYMONTH", months.map(String.init)),
      ("BYSETPOS", positions.map(String.init)),
    ]
    return lists.filter { !$0.values.isEmpty }.map { "\($0.name)=\($0.values.joined(separator: ","))" }
  }
}
