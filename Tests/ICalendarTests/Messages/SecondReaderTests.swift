import CivilTime
import ICalendar
import Testing

/// libical finds nothing wrong with what we write: neither a line it does not understand nor one that RFC 5545 or the
/// tables of RFC 5546 forbid.
@Suite(.serialized) struct SecondReaderTests {
  private func meeting(in zone: String = "Europe/Berlin") throws -> Event {
    let zone = try Zone.named(zone)
    var event = Event(
      uid: "1@calento", start: .zoned(try reading("2026-11-23T09:00"), zone),
      end: .at(.zoned(try reading("2026-11-23T09:45"), zone)))
    event.sequence = 1
    event.summary = "Haircut, and \"more\"; ^ \\"
    event.description = "One\nTwo"
    event.location = "Büro"
    event.url = "https://example.org/bookings/abc"
    event.categories = ["One", "Two"]
    event.organizer = Person(email: "anna@example.org", name: "Anna: the \"host\"")
    event.attendees = [Attendee(address: "mailto:ben@example.org", name: "Ben, guest", expectsReply: true)]
    event.rule = try RecurrenceRule("FREQ=MONTHLY;COUNT=4;BYDAY=-1MO,2TU;BYSETPOS=1")
    event.leftOut = [.zoned(try reading("2026-11-30T09:00"), zone)]
    event.added = [
      .start(.zoned(try reading("2026-11-25T09:00"), zone)), .period(.utc(try now()), .after(.minutes(30))),
    ]
    event.alarms = [Alarm(.fromStart(.minutes(-15)), description: "Soon")]
    return event
  }

  private func now() throws -> Instant { try instant("2026-11-20T09:00:00Z") }

  private func expectNoFault(_ message: Message, _ location: SourceLocation = #_sourceLocation) throws {
    let errors = try LibicalCalendar(message.calendar.text).errors()
    #expect(errors == [], sourceLocation: location)
  }

  @Test func `the second reader does find faults`() throws {
    let bad = calendar("METHOD:REQUEST", "BEGIN:VEVENT", "UID:1", "DTSTART:garbage", "END:VEVENT")
    let errors = try LibicalCalendar(bad).errors()
    #expect(errors.count > 1)
  }

  @Test func `it finds none in our messages`() throws {
    let ben = "mailto:ben@example.org"
    try expectNoFault(.request([try meeting()], stamp: try now()))
    try expectNoFault(.cancel(try meeting(), sequence: 2, stamp: try now()))
    try expectNoFault(.reply(to: try meeting(), from: ben, .declined, stamp: try now(), comment: "No"))
    let other = Moment.utc(try instant("2026-11-24T10:00:00Z"))
    try expectNoFault(.counter(to: try meeting(), from: ben, start: other, end: .after(.minutes(30)), stamp: try now()))
    try expectNoFault(.declineCounter(try meeting(), stamp: try now()))
    try expectNoFault(.refresh(try meeting(), from: ben, stamp: try now()))
  }

  @Test(arguments: [
    "America/New_York", "America/Santiago", "Africa/Casablanca", "Asia/Tokyo", "Africa/Monrovia", "UTC",
  ])
  func `it finds none in our zones`(_ zone: String) throws {
    try expectNoFault(.request([try meeting(in: zone)], stamp: try now()))
  }
}
