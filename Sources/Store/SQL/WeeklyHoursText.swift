internal import CivilTime
internal import Scheduling

/// A link's own weekly hours as they stand in its row: `{"mon": [["09:00", "12:00"]], …}`. Days that are left out are
/// closed.
struct WeeklyHoursText: Codable {
  private let days: [String: [[String]]]

  private static let names: [(Weekday, String)] = [
    (.sunday, "sun"), (.monday, "mon"), (.tuesday, "tue"), (.wednesday, "wed"), (.thursday, "thu"), (.friday, "fri"),
    (.saturday, "sat"),
  ]

  init(_ hours: WeeklyHours) {
    var days: [String: [[String]]] = [:]
    for (weekday, name) in Self.names where !hours[weekday].isClosed {
      days[name] = hours[weekday].windows.map { ["\($0.start)", "\($0.end)"] }
    }
    self.days = days
  }

  init(from decoder: any Decoder) throws {
    days = try decoder.singleValueContainer().decode([String: [[String]]].self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(days)
  }

  /// Windows that are none are left out: the form that wrote them refuses those.
  var hours: WeeklyHours {
    var windows: [Weekday: [Window]] = [:]
    for (weekday, name) in Self.names {
      windows[weekday] = days[name]?.compactMap { ends in
        guard ends.count == 2, let start = LocalTime(ends[0]), let end = LocalTime(ends[1]) else { return nil }
        return try? Window(start, end)
      }
    }
    return WeeklyHours(windows)
  }
}
