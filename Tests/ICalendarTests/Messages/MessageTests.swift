import CivilTime
import ICalendar
import Testing

/// iTIP: what goes to and fro between Anna, who hosts, and Ben, who is invited.
struct MessageTests {
  private func meeting() throws -> Event {
    var event = Event(
      uid: "1@calento", start: .zoned(try reading("2026-11-23T09:00"), try Zone.named("Europe/Berlin")),
      end: .after(.minutes(45)))
    event.sequence = 3
    event.stamp = try instant("2026-11-01T00:00:00Z")
    event.summary = "Haircut"
    event.organizer = Person(email: "anna@example.org", name: "Anna")
    event.attendees = [
      Attendee(address: "mailto:ben@example.org", name: "Ben", expectsReply: true),
      Attendee(address: "mailto:cleo@example.org", participation: .accepted),
    ]
    event.alarms = [Alarm(.fromStart(.minutes(-15)), description: "Soon")]
    return event
  }

  private func now() throws -> Instant { try instant("2026-11-20T09:00:00Z") }

  private func sent(_ message: Message) throws -> Message {
    let received = try Message.read(message.calendar.text)
    #expect(received == message)
    return received
  }

  @Test func `an invitation arrives as it was sent`() throws {
    let message = try sent(.request([try meeting()], stamp: try now()))
    #expect(message.method == .request && message.uid == "1@calento" && message.sequence == 3)
    #expect(message.organizer?.email == "anna@example.org")
    #expect(message.events.map(\.stamp) == [try now()])
  }

  @Test func `calling off says so, with a higher sequence number and without reminders`() throws {
    let message = try sent(.cancel(try meeting(), sequence: 4, stamp: try now(), comment: "Ill"))
    let event = try #require(message.events.first)
    #expect(event.status == .cancelled && event.sequence == 4 && event.alarms == [] && event.comments == ["Ill"])
    #expect(message.isNews(toWhoKnows: try meeting()))
  }

  @Test func `an answer names the meeting and the one who answers, and nobody else`() throws {
    let message = try sent(
      .reply(to: try meeting(), from: "mailto:BEN@example.org", .accepted, stamp: try now(), comment: "Gladly"))
    let event = try #require(message.events.first)
    #expect(event.attendees.map(\.email) == ["ben@example.org"])
    #expect(event.answer(of: "ben@example.org") == .accepted)
    #expect(event.sequence == 3 && event.comments == ["Gladly"] && event.alarms == [])
  }

  @Test func `a proposal brings another time`() throws {
    let other = Moment.utc(try instant("2026-11-24T10:00:00Z"))
    let message = try sent(
      .counter(
        to: try meeting(), from: "mailto:ben@example.org", start: other, end: .after(.minutes(30)), stamp: try now()))
    #expect(message.events.map(\.start) == [other] && message.events.map(\.end) == [.after(.minutes(30))])
    let declined = try sent(.declineCounter(try meeting(), stamp: try now()))
    #expect(declined.method == .declineCounter && declined.events.first?.attendees == [])
  }

  @Test func `asking to be told again needs no time`() throws {
    let message = try sent(.refresh(try meeting(), from: "mailto:ben@example.org", stamp: try now()))
    #expect(message.events.map(\.start) == [nil])
  }

  @Test func `who was not invited cannot answer`() throws {
    #expect(throws: MessageError.notInvited(address: "mailto:eve@example.org")) {
      try Message.reply(to: try meeting(), from: "mailto:eve@example.org", .accepted, stamp: try now())
    }
  }

  @Test func `a message is news by sequence, then by stamp`() throws {
    let known = try meeting()
    var newer = known
    newer.stamp = try instant("2026-11-01T00:00:01Z")
    var older = known
    older.sequence = 2
    older.stamp = try now()
    #expect(try Message(.request, [newer]).isNews(toWhoKnows: known))
    #expect(!(try Message(.request, [known]).isNews(toWhoKnows: known)))
    #expect(!(try Message(.request, [older]).isNews(toWhoKnows: known)))
  }

  @Test func `a series travels with its changed occurrences`() throws {
    var series = try meeting()
    series.rule = try RecurrenceRule("FREQ=WEEKLY;COUNT=3")
    var moved = try meeting()
    moved.recurrenceID = .init(.zoned(try reading("2026-11-30T09:00"), try Zone.named("Europe/Berlin")))
    moved.start = .zoned(try reading("2026-11-30T15:00"), try Zone.named("Europe/Berlin"))
    let message = try sent(.request([series, moved], stamp: try now()))
    let window = try range("2026-11-01T00:00:00Z", "2027-01-01T00:00:00Z")
    #expect(
      try message.calendar.series.first?.busy(in: window, for: .utc).map(\.start) == [
        try instant("2026-11-23T08:00:00Z"), try instant("2026-11-30T14:00:00Z"), try instant("2026-12-07T08:00:00Z"),
      ])
  }

  private typealias Spoil = @Sendable (inout Event) -> Void

  private static let spoilt: [(Calendar.Method, Spoil, MessageError)] = [
    (.request, { $0.stamp = nil }, .missing(property: "DTSTAMP", .request)),
    (.request, { $0.organizer = nil }, .missing(property: "ORGANIZER", .request)),
    (.request, { $0.attendees = [] }, .missing(property: "ATTENDEE", .request)),
    (.request, { $0.start = nil }, .missing(property: "DTSTART", .request)),
    (.request, { $0.status = .cancelled }, .notAllowed(property: "STATUS:CANCELLED", .request)),
    (.publish, { _ in }, .notAllowed(property: "ATTENDEE", .publish)),
    (.reply, { _ in }, .notOneAttendee(.reply)),
    (.reply, { $0.attendees = [] }, .notOneAttendee(.reply)),
    (.refresh, { _ in }, .notOneAttendee(.refresh)),
    (.cancel, { $0.status = .confirmed }, .notAllowed(property: "STATUS", .cancel)),
    (.counter, { $0.start = nil }, .missing(property: "DTSTART", .counter)),
    (.add, { $0.recurrenceID = .init(.date(.first)) }, .notAllowed(property: "RECURRENCE-ID", .add)),
    (.declineCounter, { $0.organizer = nil }, .missing(property: "ORGANIZER", .declineCounter)),
  ]

  @Test(arguments: spoilt.indices)
  func `a message that breaks its table cannot be made`(_ index: Int) throws {
    let (method, spoil, error) = Self.spoilt[index]
    var event = try meeting()
    spoil(&event)
    #expect(throws: error) { try Message(method, [event]) }
  }

  @Test func `a message of two meetings, two organizers or one occurrence twice cannot be made`() throws {
    var other = try meeting()
    other.uid = "2@calento"
    #expect(throws: MessageError.severalUIDs) { try Message(.request, [try meeting(), other]) }
    #expect(throws: MessageError.repeatedOccurrence) { try Message(.request, [try meeting(), try meeting()]) }
    other = try meeting()
    other.recurrenceID = .init(.date(.first))
    other.organizer = Person(email: "eve@example.org")
    #expect(throws: MessageError.severalOrganizers) { try Message(.request, [try meeting(), other]) }
    #expect(throws: MessageError.noEvents) { try Message(.request, []) }
  }

  @Test func `an answer without an organizer, as Exchange sends it, is taken; we send none`() throws {
    let text = calendar(
      "METHOD:REPLY", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20261120T090000Z",
      "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.org",
      "END:VEVENT")
    let message = try Message.read(text)
    #expect(message.events.first?.answer(of: "ben@example.org") == .declined && message.organizer == nil)
    #expect(throws: MessageError.missing(property: "ORGANIZER", .reply)) { try Message(.reply, message.events) }
  }

  @Test func `a calendar that is no message, and one that cannot be read, are refused`() throws {
    #expect(throws: MessageError.noMethod) { try Message.read(event()) }
    #expect(throws: MessageError.unreadable(ReadingError(line: 1, .notACalendar))) { try Message.read(Array("x".utf8)) }
    let broken = calendar("METHOD:REQUEST", "BEGIN:VEVENT", "UID:1", "SEQUENCE:x", "END:VEVENT")
    #expect(throws: MessageError.unreadable(ReadingError(line: 7, .badValue(property: "SEQUENCE")))) {
      try Message.read(broken)
    }
  }
}
