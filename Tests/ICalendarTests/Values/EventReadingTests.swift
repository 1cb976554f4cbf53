import CivilTime
import ICalendar
import Testing

/// What an event's lines mean.
struct EventReadingTests {
  @Test func `an invitation is read with all it says`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let event = try readEvent(
      event(
        "SEQUENCE:2", "DTSTAMP:20261101T120000Z", "DTEND;TZID=Europe/Berlin:20261123T110000",
        "SUMMARY:Coffee\\, tea\\; and \\\\ more", "DESCRIPTION:First line\\nsecond\\Nthird",
        "LOCATION;LANGUAGE=de:Büro 7",
        "URL:https://example.org/a,b;c", "CATEGORIES:One\\, two,Three", "CATEGORIES:Four", "COMMENT:Hm",
        "ORGANIZER;CN=Anna;SENT-BY=\"mailto:office@example.org\":mailto:anna@example.org",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE;CN=\"Ben, the guest\";X-A=1:MAILTO:ben@example.org",
        "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "PRIORITY:5", "X-UNKNOWN;A=b:c\\,d"))
    #expect(event.uid == "1" && event.sequence == 2)
    #expect(event.stamp == (try instant("2026-11-01T12:00:00Z")))
    #expect(event.start == .utc(try instant("2026-11-23T09:00:00Z")))
    #expect(event.end == .at(.zoned(try reading("2026-11-23T11:00"), berlin)))
    #expect(event.summary == "Coffee, tea; and \\ more")
    #expect(event.description == "First line\nsecond\nthird")
    #expect(event.location == "Büro 7")
    #expect(event.url == "https://example.org/a,b;c")
    #expect(event.categories == ["One, two", "Three", "Four"])
    #expect(event.comments == ["Hm"])
    #expect(
      event.organizer == Person(address: "mailto:anna@example.org", name: "Anna", sentBy: "mailto:office@example.org"))
    #expect(event.organizer?.email == "anna@example.org")
    let ben = try #require(event.attendees.first)
    #expect(ben.email == "ben@example.org" && ben.name == "Ben, the guest" && ben.expectsReply)
    #expect(ben.role == .optional && ben.participation == .accepted && ben.kind == .individual)
    #expect(ben.extra.map(\.name) == ["X-A"])
    #expect(event.answer(of: "BEN@example.org") == .accepted)
    #expect(event.answer(of: "eve@example.org") == nil)
    #expect(event.status == .confirmed && event.transparency == .transparent && event.privacy == .closed)
    #expect(event.extra.map(\.name) == ["PRIORITY", "X-UNKNOWN"])
    #expect(event.extra.last?.value == "c\\,d")
  }

  @Test func `a series is read with its exceptions and additions`() throws {
    let event = try readEvent(
      event(
        "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20261130T090000Z,20261207T090000Z", "EXDATE;VALUE=DATE:20261214",
        "RDATE:20261201T090000Z", "RDATE;VALUE=PERIOD:20261202T090000Z/PT2H,20261203T090000Z/20261203T100000Z"))
    #expect(event.rule == (try RecurrenceRule("FREQ=WEEKLY;COUNT=5")))
    #expect(
      event.leftOut == [
        .utc(try instant("2026-11-30T09:00:00Z")), .utc(try instant("2026-12-07T09:00:00Z")),
        .date(try date("2026-12-14")),
      ])
    #expect(
      event.added == [
        .start(.utc(try instant("2026-12-01T09:00:00Z"))),
        .period(.utc(try instant("2026-12-02T09:00:00Z")), .after(Length(seconds: 7_200))),
        .period(.utc(try instant("2026-12-03T09:00:00Z")), .at(.utc(try instant("2026-12-03T10:00:00Z")))),
      ])
  }

  @Test func `a changed occurrence names the one it stands for`() throws {
    let changed = try readEvent(event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261130T090000Z"))
    #expect(changed.recurrenceID == .init(.utc(try instant("2026-11-30T09:00:00Z")), andFuture: true))
  }

  @Test(arguments: [
    ("DTSTART;VALUE=DATE:20261123", Moment.date(LocalDate.first), "2026-11-23"),
    ("DTSTART:20261123", .date(LocalDate.first), "2026-11-23"),
    ("DTSTART:20261123T090000", .floating(LocalDateTime(date: .first, time: .midnight)), "2026-11-23T09:00:00"),
  ])
  func `whole days and floating times are told apart by their shape`(
    _ line: String, _ kind: Moment, _ expected: String
  ) throws {
    let read = try readEvent(calendar("BEGIN:VEVENT", "UID:1", line, "END:VEVENT"))
    switch (read.start, kind) {
    case (.date(let date), .date): #expect(date.description == expected)
    case (.floating(let reading), .floating): #expect(reading.description == expected)
    default: Issue.record("\(String(describing: read.start)) is of another kind")
    }
  }

  @Test func `a leap second is the second before it`() throws {
    let read = try readEvent(calendar("BEGIN:VEVENT", "UID:1", "DTSTART:20161231T235960Z", "END:VEVENT"))
    #expect(read.start == .utc(try instant("2016-12-31T23:59:59Z")))
  }

  @Test func `reminders are read, and those nobody understands are none`() throws {
    let read = try readEvent(
      event(
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Soon", "REPEAT:2", "DURATION:PT5M",
        "END:VALARM",
        "BEGIN:VALARM", "ACTION:EMAIL", "TRIGGER;RELATED=END:P1D", "SUMMARY:S", "ATTENDEE:mailto:a@b", "END:VALARM",
        "BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME:20261123T080000Z", "END:VALARM",
        "BEGIN:VALARM", "ACTION:X-SMOKE", "TRIGGER:PT0S", "END:VALARM",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:soon", "END:VALARM", "BEGIN:VALARM", "END:VALARM"))
    #expect(
      read.alarms.map(\.trigger) == [
        .fromStart(.minutes(-15)), .fromEnd(Length(days: 1)), .at(try instant("2026-11-23T08:00:00Z")),
        .fromStart(Length()),
      ])
    #expect(read.alarms.map(\.action) == [.display, .email, .audio, .other("X-SMOKE")])
    #expect(read.alarms[0].repetition == .init(count: 2, every: .minutes(5)))
    #expect(read.alarms[0].description == "Soon")
    #expect(read.alarms[1].attendees.map(\.email) == ["a@b"])
  }

  @Test func `free and busy times are read`() throws {
    let read = try Calendar.read(
      calendar(
        "BEGIN:VFREEBUSY", "UID:f", "DTSTAMP:20261101T000000Z", "DTSTART:20261123T000000Z", "DTEND:20261124T000000Z",
        "ORGANIZER:mailto:anna@example.org", "ATTENDEE:mailto:ben@example.org",
        "FREEBUSY:20261123T090000Z/PT1H,20261123T120000Z/20261123T123000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261123T150000Z/PT15M", "FREEBUSY;FBTYPE=X-ODD:20261123T160000Z/PT15M",
        "END:VFREEBUSY"))
    let answer = try #require(read.freeBusy.first)
    #expect(
      answer.periods == [
        .init(try range("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z")),
        .init(try range("2026-11-23T12:00:00Z", "2026-11-23T12:30:00Z")),
        .init(try range("2026-11-23T15:00:00Z", "2026-11-23T15:15:00Z"), kind: .tentative),
        .init(try range("2026-11-23T16:00:00Z", "2026-11-23T16:15:00Z")),
      ])
    #expect(answer.organizer?.email == "anna@example.org" && answer.attendees.count == 1)
    #expect(answer.start == .utc(try instant("2026-11-23T00:00:00Z")))
  }

  @Test(arguments: [
    ("P7W", 49, 0), ("P15DT5H0M20S", 15, 18_020), ("-PT15M", 0, -900), ("+P1D", 1, 0), ("PT0S", 0, 0),
    ("-P1DT1H", -1, -3_600),
  ])
  func `lengths are read`(_ text: String, _ days: Int, _ seconds: Int) throws {
    let read = try readEvent(event("BEGIN:VALARM", "TRIGGER:\(text)", "END:VALARM"))
    #expect(read.alarms.map(\.trigger) == [.fromStart(Length(days: days, seconds: seconds))])
  }

  @Test(arguments: [
    "", "P", "PT", "P1", "1D", "P1H", "PT1D", "P-1D", "PT1S1M", "P1D1D", "P99999999999D", "P2000000D", "PT5",
  ])
  func `a length that is none is refused`(_ text: String) throws {
    #expect(try refusal(event("DURATION:\(text)")) == .badValue(property: "DURATION"))
  }
}
