import CivilTime
import Scheduling
import Testing

/// What is wrong with each field, and that nothing else is said.
@Suite struct LinkFormRefusalTests {
  struct Case: Sendable {
    let name: String
    let change: @Sendable (inout LinkForm) -> Void
    let refusal: LinkFieldRefusal

    init(
      _ name: String, _ field: LinkField, _ problem: LinkProblem, _ change: @escaping @Sendable (inout LinkForm) -> Void
    ) {
      (self.name, self.change) = (name, change)
      refusal = LinkFieldRefusal(field, problem)
    }
  }

  private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

  private static let texts: [Case] = [
    Case("no title", .title, .missing) { $0.title = " \u{200B}" },
    Case("long title", .title, .tooLong(limit: 200)) { $0.title = long(201) },
    Case("line break", .title, .unprintable) { $0.title = "a\nb" },
    Case("NUL", .title, .unprintable) { $0.title = "a\u{0}" },
    Case("turned text", .title, .unprintable) { $0.title = "\u{202E}x" },
    Case("half a character", .title, .unprintable) { $0.title = "a\u{FFFD}" },
    Case("slug with a slash", .slug, .notASlug) { $0.slug = "in/tro" },
    Case("slug of another script", .slug, .notASlug) { $0.slug = "дом" },
    Case("long slug", .slug, .tooLong(limit: 100)) { $0.slug = long(101) },
    Case("long description", .description, .tooLong(limit: 10_000)) { $0.description = long(10_001) },
    Case("escape", .description, .unprintable) { $0.description = "\u{1B}[2J" },
    Case("no such place", .placeKind, .notAChoice) { $0.placeKind = "moon" },
    Case("long place", .placeDetails, .tooLong(limit: 1_000)) { $0.placeDetails = long(1_001) },
    Case("place of two lines", .placeDetails, .unprintable) { $0.placeDetails = "a\r\nb" },
    Case("color by name", .color, .notAColor) { $0.color = "red" },
    Case("short color", .color, .notAColor) { $0.color = "#fff" },
    Case("color that ends the rule", .color, .notAColor) { $0.color = "#000000;}" },
    Case("no color", .color, .notAColor) { $0.color = "" },
  ]

  private static let numbers: [Case] = [
    Case("no length", .durations, .missing) { $0.durations = ["", " "] },
    Case("length in words", .durations, .notANumber) { $0.durations = ["half"] },
    Case("negative length", .durations, .outside(1...1_440)) { $0.durations = ["-30"] },
    Case("no time at all", .durations, .outside(1...1_440)) { $0.durations = ["30", "0"] },
    Case("more than a day", .durations, .outside(1...1_440)) { $0.durations = ["1441"] },
    Case("many lengths", .durations, .tooMany(limit: 9)) { $0.durations = ["1 2 3 4 5 6 7 8 9 10"] },
    Case("increment 0", .increment, .outside(1...1_440)) { $0.increment = "0" },
    Case("increment 1.5", .increment, .notANumber) { $0.increment = "1.5" },
    Case("buffer", .bufferBefore, .outside(0...1_440)) { $0.bufferBefore = "1441" },
    Case("buffer", .bufferAfter, .notANumber) { $0.bufferAfter = "ten" },
    Case("buffer below nothing", .bufferBefore, .outside(0...1_440)) { $0.bufferBefore = "-3" },
    Case("buffer below nothing, as printed", .bufferBefore, .outside(0...1_440)) { $0.bufferBefore = "−٣" },
    Case("a sign alone", .bufferBefore, .notANumber) { $0.bufferBefore = "-" },
    Case("long number", .bufferAfter, .outside(0...1_440)) { $0.bufferAfter = "99999999999999999999" },
    Case("no notice", .notice, .missing) { $0.notice = "" },
    Case("notice over a year", .notice, .outside(0...365)) { ($0.notice, $0.noticeUnit) = ("366", "days") },
    Case("notice unit", .notice, .notAChoice) { $0.noticeUnit = "moons" },
    Case("no days", .daysAhead, .missing) { $0.daysAhead = "" },
    Case("many days", .daysAhead, .outside(0...3_660)) { $0.daysAhead = "3661" },
    Case("no bookings a day", .dailyLimit, .outside(1...10_000)) { $0.dailyLimit = "0" },
    Case("no bookings a week", .weeklyLimit, .outside(1...10_000)) { $0.weeklyLimit = "0" },
    Case("no seat", .seats, .outside(1...10_000)) { $0.seats = "0" },
    Case("empty seats", .seats, .missing) { $0.seats = " " },
    Case("many seats", .seats, .outside(1...10_000)) { $0.seats = "10001" },
    Case("reminder in words", .reminders, .notANumber) { $0.reminders = ["a day"] },
    Case("reminder far ahead", .reminders, .outside(0...43_200)) { $0.reminders = ["43201"] },
    Case("many reminders", .reminders, .tooMany(limit: 10)) { $0.reminders = (1...11).map { "\($0)" } },
  ]

  private static let dates: [Case] = [
    Case("window kind", .window, .notAChoice) { $0.window = "for ever" },
    Case("no dates", .firstDate, .missing) { ($0.window, $0.lastDate) = ("dates", "2026-12-01") },
    Case("no last date", .lastDate, .missing) { ($0.window, $0.firstDate) = ("dates", "2026-12-01") },
    Case("30 February", .firstDate, .notADate) {
      ($0.window, $0.firstDate, $0.lastDate) = ("dates", "2026-02-30", "2026-12-01")
    },
    Case("backwards", .lastDate, .endsBeforeItBegins) {
      ($0.window, $0.firstDate, $0.lastDate) = ("dates", "2026-12-02", "2026-12-01")
    },
    Case("dates that are over", .lastDate, .isOver) {
      ($0.window, $0.firstDate, $0.lastDate) = ("dates", "2026-10-01", "2026-10-19")
    },
    Case("an end that is over", .expires, .isOver) { $0.expires = "2026-10-19" },
    Case("an hour that is over", .expires, .isOver) { ($0.expires, $0.expiryTime) = ("2026-10-20", "13:00") },
    Case("an instant that is over", .expires, .isOver) { $0.expires = "2026-10-20T11:00:00Z" },
    Case("a day that is over in Hanoi", .expires, .isOver) {
      ($0.schedule, $0.expires, $0.expiryTime) = (LinkForms.schedule, "2026-10-20", "18:00")
    },
    Case("no date", .expires, .notADate) { $0.expires = "Christmas" },
    Case("after all time", .expires, .notADate) { $0.expires = "9999-12-31" },
    Case("a time alone", .expires, .missing) { $0.expiryTime = "9:00" },
    Case("no time", .expiryTime, .notATime) { ($0.expires, $0.expiryTime) = ("2026-12-01", "25:00") },
    Case("hours kind", .hours, .notAChoice) { $0.hours = "mine" },
    Case("no such schedule", .schedule, .notAChoice) { $0.schedule = "0192e4a0-0000-7000-8000-00000000000f" },
    Case("no hours", .hours, .missing) { $0.hours = "specific_hours" },
    Case("one end", .day(.monday), .notHours("9")) { ($0.hours, $0.week[1]) = ("specific_hours", "9") },
    Case("three ends", .day(.monday), .notHours("9-10-11")) { ($0.hours, $0.week[1]) = ("specific_hours", "9-10-11") },
    Case("no times", .day(.sunday), .notHours("x-y")) { ($0.hours, $0.week[0]) = ("specific_hours", "8-9, x-y") },
    Case("night shift", .day(.monday), .endsBeforeItBegins) { ($0.hours, $0.week[1]) = ("specific_hours", "22-6") },
    Case("many windows", .day(.monday), .tooMany(limit: 12)) {
      ($0.hours, $0.week[1]) = ("specific_hours", (0..<13).map { "\($0)-\($0 + 1)" }.joined(separator: ","))
    },
    Case("long line", .day(.monday), .tooLong(limit: 300)) { ($0.hours, $0.week[1]) = ("specific_hours", long(301)) },
  ]

  private static let questions: [Case] = [
    Case("no label", .questionLabel(0), .missing) {
      $0.questions = [LinkForms.question { ($0.id, $0.label) = ("topic", "") }]
    },
    Case("a kind without a label", .questionLabel(0), .missing) {
      $0.questions = [LinkForms.question { ($0.label, $0.kind) = (" ", "number") }]
    },
    Case("a tick without a label", .questionLabel(0), .missing) {
      $0.questions = [LinkForms.question { ($0.label, $0.isRequired) = ("", true) }]
    },
    Case("long label", .questionLabel(1), .tooLong(limit: 300)) {
      $0.questions = [LinkForms.question { _ in }, LinkForms.question { $0.label = long(301) }]
    },
    Case("no such kind", .questionKind(0), .notAChoice) { $0.questions = [LinkForms.question { $0.kind = "file" }] },
    Case("no choices", .questionChoices(0), .missing) {
      $0.questions = [LinkForms.question { ($0.kind, $0.choices) = ("choice", " \n ") }]
    },
    Case("twice the same", .questionChoices(0), .repeated("Tea")) {
      $0.questions = [LinkForms.question { ($0.kind, $0.choices) = ("several_choices", "Tea\nMilk\nTea ") }]
    },
    Case("many choices", .questionChoices(0), .tooMany(limit: 30)) {
      $0.questions = [
        LinkForms.question { ($0.kind, $0.choices) = ("choice", (0...30).map { "\($0)" }.joined(separator: "\n")) }
      ]
    },
    Case("long choice", .questionChoices(0), .tooLong(limit: 200)) {
      $0.questions = [LinkForms.question { ($0.kind, $0.choices) = ("choice", long(201)) }]
    },
    Case("many questions", .questions, .tooMany(limit: 20)) {
      $0.questions = Array(repeating: LinkForms.question { _ in }, count: 21)
    },
  ]

  @Test(arguments: [texts, numbers, dates, questions].joined().map(\.self).indices)
  func `a field that is not good is refused with its reason alone`(_ index: Int) {
    let row = [Self.texts, Self.numbers, Self.dates, Self.questions].flatMap(\.self)[index]
    #expect(LinkForms.problems(row.change) == [row.refusal], "\(row.name)")
  }

  @Test(arguments: [
    "example.org", "//example.org", "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://",
    "https:///x", "http://?x", "https://exam ple.org", "https://example.org/\"x", "https://example.org/<b>",
    "java\tscript:x", "https:example.org", "http:/example.org", "\u{0}https://example.org", "https://e.org\r\nX: y",
    "https://example.org/\\evil", "vbscript:x", " mailto:a@b.c",
  ])
  func `only the web is somewhere else`(_ redirect: String) {
    #expect(LinkForms.problems { $0.redirect = redirect }.map(\.field) == [.redirect])
  }

  @Test func `an end that stands may be over, and today is not`() throws {
    let (first, last) = (try #require(LocalDate("2026-10-01")), try #require(LocalDate("2026-10-19")))
    let end = try #require(Instant("2026-10-19T22:00:00Z"))
    let kept = try LinkForms.read(window: .dates(first...last), end: end) {
      ($0.window, $0.firstDate, $0.lastDate) = ("dates", "2026-10-01", "2026-10-19")
      $0.expires = "2026-10-19"
    }
    #expect((kept.window, kept.expiresAt) == (.dates(first...last), end))
    let today = try LinkForms.read {
      ($0.window, $0.firstDate, $0.lastDate) = ("dates", "2026-10-01", "2026-10-20")
      ($0.expires, $0.expiryTime) = ("2026-10-20", "13:01")
    }
    #expect(today.expiresAt == Instant("2026-10-20T11:01:00Z"))
  }

  @Test func `the bounds themselves are good`() throws {
    let draft = try LinkForms.read {
      $0.title = Self.long(200)
      $0.slug = Self.long(100)
      $0.description = Self.long(10_000)
      ($0.increment, $0.bufferBefore, $0.bufferAfter) = ("1440", "1440", "0")
      ($0.notice, $0.noticeUnit, $0.daysAhead) = ("525600", "minutes", "3660")
      ($0.dailyLimit, $0.weeklyLimit, $0.seats) = ("10000", "1", "10000")
      $0.redirect = "https://example.org/" + Self.long(1_980)
      $0.reminders = ["0", "43200"]
      $0.questions = Array(repeating: LinkForms.question { _ in }, count: 20)
    }
    #expect(draft.questions.count == 20)
    #expect(draft.redirect?.count == 2_000)
  }

  @Test func `every bad field is told, in the order of the form`() {
    let fields = LinkForms.problems {
      $0.title = ""
      $0.durations = []
      $0.slug = "?"
      $0.seats = "many"
      $0.redirect = "x"
      $0.color = "x"
    }.map(\.field)
    #expect(fields == [.title, .durations, .slug, .seats, .redirect, .color])
  }
}
