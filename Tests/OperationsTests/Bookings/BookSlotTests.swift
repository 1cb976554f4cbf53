import CivilTime
import Crypto
import Postgres
import Scheduling
import Store
import Testing

@testable import Operations

@Suite struct BookSlotTests {
  @Test func `a free slot is booked whole: event, booking, attendees, reminder, letters, audit row`() async throws {
    try await withOffice { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      #expect(booked.status == .confirmed)
      #expect(booked.time == TimeRange(from: TestOffice.monday, to: TestOffice.monday.adding(minutes: 30)))
      #expect(try await world.office.booking(booked.id, of: world.owner) == booked)
      #expect(
        try await world.texts("SELECT title || ', ' || status || ', ' || lower(blocked)::text FROM events") == [
          "Intro call: Ada Guest, confirmed, 2026-11-23 09:00:00+00"
        ])
      #expect(
        try await world.texts("SELECT email || ' ' || response_status FROM event_attendees ORDER BY 1") == [
          "ada@example.com accepted", "bob@example.com needs_action",
        ])
      #expect(try await world.texts("SELECT due_at::text FROM reminders") == ["2026-11-22 09:00:00+00"])
      #expect(
        try await world.texts("SELECT template_name || ' ' || recipient_email FROM email_logs ORDER BY 1") == [
          "booking_confirmed ada@example.com", "booking_confirmed bob@example.com",
          "booking_confirmed demo@example.org",
        ])
      #expect(
        try await world.texts("SELECT host(ip_address) FROM audit_logs WHERE action = 'booking.create'") == [
          "192.0.2.7"
        ])
      #expect(try await world.count("SELECT bookings_count FROM booking_links") == 1)
    }
  }

  @Test func `the token in the guest's address opens the booking, and no other does`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let token = try #require(world.office.token(of: booked))
      #expect(try await world.office.booking(token) == booked)
      let other = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-2")
      let otherToken = try #require(world.office.token(of: other))
      #expect(token != otherToken)
      #expect(try await world.office.booking(LinkToken(owner: other.id.uuid, token: token.token)) == nil)
      #expect(try await world.office.booking(LinkToken(owner: token.owner, token: .random())) == nil)
      #expect(
        try await world.count("SELECT count(*) FROM email_logs WHERE view::text LIKE '%' || \(token.text) || '%'") == 0)
    }
  }

  @Test func `a link that asks its owner first books a time that is held and waits`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.book { $0.guests = ["bob@example.com"] }
      #expect(booked.status == .pending)
      #expect(try await world.texts("SELECT status FROM events") == ["tentative"])
      #expect(try await world.count("SELECT count(*) FROM reminders") == 0)
      #expect(
        try await world.texts("SELECT template_name || ' ' || recipient_email FROM email_logs ORDER BY 1") == [
          "booking_pending ada@example.com", "booking_pending demo@example.org",
        ])
      #expect(try await world.open().decide(TestOffice.monday, lasting: 30) != .free(seatsLeft: 1))
    }
  }

  @Test func `each length on offer can be booked, and no other`() async throws {
    try await withOffice({ $0.durations = [30, 60, 15] }) { world in
      let hour = try await world.book(duration: 60)
      #expect(hour.time.end == TestOffice.monday.adding(minutes: 60))
      let quarter = try await world.book(TestOffice.monday.adding(minutes: 60), key: "form-2", duration: 15)
      #expect(quarter.duration == 15)
      let outcome = try await world.office.book(
        world.request(TestOffice.monday.adding(minutes: 120), key: "form-3", duration: 20))
      #expect(outcome.refusals == [Refusal(.duration, .notOffered)])
    }
  }

  @Test func `answers are kept with the question's words`() async throws {
    let question = Question(
      id: "topic", label: "What is it about?", kind: .choice, isRequired: true, choices: ["A", "B"])
    try await withOffice({ $0.questions = [question] }) { world in
      #expect(try await world.office.book(world.request()).refusals == [Refusal(.answer("topic"), .missing)])
      let booked = try await world.book { $0.answers = ["topic": ["B"]] }
      let answer = GivenAnswer(id: "topic", label: "What is it about?", kind: .choice, values: ["B"])
      #expect(booked.guest.answers == [answer])
      #expect(try await world.office.booking(booked.id, of: world.owner)?.guest.answers == [answer])
    }
  }

  @Test func `an owner who calls needs the guest's number`() async throws {
    try await withOffice({ $0.place = MeetingPlace(.phone) }) { world in
      #expect(try await world.office.book(world.request()).refusals == [Refusal(.phone, .missing)])
      let booked = try await world.book { $0.phone = "+49 30 1234567" }
      #expect(booked.guest.phone == "+49 30 1234567")
    }
  }

  @Test func `a time that was taken is refused with free ones close by`() async throws {
    try await withOffice { world in
      _ = try await world.book()
      let outcome = try await world.office.book(world.request(email: "bob@example.com", key: "form-2"))
      guard case .taken(.booked, let near) = outcome else { throw Unexpected("\(outcome)") }
      #expect(
        near.map(\.start.description) == [
          "2026-11-23T08:00:00Z", "2026-11-23T08:30:00Z", "2026-11-23T09:30:00Z", "2026-11-23T10:00:00Z",
          "2026-11-23T10:30:00Z", "2026-11-23T11:00:00Z",
        ])
      #expect(try await world.count("SELECT count(*) FROM bookings") == 1)
    }
  }

  @Test(arguments: [
    // Only Mondays at nine in Berlin, and those of the next seven weeks are days off.
    ("2026-11-23T08:00:00Z", ["2027-01-11T08:00:00Z"]),
    ("2026-11-20T08:00:00Z", ["2027-01-11T08:00:00Z"]),
    ("2027-01-11T08:30:00Z", ["2027-01-11T08:00:00Z", "2027-01-18T08:00:00Z"]),
    ("9999-12-31T23:59:59Z", ["2027-01-18T08:00:00Z"]),
  ])
  func `where nothing is free close by, the closest there is is offered`(start: String, offered: [String]) async throws
  {
    try await withOffice({
      let nine = try! Window(LocalTime(hour: 9, minute: 0)!, LocalTime(hour: 9, minute: 30)!)
      $0.hours = WeeklyHours([.monday: [nine]])
    }) { world in
      for week in 0..<7 {
        let monday = TestOffice.berlin.local(TestOffice.monday).date.adding(days: 7 * week)
        try await world.office.changeDate(monday, to: .closed, of: world.owner, caller: .house)
      }
      let outcome = try await world.office.book(world.request(Instant(start)!))
      guard case .taken(_, let near) = outcome else { throw Unexpected("\(outcome)") }
      #expect(near.map(\.start.description) == offered)
    }
  }

  @Test(arguments: [
    ("2026-11-23T09:10:00Z", 7), ("2026-11-23T16:00:00Z", 4), ("2026-11-22T09:00:00Z", 4), ("2026-11-20T10:59:00Z", 7),
    ("2026-11-20T10:30:00Z", 12), ("2027-03-01T09:00:00Z", 13), ("2020-11-23T09:00:00Z", 12),
    ("9999-12-31T23:59:59Z", 13),
  ])
  func `a start that is not shown is refused by its rule`(_ start: String, _ rule: Int) async throws {
    try await withOffice { world in
      let outcome = try await world.office.book(world.request(try #require(Instant(start))))
      guard case .taken(let reason, _) = outcome else { throw Unexpected("\(outcome)") }
      #expect(reason.rule == rule)
      #expect(try await world.count("SELECT count(*) FROM events") == 0)
    }
  }

  @Test func `a form that is not good is refused field by field, and nothing is written`() async throws {
    try await withOffice { world in
      let outcome = try await world.office.book(
        world.request {
          $0.name = "Ada\r\nBcc: eve@example.com"
          $0.email = "nobody"
        })
      #expect(outcome.refusals == [Refusal(.name, .unprintable), Refusal(.email, .notAnEmail)])
      #expect(try await world.count("SELECT count(*) FROM bookings") == 0)
      #expect(try await world.count("SELECT version FROM owners") == 2)
    }
  }

  @Test func `who books at nobody's, or by a link that is none, is told so`() async throws {
    try await withOffice { world in
      #expect(try await world.office.book(world.request(slug: "nothing")).isUnknown)
      var request = world.request()
      for name in ["nobody", "", "DEMO\u{0}", String(repeating: "x", count: 1_000)] {
        request.username = name
        #expect(try await world.office.book(request).isUnknown)
      }
      request.username = "Demo"
      guard case .booked = try await world.office.book(request) else { throw Unexpected("small letters only") }
    }
  }
}

extension BookingOutcome {
  var refusals: [Refusal]? {
    if case .refused(let refusals) = self { refusals } else { nil }
  }

  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  var closing: LinkClosing? {
    if case .closed(let link) = self { link.reason } else { nil }
  }

  var isTaken: Bool {
    if case .taken = self { true } else { false }
  }

  var appointment: Appointment? {
    if case .booked(let appointment) = self { appointment } else { nil }
  }
}
