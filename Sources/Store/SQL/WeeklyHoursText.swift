internal import CivilTime
internal import Postgres
internal import Scheduling

/// A link's own weekly hours as they stand in its row: `{"mon": [["09:00", "12:00"]], …}`. Days that are left out are
/// closed. Read by a reader of its own: hours are part of every reading of an owner's book.
struct WeeklyHoursText {
  let hours: WeeklyHours

  private static let names: [(Weekday, StaticString)] = [
    (.sunday, "sun"), (.monday, "mon"), (.tuesday, "tue"), (.wednesday, "wed"), (.thursday, "thu"), (.friday, "fri"),
    (.saturday, "sat"),
  ]

  init(_ hours: WeeklyHours) {
    self.hours = hours
  }

  var json: JSONText {
    var writer = JSONWriter()
    writer.object { writer in
      for (weekday, name) in Self.names where !hours[weekday].isClosed {
        writer.name(name)
        writer.array(hours[weekday].windows) { writer, window in
          writer.array(["\(window.start)", "\(window.end)"]) { $0.text($1) }
        }
      }
    }
    return writer.text
  }

  /// Nil for what `json` never wrote.
  init?(_ text: JSONText) {
    var reader = Reader(bytes: text.bytes)
    guard let hours = reader.readDays() else { return nil }
    self.hours = hours
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func readDays() -> WeeklyHours? {
      var windows: [Weekday: [Window]] = [:]
      guard take("{") else { return nil }
      while !take("}") {
        if !windows.isEmpty, !take(",") { return nil }
        guard let name = readText(), take(":"), let weekday = Self.weekday(name), windows[weekday] == nil,
          let day = readWindows()
        else { return nil }
        windows[weekday] = day
      }
      return place == bytes.count ? WeeklyHours(windows) : nil
    }

    private mutating func readWindows() -> [Window]? {
      var windows: [Window] = []
      guard take("[") else { return nil }
      while !take("]") {
        if !windows.isEmpty, !take(",") { return nil }
        guard take("["), let start = readTime(), take(","), let end = readTime(), take("]"),
          let window = try? Window(start, end)
        else { return nil }
        windows.append(window)
      }
      return windows
    }

    private mutating func readTime() -> LocalTime? {
      readText().flatMap { LocalTime(utf8: $0.span) }
    }

    /// A text without escapes: nothing that stands here needs any.
    private mutating func readText() -> ArraySlice<UInt8>? {
      guard take("\""), let end = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      defer { place = end + 1 }
      return bytes[place..<end]
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
      while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
      guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
      place += 1
      return true
    }

    private static func weekday(_ name: ArraySlice<UInt8>) -> Weekday? {
      WeeklyHoursText.names.first { _, known in
        known.withUTF8Buffer { $0.elementsEqual(name) }
      }?.0
    }
  }
}
