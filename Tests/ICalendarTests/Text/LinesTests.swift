import CivilTime
import ICalendar
import TestSupport
import Testing

/// Lines, folds, escapes and parameters, in both directions.
struct LinesTests {
  @Test(arguments: ["\r\n", "\n"])
  func `folds are undone, also within a character, whatever ends the lines`(_ end: String) throws {
    var text: [UInt8] = []
    for line in ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART:2026", " 1123", "SUMMARY:Caf"] {
      text += Array((line + end).utf8)
    }
    // é torn apart, a fold by tab, an empty fold.
    text.removeLast(end.utf8.count)
    text += [0xC3] + Array((end + " ").utf8) + [0xA9] + Array("\(end)\t au \(end) lait\(end) \(end)".utf8)
    for line in ["END:VEVENT", "", "END:VCALENDAR"] { text += Array((line + end).utf8) }
    let event = try readEvent(text)
    #expect(event.summary == "Café au lait")
    #expect(event.start == .date(try date("2026-11-23")))
  }

  @Test func `a byte order mark, lower case, and a last line without an end are forgiven`() throws {
    let text =
      [0xEF, 0xBB, 0xBF]
      + Array("begin:vcalendar\nBegin:vevent\nuid:1\ndtstart;value=date:20261123\nEnd:vevent\nend:vcalendar".utf8)
    #expect(try readEvent(text).uid == "1")
  }

  @Test func `control characters are dropped, tabs stay`() throws {
    #expect(try readEvent(event("SUMMARY:a\u{B}b\u{7F}c\td\u{1B}")).summary == "abc\td")
  }

  @Test(arguments: [
    ("a\\nb\\Nc", "a\nb\nc"), ("\\\\n", "\\n"), ("\\,\\;\\\\", ",;\\"), ("C:\\Users", "C:\\Users"), ("end\\", "end\\"),
    ("a,b;c:d\"e", "a,b;c:d\"e"), ("", ""),
  ])
  func `escapes are undone, and what is none stays`(_ written: String, _ meant: String) throws {
    #expect(try readEvent(event("SUMMARY:\(written)")).summary == meant)
  }

  @Test(arguments: [
    ("CN=Ben", "Ben"), ("CN=\"Ben; the: one, only\"", "Ben; the: one, only"), ("CN=\"\"", ""), ("CN=", ""),
    ("CN=a^'b^nc^^d^e^", "a\"b\nc^d^e^"), ("cn=Ben", "Ben"), ("X=1;CN=Ben;Y=\"2\"", "Ben"), ("CN=Jürgen", "Jürgen"),
    ("CN=First,\"Second\"", "First"), ("CN=O'Neill \\, Ben", "O'Neill \\"),
  ])
  func `parameters are read, quoted, bare and with carets`(_ parameters: String, _ name: String) throws {
    #expect(try readEvent(event("ORGANIZER;\(parameters):mailto:a@b")).organizer?.name == name)
  }

  @Test func `no line is longer than 75 bytes, and no character is torn`() throws {
    var random = SplitMix(seed: 1)
    let letters = ["a", "é", "あ", "👩‍👩‍👧", " ", ","]
    for _ in 0..<200 {
      let summary = (0..<random.below(200)).map { _ in letters[random.below(letters.count)] }.joined()
      var calendar = Calendar()
      var event = Event(uid: "1", start: .date(.first))
      event.summary = summary
      event.organizer = Person(address: "mailto:a@b", name: summary)
      calendar.events = [event]
      let lines = String(decoding: calendar.text, as: UTF8.self).utf8.split(separator: UInt8(ascii: "\n"))
      for line in lines {
        #expect(line.count <= 76 && line.last == UInt8(ascii: "\r"))
        #expect(String(validating: line, as: UTF8.self) != nil)
      }
      #expect(try readEvent(calendar.text) == event)
    }
  }

  @Test func `nothing that is written can begin a line of its own`() throws {
    let evil = "x\r\nATTACH:file:///etc/passwd\nEND:VEVENT\r\u{0}\u{1B}"
    var event = Event(uid: evil, start: .date(.first))
    event.summary = evil
    event.url = evil
    event.organizer = Person(address: evil, name: evil)
    event.extra = [try #require(Property("X-A", evil))]
    var calendar = Calendar(productID: evil)
    calendar.name = evil
    calendar.events = [event]
    let lines = text(calendar).split(separator: "\r\n")
    #expect(lines.filter { $0.hasPrefix("ATTACH") }.isEmpty)
    #expect(lines.filter { $0 == "END:VEVENT" }.count == 1)
    let read = try readEvent(calendar.text)
    #expect(read.summary == "x\nATTACH:file:///etc/passwd\nEND:VEVENT\n")
    #expect(read.url == "xATTACH:file:///etc/passwdEND:VEVENT")
    #expect(read.organizer?.name == "x\nATTACH:file:///etc/passwd\nEND:VEVENT")
  }

  @Test(arguments: ["", "A B", "A:B", "É", "A;B", String(repeating: "A", count: 101)])
  func `a property of an impossible name cannot be made`(_ name: String) {
    #expect(Property(name, "value") == nil)
    #expect(Property.Parameter(name, ["value"]) == nil)
  }
}
