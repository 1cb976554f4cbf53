import ICalendar
import Testing

/// Lines put together as a calendar has them.
func bytes(_ lines: [String]) -> [UInt8] {
  Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
}

/// A calendar with these lines in it.
func calendar(_ lines: String...) -> [UInt8] {
  bytes(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN"] + lines + ["END:VCALENDAR"])
}

/// A calendar with one event of these lines; UID and DTSTART are there.
func event(_ lines: String...) -> [UInt8] {
  bytes(
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "BEGIN:VEVENT", "UID:1", "DTSTART:20261123T090000Z"]
      + lines + ["END:VEVENT", "END:VCALENDAR"])
}

/// The one event of a text, none refused.
func readEvent(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) throws -> Event {
  let calendar = try Calendar.read(bytes)
  #expect(calendar.refused == [], sourceLocation: location)
  return try #require(calendar.events.first, sourceLocation: location)
}

/// Why the one event of a text was refused.
func refusal(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) throws -> ReadingError.Reason {
  let calendar = try Calendar.read(bytes)
  #expect(calendar.events == [], sourceLocation: location)
  return try #require(calendar.refused.first, sourceLocation: location).reason
}

func text(_ calendar: Calendar) -> String {
  String(decoding: calendar.text, as: UTF8.self)
}
