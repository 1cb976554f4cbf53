import CivilTime
import Scheduling
import Store
import TestSupport
import Testing

/// What is put into a field, as it goes over the wire.
struct HostileValue: Sendable {
  let name: String
  let wire: String

  private init(_ name: String, _ text: String) {
    self.init(name, wire: FormBody.escape(text))
  }

  private init(_ name: String, wire: String) {
    (self.name, self.wire) = (name, wire)
  }

  static let all = [
    HostileValue("nothing", ""),
    HostileValue("ten thousand letters", String(repeating: "x", count: 10_000)),
    HostileValue("ten thousand digits", String(repeating: "7", count: 10_000)),
    HostileValue("ten thousand faces", String(repeating: "😀", count: 10_000)),
    HostileValue("a face", "Ada 👩‍👩‍👧‍👦"),
    HostileValue("right to left", "محمد العربي"),
    HostileValue("markup", "<script>alert(1)</script><img src=x onerror=alert(2)>"),
    HostileValue("a way out of an attribute", "\"><script>alert(1)</script>"),
    HostileValue("a template's tag", "{{{page.home}}}"),
    HostileValue("SQL", "'; DROP TABLE bookings; --"),
    HostileValue("a percent sign astray", wire: "100%zz"),
    HostileValue("NUL", wire: "Ada%00Moreau"),
    HostileValue("half a character", wire: "Ada%C3"),
    HostileValue("no UTF-8", wire: "%FF%FEAda"),
    HostileValue("half a pair", wire: "%ED%A0%80"),
    HostileValue("a header's line break", "Ada\r\nBcc: eve@example.com"),
    HostileValue("a bare line feed", "Ada\nBcc: eve@example.com"),
    HostileValue("a line separator", "Ada\u{2028}Bcc: eve@example.com"),
    HostileValue("a turned direction", "Ada\u{202E}aroM"),
    HostileValue("nothing to be seen", "\u{200B}\u{200D}"),
    HostileValue("a day that is none", "2026-02-30T09:00:00Z"),
    HostileValue("an hour that is none", "2026-11-23T25:61:00Z"),
    HostileValue("a year beyond all", "+292278-01-01T00:00:00Z"),
    HostileValue("a number beyond all", "99999999999999999999999999"),
    HostileValue("less than nothing", "-30"),
    HostileValue("a path", "../../../etc/passwd"),
  ]

  static let names = Set(all.map(\.name))
}

/// A field of the form, and which of these values it may hold.
struct HostileField: Sendable {
  let name: String
  let takes: Set<String>

  /// Words of any kind in one line.
  private static let line = HostileValue.names.subtracting([
    "nothing", "ten thousand letters", "ten thousand digits", "ten thousand faces", "NUL", "half a character",
    "no UTF-8", "half a pair", "a header's line break", "a bare line feed", "a line separator", "a turned direction",
    "nothing to be seen",
  ])
  /// What a browser gives back as it was given: signs of ASCII, not too many.
  private static let signs = line.subtracting(["a face", "right to left", "markup", "SQL"])
  private static let optional = line.union(["nothing", "nothing to be seen"])
  private static let lines = optional.union(["a header's line break", "a bare line feed", "a line separator"])

  static let all = [
    HostileField(name: "start", takes: []),
    HostileField(name: "duration", takes: ["nothing"]),
    HostileField(name: "tz", takes: ["nothing"]),
    HostileField(name: "key", takes: signs),
    HostileField(name: "name", takes: line),
    HostileField(name: "email", takes: []),
    HostileField(name: "phone", takes: []),
    HostileField(name: "notes", takes: lines),
    HostileField(name: "guests", takes: ["nothing"]),
    HostileField(name: "answer.line", takes: optional),
    HostileField(name: "answer.lines", takes: lines),
    HostileField(name: "answer.one", takes: ["nothing"]),
    HostileField(name: "answer.some", takes: ["nothing"]),
    HostileField(name: "answer.sure", takes: ["nothing"]),
    HostileField(name: "answer.call", takes: ["nothing"]),
    HostileField(name: "answer.count", takes: ["nothing", "less than nothing", "a number beyond all"]),
  ]

  /// Asks for everything there is to ask for.
  static let link: @Sendable (inout Link) -> Void = { link in
    link.durations = [10, 20]
    link.hours = .always
    link.place = MeetingPlace(.phone)
    link.questions = [
      Question(id: "line", label: "Line", kind: .text), Question(id: "lines", label: "Lines", kind: .longText),
      Question(id: "one", label: "One", kind: .choice, choices: ["a", "b"]),
      Question(id: "some", label: "Some", kind: .severalChoices, choices: ["a", "b"]),
      Question(id: "sure", label: "Sure", kind: .yesNo), Question(id: "call", label: "Call", kind: .phone),
      Question(id: "count", label: "Count", kind: .number),
    ]
  }

  static func guest(_ number: Int, _ start: Instant) -> Guest {
    Guest.number(number) {
      $0.start = start
      $0.minutes = 10
      $0.others = ["phone": "+49 30 1234567"]
    }
  }

  func body(of guest: Guest, holding value: HostileValue) -> [UInt8] {
    let others = guest.fields.filter { $0.0 != name }
    return FormBody.encode(others) + Array("&\(name)=\(value.wire)".utf8)
  }
}
