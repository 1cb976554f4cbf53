import CivilTime

/// A rule made ready for counting: what it leaves open is filled in from the first occurrence, its lists are bits.
struct RulePlan {
  let frequency: RecurrenceRule.Frequency
  let interval: Int
  let weekStart: Weekday
  let days: DayFilter

  /// The times within each period's days, or within each hour, minute or second of a finer rule: seconds from its
  /// begin, rising. From days on, BYSETPOS chooses among them together with the days.
  let times: [Int]
  let positions: [Int]

  /// What rules by the hour and finer let through; nil for everything.
  let hours, minutes, seconds: UInt64?

  /// The first occurrence on a clock that is never changed.
  let start: Int

  /// Times of day in a rule for whole days are passed over, as the RFC says.
  init(_ rule: RecurrenceRule, start: LocalDateTime, wholeDays: Bool) {
    var parts = rule.parts.completed(for: rule.frequency, from: start.date)
    if wholeDays { (parts.hours, parts.minutes, parts.seconds) = ([], [], []) }
    frequency = rule.frequency
    interval = rule.interval
    weekStart = rule.weekStart
    self.start = start.wallSeconds
    days = DayFilter(parts, in: rule.frequency, weekStart: rule.weekStart)
    let unit = rule.frequency.unit ?? LocalTime.secondsPerDay
    let times = Self.times(parts, within: unit, of: start.time)
    // Up to a day, every period has the same times and the positions can be taken at once.
    if rule.frequency.unit == nil {
      self.times = times
      positions = parts.positions
    } else {
      self.times = parts.positions.isEmpty ? times : Self.chosen(parts.positions, of: times.count).map { times[$0] }
      positions = []
    }
    hours = unit < LocalTime.secondsPerDay ? Self.bits(parts.hours) : nil
    minutes = unit < 3_600 ? Self.bits(parts.minutes) : nil
    seconds = unit < 60 ? Self.bits(parts.seconds) : nil
  }

  /// The places BYSETPOS names in a row of so many, rising, none twice.
  static func chosen(_ positions: [Int], of count: Int) -> [Int] {
    let places = positions.map { $0 > 0 ? $0 - 1 : count + $0 }.filter { (0..<count).contains($0) }
    return Set(places).sorted()
  }

  private static func times(_ parts: RecurrenceRule.Parts, within unit: Int, of start: LocalTime) -> [Int] {
    func list(_ values: [Int], or own: Int, below bound: Int) -> [Int] {
      unit < bound ? [0] : values.isEmpty ? [own] : Set(values).sorted()
    }
    var times: [Int] = []
    for hour in list(parts.hours, or: start.hour, below: LocalTime.secondsPerDay) {
      for minute in list(parts.minutes, or: start.minute, below: 3_600) {
        for second in list(parts.seconds, or: start.second, below: 60) {
          times.append(hour * 3_600 + minute * 60 + second)
        }
      }
    }
    return times
  }

  private static func bits(_ values: [Int]) -> UInt64? {
    values.isEmpty ? nil : values.reduce(0) { $0 | 1 << UInt64($1) }
  }
}

extension RecurrenceRule.Frequency {
  /// How many seconds a period of a rule up to DAILY lasts; longer periods have no fixed length.
  var unit: Int? {
    switch self {
    case .secondly: 1
    case .minutely: 60
    case .hourly: 3_600
    case .daily: LocalTime.secondsPerDay
    case .weekly, .monthly, .yearly: nil
    }
  }
}

extension RecurrenceRule.Parts {
  /// With what the first occurrence's date says where the rule itself says nothing. Second 60, a leap second, is read as
  /// second 59.
  fileprivate func completed(for frequency: RecurrenceRule.Frequency, from start: LocalDate) -> RecurrenceRule.Parts {
    var parts = self
    parts.seconds = parts.seconds.map { min($0, 59) }
    let namesDays = !(weekdays.isEmpty && monthDays.isEmpty && yearDays.isEmpty)
    switch frequency {
    case .weekly where !namesDays, .yearly where !namesDays && !weekNumbers.isEmpty:
      parts.weekdays = [.init(start.weekday)]
    case .monthly where !namesDays:
      parts.monthDays = [start.day]
    case .yearly where !namesDays:
      parts.monthDays = [start.day]
      if months.isEmpty { parts.months = [start.month] }
    default: break
    }
    return parts
  }
}
