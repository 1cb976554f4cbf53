import CivilTime
import ICalendar
import Testing

/// What calendars look like when they are written, and that they are read again the same.
struct WritingTests {
  private func everything() throws -> Event {
    let berlin = try Zone.named("Europe/Berlin")
    var event = Event(
      uid: "7@calento", start: .zoned(try reading("2026-11-23T09:00"), berlin),
      end: .at(.zoned(try reading("2026-11-23T09:45"), berlin)))
    event.sequence = 2
    event.stamp = try instant("2026-11-01T12:00:00Z")
    event.created = try instant("2026-10-01T12:00:00Z")
    event.lastModified = try instant("2026-10-02T12:00:00Z")
    event.summary = "Haircut, 45 min; with \"Ben\" \\ 👋"
    event.description = "Line one\nLine two"
    event.location = "Büro"
    event.url = "https://example.org/bookings/abc"
    event.categories = ["One, two", "Three"]
    event.comments = ["Bring a friend"]
    event.organizer = Person(email: "anna@example.org", name: "Anna \"A\"")
    var ben = Attendee(address: "mailto:ben@example.org", name: "Ben", participation: .accepted, expectsReply: true)
    ben.extra = [try #require(Property.Parameter("DELEGATED-TO", ["mailto:a@b", "mailto:c@d"]))]
    event.attendees = [ben, Attendee(address: "mailto:room@example.org", role: .informed, kind: .room)]
    event.status = .confirmed
    event.transparency = .transparent
    event.privacy = .confidential
    event.rule = try RecurrenceRule("FREQ=WEEKLY;COUNT=4;BYDAY=MO")
    event.added = [
      .start(.zoned(try reading("2026-11-25T09:00"), berlin)),
      .period(.zoned(try reading("2026-11-26T09:00"), berlin), .after(.minutes(30))),
      .period(.utc(try instant("2026-11-27T09:00:00Z")), .at(.utc(try instant("2026-11-27T10:00:00Z")))),
    ]
    event.leftOut = [.zoned(try reading("2026-11-30T09:00"), berlin), .date(try date("2026-12-07"))]
    var alarm = Alarm(.fromStart(.minutes(-15)), description: "Soon")
    alarm.repetition = .init(count: 1, every: .minutes(5))
    event.alarms = [alarm, Alarm(.at(try instant("2026-11-23T07:00:00Z")), action: .audio)]
    event.extra = [try #require(Property("X-CALENTO-LINK", "a;b", parameters: []))]
    return event
  }

  @Test func `an event with everything is read again as it was written`() throws {
    var calendar = Calendar(method: .request)
    calendar.name = "Anna's"
    calendar.extra = [try #require(Property("X-WR-TIMEZONE", "Europe/Berlin"))]
    calendar.events = [try everything()]
    #expect(try Calendar.read(calendar.text) == calendar)
  }

  @Test(arguments: [
    (Moment.date(.first), Event.End.none), (.date(.first), .at(.date(.last))), (.date(.first), .after(Length(days: 3))),
    (.floating(LocalDateTime(date: .first, time: .midnight)), .after(Length(days: 1, seconds: 3_661))),
    (.utc(Instant(seconds: 1_800_000_000)), .after(.minutes(90))), (.utc(Instant(seconds: 0)), .none),
  ])
  func `times of every kind are read again as they were written`(_ start: Moment, _ end: Event.End) throws {
    var calendar = Calendar()
    calendar.events = [Event(uid: "1", start: start, end: end)]
    #expect(try Calendar.read(calendar.text) == calendar)
  }

  @Test func `a free-busy answer is read again as it was written`() throws {
    var answer = FreeBusy(uid: "f")
    answer.stamp = try instant("2026-11-01T12:00:00Z")
    answer.organizer = Person(email: "anna@example.org")
    answer.attendees = [Attendee(address: "mailto:ben@example.org")]
    answer.start = .utc(try instant("2026-11-23T00:00:00Z"))
    answer.end = .utc(try instant("2026-11-24T00:00:00Z"))
    answer.periods = [
      .init(try range("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z")),
      .init(try range("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z"), kind: .unavailable),
    ]
    answer.url = "https://example.org/anna"
    var calendar = Calendar(method: .publish)
    calendar.freeBusy = [answer]
    #expect(try Calendar.read(calendar.text) == calendar)
    #expect(text(calendar).contains("FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261123T110000Z/20261123T120000Z\r\n"))
  }

  @Test func `a small invitation looks so, byte for byte`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    var event = Event(
      uid: "1@calento", start: .zoned(try reading("2026-11-23T09:00"), berlin), end: .after(.minutes(45)))
    event.stamp = try instant("2026-11-20T09:00:00Z")
    event.summary = "Haircut"
    event.organizer = Person(email: "anna@example.org", name: "Anna")
    event.attendees = [Attendee(address: "mailto:ben@example.org", name: "Ben", expectsReply: true)]
    event.alarms = [Alarm(.fromStart(.minutes(-60)), description: "Haircut")]
    let message = try Message.request([event], stamp: try instant("2026-11-20T09:00:00Z"))
    let expected = """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Calento//Calento//EN
      CALSCALE:GREGORIAN
      METHOD:REQUEST
      BEGIN:VTIMEZONE
      TZID:Europe/Berlin
      BEGIN:DAYLIGHT
      DTSTART:20250330T020000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      TZNAME:CEST
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      END:DAYLIGHT
      BEGIN:STANDARD
      DTSTART:20251026T030000
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      TZNAME:CET
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      END:STANDARD
      END:VTIMEZONE
      BEGIN:VEVENT
      UID:1@calento
      DTSTAMP:20261120T090000Z
      SEQUENCE:0
      DTSTART;TZID=Europe/Berlin:20261123T090000
      DURATION:PT45M
      SUMMARY:Haircut
      ORGANIZER;CN=Anna:mailto:anna@example.org
      ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ben:mailto
       :ben@example.org
      BEGIN:VALARM
      ACTION:DISPLAY
      TRIGGER:-PT1H
      DESCRIPTION:Haircut
      END:VALARM
      END:VEVENT
      END:VCALENDAR

      """
    #expect(
      text(message.calendar)
        == expected.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
  }
}
