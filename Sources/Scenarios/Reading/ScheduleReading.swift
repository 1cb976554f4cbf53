internal import CivilTime
internal import Scheduling

extension Schedule {
  /// `schedule`: the zone, the weekly hours and the dates that differ.
  init(_ value: JSON, at path: String) throws(ScenarioRefusal) {
    var fields = try Fields(value, at: path)
    let zone = try fields.required("timezone", Read.zone)
    let weekStart: WeekdayWord = try fields.optional("week_start", Read.word) ?? .mon
    let hours = try fields.required("hours", WeeklyHours.read)
    let overrides = try fields.list("overrides", DateOverride.read)
    try fields.end()
    var dates: Set<LocalDate> = []
    for (index, override) in overrides.enumerated() where !dates.insert(override.date).inserted {
      throw ScenarioRefusal("\(path).overrides[\(index)].date", "\(override.date) stands twice")
    }
    self.init(zone: zone, weekStart: weekStart.weekday, hours: hours, overrides: overrides)
  }
}

/// Weekdays as scenarios write them.
enum WeekdayWord: String, CaseIterable {
  case sun, mon, tue, wed, thu, fri, sat

  var weekday: Weekday {
    switch self {
    case .sun: .sunday
    case .mon: .monday
    case .tue: .tuesday
    case .wed: .wednesday
    case .thu: .thursday
    case .fri: .friday
    case .sat: .saturday
    }
  }
}

extension WeeklyHours {
  /// An object of weekdays, each with a list of windows; a day left out is closed.
  static func read(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> WeeklyHours {
    var fields = try Fields(value, at: key)
    var days: [Weekday: [Window]] = [:]
    for word in WeekdayWord.allCases { days[word.weekday] = try fields.list(word.rawValue, Window.read) }
    try fields.end()
    return WeeklyHours(days)
  }
}

extension DateOverride {
  static func read(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> DateOverride {
    var fields = try Fields(value, at: key)
    let date = try fields.required("date", Read.date)
    let windows = try fields.required("hours") { value, key throws(ScenarioRefusal) in
      try Read.list(value, key, Window.read)
    }
    try fields.end()
    return DateOverride(date: date, hours: DayHours(windows))
  }
}

extension Window {
  /// `["09:00", "12:00"]`.
  static func read(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> Window {
    let times = try Read.list(value, key, LocalTime.read)
    guard times.count == 2 else { throw ScenarioRefusal(key, "must be two times, from and to") }
    do {
      return try Window(times[0], times[1])
    } catch {
      throw ScenarioRefusal(key, "\(error)")
    }
  }
}

extension LocalTime {
  static func read(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> LocalTime {
    guard let time = LocalTime(try Read.text(value, key)) else {
      throw ScenarioRefusal(key, "must be a time from 00:00 to 24:00, not \(value.kind)")
    }
    return time
  }
}
