import CivilTime
import Scheduling
import Testing

@Suite struct LinkFormTests {
  @Test func `a title and a length make a link`() throws {
    let draft = try LinkForms.read {
      $0.title = "  Intro call "
      $0.durations = ["30"]
    }
    #expect(draft.title == "Intro call")
    #expect(draft.slug == nil)
    #expect(draft.durations == [30])
    #expect(draft.increment == nil)
    #expect(draft.notice == 120)
    #expect(draft.window == .daysAhead(60))
    #expect((draft.bufferBefore, draft.bufferAfter, draft.seats) == (0, 0, 1))
    #expect((draft.dailyLimit, draft.weeklyLimit) == (nil, nil))
    #expect(draft.schedule == nil && draft.hours == nil)
    #expect(draft.reminders == [1440])
    #expect(draft.color == "#0b6b57")
    #expect(draft.isActive && draft.isListed && !draft.isSingleUse && !draft.requiresConfirmation)
    #expect(draft.redirect == nil && draft.expiresAt == nil)
  }

  @Test func `every field is read`() throws {
    let draft = try LinkForms.read {
      $0.slug = "Intro"
      $0.description = "One\r\n\r\n**two**\n"
      $0.durations = ["60", "15, 30", "30"]
      $0.usualDuration = "30"
      ($0.increment, $0.bufferBefore, $0.bufferAfter) = ("20", "5", "10")
      $0.schedule = LinkForms.schedule
      ($0.notice, $0.noticeUnit) = ("3", "days")
      ($0.window, $0.firstDate, $0.lastDate) = ("dates", "2026-12-01", "2026-12-18")
      ($0.dailyLimit, $0.weeklyLimit, $0.seats) = ("3", "12", "6")
      $0.requiresConfirmation = true
      $0.color = "#7A4BB0"
      ($0.placeKind, $0.placeDetails) = ("in_person", " 12 Nguyen Hue ")
      $0.reminders = ["60", "1440 10"]
      $0.redirect = "HTTPS://example.org/thanks?x=1#y"
      ($0.isActive, $0.isListed, $0.isSingleUse) = (false, false, true)
      $0.expires = "2026-12-24"
    }
    #expect(draft.slug == "intro")
    #expect(draft.description == "One\n\n**two**")
    #expect(draft.durations == [30, 15, 60])
    #expect((draft.increment, draft.bufferBefore, draft.bufferAfter) == (20, 5, 10))
    #expect(draft.schedule == LinkForms.schedule)
    #expect(draft.notice == 4_320)
    let (first, last) = (try #require(LocalDate("2026-12-01")), try #require(LocalDate("2026-12-18")))
    #expect(draft.window == .dates(first...last))
    #expect((draft.dailyLimit, draft.weeklyLimit, draft.seats) == (3, 12, 6))
    #expect(draft.requiresConfirmation)
    #expect(draft.color == "#7a4bb0")
    #expect(draft.place == MeetingPlace(.inPerson, "12 Nguyen Hue"))
    #expect(draft.reminders == [1440, 60, 10])
    #expect(draft.redirect == "https://example.org/thanks?x=1#y")
    #expect(!draft.isActive && !draft.isListed && draft.isSingleUse)
    // The last date is over when it is over in Hanoi, whose schedule the link goes by.
    #expect(draft.expiresAt == Instant("2026-12-24T17:00:00Z"))
  }

  @Test(arguments: [
    (["45", "15"], "", [15, 45]), (["45", "15"], "45", [45, 15]), (["45", "15"], "30", [15, 45]),
    (["١٥"], "", [15]), (["", "20 25;30"], "x", [20, 25, 30]), (["1", "1440"], "", [1, 1_440]),
  ])
  func `the usual length is the one that is chosen, or the shortest`(typed: [String], usual: String, read: [Int]) throws
  {
    let draft = try LinkForms.read {
      $0.durations = typed
      $0.usualDuration = usual
    }
    #expect(draft.durations.map(\.count) == read)
  }

  @Test(arguments: [
    ("2026-12-24", "", "2026-12-24T23:00:00Z"), ("2026-12-24", "17:30", "2026-12-24T16:30:00Z"),
    ("2026-12-24", "5 pm", "2026-12-24T16:00:00Z"), ("2026-12-24T08:15:30Z", "", "2026-12-24T08:15:30Z"),
    ("2026-10-25", "", "2026-10-25T23:00:00Z"), (" 2026-12-24 ", " ", "2026-12-24T23:00:00Z"),
  ])
  func `a link ends with its last date, or at a time`(date: String, time: String, end: String) throws {
    #expect(
      try LinkForms.read { ($0.expires, $0.expiryTime) = (date, time) }.expiresAt == Instant(end))
  }

  @Test(arguments: [
    ("9-12", "09:00–12:00"), ("9 to 5pm", "09:00–17:00"), ("8 đến 11:30, 1 CH tới 5 CH", "08:00–11:30 13:00–17:00"),
    ("9–12, 13:30 – 5 pm", "09:00–12:00 13:30–17:00"), ("22–24", "22:00–24:00"),
    ("22-0", "22:00–24:00"), ("9-12;11-14", "09:00–14:00"), ("0900-1200\n", "09:00–12:00"), ("10-11,", "10:00–11:00"),
  ])
  func `a day of the link's own week is a line of from–to`(typed: String, read: String) throws {
    let draft = try LinkForms.read {
      $0.hours = "specific_hours"
      $0.week[Weekday.tuesday.rawValue] = typed
      $0.week[Weekday.friday.rawValue] = "–"
    }
    let hours = try #require(draft.hours)
    #expect(hours[.tuesday].windows.map { "\($0.start)–\($0.end)" }.joined(separator: " ") == read)
    #expect(hours[.friday].isClosed && hours[.monday].isClosed)
  }

  @Test func `hours typed for a link that goes by its schedule are left alone`() throws {
    let draft = try LinkForms.read { $0.week[1] = "nonsense" }
    #expect(draft.hours == nil)
  }

  @Test func `questions keep their ids, and new ones get their own`() throws {
    let questions = try LinkForms.read {
      $0.questions = [
        LinkForms.question { $0.label = "New?" },
        LinkForms.question {
          ($0.id, $0.label, $0.kind, $0.isRequired) = ("topic", " About what? ", "long_text", true)
        },
        LinkForms.question { ($0.id, $0.kind, $0.choices) = ("topic", "choice", "Tea\r\n\n Coffee \nMilk") },
        LinkForms.question { ($0.id, $0.kind, $0.choices) = ("<b>", "text", "never\nshown") },
        QuestionForm(),
      ]
    }.questions
    #expect(
      questions == [
        Question(id: "new-1", label: "New?", kind: .text),
        Question(id: "topic", label: "About what?", kind: .longText, isRequired: true),
        Question(id: "new-2", label: "What is it about?", kind: .choice, choices: ["Tea", "Coffee", "Milk"]),
        Question(id: "new-3", label: "What is it about?", kind: .text),
      ])
  }

  @Test func `a fresh id that is used already is not taken`() throws {
    var form = LinkForm()
    form.title = "x"
    form.questions = [LinkForms.question { _ in }]
    let ids = Deck(["topic", "other"])
    let draft = try form.read(
      LinkForm.Surroundings(
        zones: [:], usualZone: LinkForms.berlin, questionIDs: ["topic"], now: LinkForms.now,
        freshID: { ids.draw() }))
    #expect(draft.questions.map(\.id) == ["other"])
  }
}
