import CivilTime
import ICalendar
import TestSupport
import Testing

/// Texts made to break a reader, and texts that are merely wrong: each has its error, none a trap.
struct RefusedTextsTests {
  @Test(
    arguments: [
      ([], 1, ReadingError.Reason.notACalendar),
      (Array("\r\n\r\n".utf8), 1, .notACalendar),
      (Array("<html><script>alert(1)</script></html>".utf8), 1, .notACalendar),
      (bytes(["BEGIN:VEVENT", "END:VEVENT"]), 1, .notACalendar),
      (bytes(["SUMMARY:x"]), 1, .notACalendar),
      (bytes(["BEGIN:VCALENDAR"]), 1, .unfinished(component: "VCALENDAR")),
      (bytes(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VCALENDAR"]), 3, .unexpectedEnd(component: "VCALENDAR")),
      (bytes(["BEGIN:VCALENDAR", "END:VEVENT"]), 2, .unexpectedEnd(component: "VEVENT")),
      (bytes(["END:VCALENDAR"]), 1, .unexpectedEnd(component: "VCALENDAR")),
      (calendar() + calendar(), 5, .moreThanOneCalendar),
      (calendar() + Array("SUMMARY:x".utf8), 5, .malformedLine),
      (calendar("no line at all"), 4, .malformedLine),
      (calendar("X-A;B:c"), 4, .malformedLine),
      (calendar("X-A;B=\"c:d"), 4, .malformedLine),
      (calendar(":c"), 4, .malformedLine),
      (calendar("X-A:a\u{0}b"), 4, .nulByte),
      (calendar("METHOD:EXPLODE"), 4, .badValue(property: "METHOD")),
      (calendar("METHOD:REPLY", "METHOD:REPLY"), 5, .repeated(property: "METHOD")),
      (bytes(["BEGIN:VCALENDAR", "X-A:"]).dropLast(2) + [0xFF, 0xFE, 0x0D, 0x0A], 2, .notUTF8),
      (bytes(["BEGIN:VCALENDAR", "X-A;B="]).dropLast(2) + [0xC3, 0x3A, 0x0D, 0x0A], 2, .notUTF8),
      // A surrogate and an overlong slash.
      (bytes(["BEGIN:VCALENDAR", "X-A:"]).dropLast(2) + [0xED, 0xA0, 0x80], 2, .notUTF8),
      (bytes(["BEGIN:VCALENDAR", "X-A:"]).dropLast(2) + [0xC0, 0xAF], 2, .notUTF8),
    ] as [([UInt8], Int, ReadingError.Reason)])
  func `a text that is no calendar is refused, with the line`(
    _ text: [UInt8], _ line: Int, _ reason: ReadingError.Reason
  ) {
    #expect(throws: ReadingError(line: line, reason)) { try Calendar.read(text) }
  }

  private static let limits = {
    var limits = ReadingLimits()
    limits.bytes = 20_000
    limits.lineBytes = 1_000
    limits.components = 20
    limits.properties = 100
    limits.parameters = 10
    limits.values = 10
    return limits
  }()

  @Test(arguments: [
    (String(repeating: "A:\r\n", count: 5_001), ReadingError.Reason.tooManyBytes(limit: 20_000)),
    ("X:" + String(repeating: "a", count: 999), .lineTooLong(limit: 1_000)),
    ("X:" + String(repeating: "a\r\n ", count: 999), .lineTooLong(limit: 1_000)),
    (String(repeating: "BEGIN:VEVENT\r\n", count: 30), .tooDeep(limit: 8)),
    (String(repeating: "BEGIN:VEVENT\r\nEND:VEVENT\r\n", count: 30), .tooManyComponents(limit: 20)),
    (String(repeating: "A:\r\n", count: 101), .tooManyProperties(limit: 100)),
    ("X" + String(repeating: ";A=b", count: 11) + ":", .tooManyParameters(limit: 10)),
    ("X;A=" + String(repeating: "b,", count: 11) + ":", .tooManyParameters(limit: 10)),
  ])
  func `more of anything than a calendar has is refused`(_ lines: String, _ reason: ReadingError.Reason) {
    let text = Array("BEGIN:VCALENDAR\r\n\(lines)\r\nEND:VCALENDAR\r\n".utf8)
    let error = #expect(throws: ReadingError.self) { try Calendar.read(text, limits: Self.limits) }
    #expect(error?.reason == reason)
  }

  @Test func `more values than anybody writes are refused`() throws {
    let dates = Array(repeating: "20261123", count: 11).joined(separator: ",")
    let read = try Calendar.read(event("EXDATE:\(dates)"), limits: Self.limits)
    #expect(read.refused.map(\.reason) == [.tooManyValues(limit: 10)])
    let categories = try Calendar.read(event("CATEGORIES:" + String(repeating: "a,", count: 11)), limits: Self.limits)
    #expect(categories.refused.map(\.reason) == [.tooManyValues(limit: 10)])
  }

  @Test(arguments: [
    (["UID:1"], ReadingError.Reason.missing(property: "DTSTART")),
    (["DTSTART:20261123"], .missing(property: "UID")),
    (["UID:", "DTSTART:20261123"], .missing(property: "UID")),
    (["UID:1", "UID:2", "DTSTART:20261123"], .repeated(property: "UID")),
    (["UID:1", "DTSTART:20261123", "DTSTART:20261124"], .repeated(property: "DTSTART")),
    (["UID:1", "DTSTART:20261131"], .badValue(property: "DTSTART")),
    (["UID:1", "DTSTART:20261123T240000"], .badValue(property: "DTSTART")),
    (["UID:1", "DTSTART:20261123T0900"], .badValue(property: "DTSTART")),
    (["UID:1", "DTSTART:00000101"], .badValue(property: "DTSTART")),
    (["UID:1", "DTSTART:２０２６1123"], .badValue(property: "DTSTART")),
    (["UID:1", "DTSTART;TZID=Mars/Olympus:20261123T090000"], .unknownZone("Mars/Olympus")),
    (["UID:1", "DTSTART;TZID=../../etc/passwd:20261123T090000"], .unknownZone("../../etc/passwd")),
    (["UID:1", "DTSTART:20261123", "DTEND:20261123T090000Z"], .mixedKinds(property: "DTEND")),
    (["UID:1", "DTSTART:20261123T090000Z", "DTEND:20261123T085959Z"], .endBeforeStart),
    (["UID:1", "DTSTART:20261123", "DURATION:-P1D"], .endBeforeStart),
    (["UID:1", "DTSTART:20261123", "DTEND:20261124", "DURATION:P1D"], .endAndDuration),
    (["UID:1", "DTSTART:20261123", "SEQUENCE:abc"], .badValue(property: "SEQUENCE")),
    (["UID:1", "DTSTART:20261123", "SEQUENCE:-1"], .badValue(property: "SEQUENCE")),
    (["UID:1", "DTSTART:20261123", "SEQUENCE:99999999999999999999"], .badValue(property: "SEQUENCE")),
    (["UID:1", "DTSTART:20261123", "DTSTAMP:yesterday"], .badValue(property: "DTSTAMP")),
    (["UID:1", "DTSTART:20261123", "EXDATE:20261123,x"], .badValue(property: "EXDATE")),
    (["UID:1", "DTSTART:20261123", "RDATE;VALUE=PERIOD:20261123T090000Z"], .badValue(property: "RDATE")),
    (["UID:1", "DTSTART:20261123", "RDATE;VALUE=PERIOD:20261123T090000Z/-PT1H"], .badValue(property: "RDATE")),
    (["UID:1", "DTSTART:20261123", "RRULE:FREQ=DAILY;COUNT=1;UNTIL=20270101"], .badRule(.countAndUntil)),
    (["UID:1", "DTSTART:20261123", "RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY"], .repeated(property: "RRULE")),
    (["UID:1", "DTSTART:20261123", "not a line"], .malformedLine),
  ])
  func `an event that cannot be understood is left out, and its neighbour stays`(
    _ lines: [String], _ reason: ReadingError.Reason
  ) throws {
    let neighbour = ["BEGIN:VEVENT", "UID:good", "DTSTART:20261123", "END:VEVENT"]
    let read = try Calendar.read(
      bytes(["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT"] + neighbour + ["END:VCALENDAR"]))
    #expect(read.events.map(\.uid) == ["good"])
    #expect(read.refused.map(\.reason) == [reason])
  }

  @Test func `an error names its line and says what is wrong`() throws {
    let read = try Calendar.read(event("SEQUENCE:abc"))
    #expect(read.refused.map(\.description) == ["line 7: the value of SEQUENCE is not understood"])
  }

  @Test func `nothing made of a calendar's pieces traps, and what is read is written and read again the same`() throws {
    var random = SplitMix(seed: 11)
    var read = 0
    for _ in 0..<400 {
      let text = Mutations.mutatedSample(&random)
      guard let calendar = try? Calendar.read(text) else { continue }
      read += 1
      var again = try Calendar.read(calendar.text)
      #expect(again.refused == [])
      again.refused = calendar.refused
      #expect(again == calendar)
      let window = try range("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")
      for series in calendar.series { _ = try? series.busy(in: window, for: .utc) }
      _ = try? Message(calendar)
    }
    #expect(read > 100)
  }
}
