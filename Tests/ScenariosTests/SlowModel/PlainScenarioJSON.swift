extension PlainScenario {
  static let weekdayKeys = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// The scenario file.
  var json: String {
    var text = "{\"now\": \"" + PlainText.instant(now) + "\",\n \"schedule\": {\"timezone\": \"" + zone + "\""
    if let weekStart { text += ", \"week_start\": \"" + Self.weekdayKeys[weekStart] + "\"" }
    text += ", \"hours\": " + Self.weekly(hours)
    text += list("overrides", overrides.map(\.json)) + "},\n \"link\": {" + link.json + "}"
    text += list("events", events.map(\.json)) + list("bookings", bookings.map(\.json))
    text += ",\n \"guest\": {\"timezone\": \"" + guestZone + "\", \"from\": \"" + PlainText.day(dates.from)
    return text + "\", \"to\": \"" + PlainText.day(dates.to) + "\"}}\n"
  }

  private func list(_ key: String, _ entries: [String]) -> String {
    entries.isEmpty ? "" : ",\n \"" + key + "\": [\n  " + entries.joined(separator: ",\n  ") + "]"
  }

  fileprivate static func weekly(_ hours: [[Window]]) -> String {
    var days: [String] = []
    for weekday in 0..<7 where !hours[weekday].isEmpty {
      days.append("\"" + weekdayKeys[weekday] + "\": " + windows(hours[weekday]))
    }
    return "{" + days.joined(separator: ", ") + "}"
  }

  fileprivate static func windows(_ windows: [Window]) -> String {
    let pairs = windows.map {
      "[\"" + PlainText.minuteOfDay($0.from) + "\", \"" + PlainText.minuteOfDay($0.to) + "\"]"
    }
    return "[" + pairs.joined(separator: ", ") + "]"
  }
}

extension PlainScenario.Override {
  fileprivate var json: String {
    "{\"date\": \"" + PlainText.day(day) + "\", \"hours\": " + PlainScenario.windows(windows) + "}"
  }
}

extension PlainScenario.Link {
  fileprivate var json: String {
    var text = "\"duration_minutes\": " + duration.description
    number("slot_increment_minutes", increment, &text)
    number("buffer_before_minutes", bufferBefore, &text)
    number("buffer_after_minutes", bufferAfter, &text)
    number("min_booking_notice_minutes", notice, &text)
    number("max_booking_days_future", daysAhead, &text)
    number("daily_limit", dailyLimit, &text)
    number("weekly_limit", weeklyLimit, &text)
    number("seats", seats, &text)
    if let hours { text += ", \"hours\": " + PlainScenario.weekly(hours) }
    if let bookable {
      text += ", \"bookable_from\": \"" + PlainText.day(bookable.from)
      text += "\", \"bookable_to\": \"" + PlainText.day(bookable.to) + "\""
    }
    return text
  }
}

extension PlainScenario.Booking {
  fileprivate var json: String {
    var text = "{\"start\": \"" + PlainText.instant(start) + "\", \"end\": \"" + PlainText.instant(end) + "\""
    number("buffer_before_minutes", bufferBefore, &text)
    number("buffer_after_minutes", bufferAfter, &text)
    string("status", status, &text)
    number("guests", guests, &text)
    if isOtherLink { text += ", \"other_link\": true" }
    return text + "}"
  }
}

extension PlainScenario.Event {
  fileprivate var json: String {
    var text = "{\"start\": " + written(start) + ", \"end\": " + written(end)
    string("timezone", zone, &text)
    if isAllDay { text += ", \"all_day\": true" }
    string("rrule", rule?.text, &text)
    if !exdates.isEmpty { text += ", \"exdates\": [" + exdates.map(written).joined(separator: ", ") + "]" }
    if !instances.isEmpty { text += ", \"instances\": [" + instances.map(written).joined(separator: ", ") + "]" }
    string("status", status, &text)
    string("transparency", transparency, &text)
    string("response", response, &text)
    return text + "}"
  }

  private func written(_ instance: PlainScenario.Instance) -> String {
    let original = "{\"original_start\": " + written(instance.original)
    guard let start = instance.start, let end = instance.end else { return original + ", \"status\": \"cancelled\"}" }
    return original + ", \"start\": " + written(start) + ", \"end\": " + written(end) + "}"
  }

  private func written(_ moment: PlainMoment) -> String {
    switch moment {
    case .instant(let instant): "\"" + PlainText.instant(instant, ahead: minutesAhead) + "\""
    case .reading(let reading): "\"" + PlainText.reading(reading) + "\""
    case .day(let day): "\"" + PlainText.day(day) + "\""
    }
  }
}

extension PlainRule {
  private static let weekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  var text: String {
    var text = "FREQ=" + frequency.rawValue.uppercased()
    if let interval { text += ";INTERVAL=" + interval.description }
    if let count { text += ";COUNT=" + count.description }
    if let until { text += ";UNTIL=" + Self.compact(until) }
    if !weekdays.isEmpty {
      let names = weekdays.map { ($0.ordinal == 0 ? "" : $0.ordinal.description) + Self.weekdayNames[$0.weekday] }
      text += ";BYDAY=" + names.joined(separator: ",")
    }
    if !monthDays.isEmpty { text += ";BYMONTHDAY=" + monthDays.map(\.description).joined(separator: ",") }
    if let weekStart { text += ";WKST=" + Self.weekdayNames[weekStart] }
    return text
  }

  private static func compact(_ moment: PlainMoment) -> String {
    switch moment {
    case .instant(let instant): String(PlainText.reading(instant).filter { $0 != "-" && $0 != ":" }) + "Z"
    case .reading(let reading): String(PlainText.reading(reading).filter { $0 != "-" && $0 != ":" })
    case .day(let day): String(PlainText.day(day).filter { $0 != "-" })
    }
  }
}

private func number(_ key: String, _ value: Int?, _ text: inout String) {
  if let value { text += ", \"" + key + "\": " + value.description }
}

private func string(_ key: String, _ value: String?, _ text: inout String) {
  if let value { text += ", \"" + key + "\": \"" + value + "\"" }
}
