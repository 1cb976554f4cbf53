import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct BookForGuestTests {
  private static let evening = TestOffice.monday.adding(minutes: 9 * 60)

  @Test func `an owner books for a guest: confirmed at once, letters as for any booking`() async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let booked = try await world.bookForGuest()
      #expect(booked.status == .confirmed)
      #expect(booked.guest.name == "Ada Guest")
      #expect(try await world.office.booking(booked.id, of: world.owner) == booked)
      #expect(try await world.texts("SELECT status FROM events") == ["confirmed"])
      #expect(try await world.count("SELECT count(*) FROM reminders") == 1)
      #expect(try await world.count("SELECT bookings_count FROM booking_links") == 1)
      #expect(
        try await world.texts("SELECT template_name || ' ' || recipient_email FROM email_logs ORDER BY 1") == [
          "booking_confirmed ada@example.com", "booking_confirmed demo@example.org",
        ])
      #expect(
        try await world.texts("SELECT metadata ->> 'by' FROM audit_logs WHERE action = 'booking.create'") == ["owner"])
    }
  }

  @Test func `no notice is asked for, and no answer to the link's questions`() async throws {
    try await withOffice({
      $0.notice = 10_080
      $0.questions = [Question(id: "why", label: "Why?", kind: .text, isRequired: true)]
      $0.place = MeetingPlace(.phone)
    }) { world in
      let booked = try await world.bookForGuest()
      #expect(booked.guest.answers.isEmpty)
      #expect(booked.guest.phone.isEmpty)
    }
  }

  @Test func `what a guest must fill in an owner must fill in too, and no answer may be a wrong one`() async throws {
    try await withOffice({
      $0.questions = [Question(id: "how", label: "How?", kind: .choice, choices: ["a", "b"])]
    }) { world in
      let outcome = try await world.tryBookForGuest { form in
        form.name = ""
        form.email = "nobody"
        form.answers = ["how": ["c"]]
      }
      guard case .refused(let refusals) = outcome else { throw Unexpected("\(outcome)") }
      #expect(
        refusals == [
          Refusal(.name, .missing), Refusal(.email, .notAnEmail), Refusal(.answer("how"), .notAChoice),
        ])
      #expect(try await world.count("SELECT count(*) FROM bookings") == 0)
    }
  }

  @Test func `out of hours only anyway, onto another booking never`() async throws {
    try await withOffice { world in
      guard case .taken(.outsideHours, let near) = try await world.tryBookForGuest(Self.evening) else {
        throw Unexpected("booked out of hours")
      }
      #expect(!near.isEmpty)
      _ = try await world.bookForGuest(Self.evening, anyway: true)
      for start in [Self.evening, Self.evening.adding(minutes: 29), Self.evening.adding(minutes: -29)] {
        guard case .taken(.booked, _) = try await world.tryBookForGuest(start, anyway: true, key: "form-2") else {
          throw Unexpected("booked twice")
        }
      }
      _ = try await world.bookForGuest(Self.evening.adding(minutes: 30), anyway: true, key: "form-2")
    }
  }

  @Test func `the limits of a day do not bind anyway`() async throws {
    try await withOffice({ $0.dailyLimit = 1 }) { world in
      _ = try await world.book()
      let next = TestOffice.monday.adding(minutes: 60)
      guard case .taken(.dailyLimit, _) = try await world.tryBookForGuest(next, key: "form-2") else {
        throw Unexpected("booked beyond the limit")
      }
      _ = try await world.bookForGuest(next, anyway: true, key: "form-2")
    }
  }

  @Test func `the same form twice is one booking, and another guest's key is refused`() async throws {
    try await withOffice { world in
      let first = try await world.bookForGuest()
      #expect(try await world.bookForGuest() == first)
      let outcome = try await world.tryBookForGuest(Self.evening, anyway: true) { $0.email = "eve@example.com" }
      guard case .refused([Refusal(.key, .usedAlready)]) = outcome else { throw Unexpected("\(outcome)") }
      #expect(try await world.count("SELECT count(*) FROM bookings") == 1)
    }
  }

  @Test func `taken to the letter, a key with another time is refused; a page leads to the booking`() async throws {
    try await withOffice { world in
      let first = try await world.bookForGuest()
      for isExact in [false, true] {
        var other = world.ownersBooking(TestOffice.monday.adding(minutes: 60))
        other.isToTheLetter = isExact
        let outcome = try await world.office.book(other, of: world.owner)
        if isExact {
          guard case .refused([Refusal(.key, .usedAlready)]) = outcome else { throw Unexpected("\(outcome)") }
        } else {
          guard case .booked(let booked) = outcome, booked == first else { throw Unexpected("\(outcome)") }
        }
      }
    }
  }

  @Test func `a group fills its seats and no more, anyway or not`() async throws {
    try await withOffice({ $0.seats = 2 }) { world in
      let first = try await world.book()
      let second = try await world.bookForGuest(key: "form-2") { $0.email = "bob@example.com" }
      #expect(second.event == first.event)
      for anyway in [true, false] {
        let outcome = try await world.tryBookForGuest(anyway: anyway, key: "form-3") { $0.email = "eve@example.com" }
        guard case .taken(.booked(_, isFull: true), _) = outcome else { throw Unexpected("\(outcome)") }
      }
    }
  }

  @Test func `more guests than seats are refused by their field`() async throws {
    try await withOffice({ $0.seats = 2 }) { world in
      let outcome = try await world.tryBookForGuest(anyway: true) { $0.guests = ["b@example.com", "c@example.com"] }
      guard case .refused([Refusal(.guests, .seatsLeft(2))]) = outcome else { throw Unexpected("\(outcome)") }
    }
  }

  @Test func `a length that is not on offer, a link switched off, another's link`() async throws {
    try await withOffice { world in
      guard case .refused([Refusal(.duration, .notOffered)]) = try await world.tryBookForGuest(duration: 45) else {
        throw Unexpected("booked 45 minutes")
      }
      let eve = try await world.anotherOwner()
      let stranger = try await world.office.book(world.ownersBooking(), of: eve)
      guard case .unknown = stranger else { throw Unexpected("\(stranger)") }
      #expect(try await world.office.ownersTimes(by: world.link.id, of: eve) == nil)
      var link = world.link
      link.isActive = false
      try await world.office.books.write([Links.save(link, of: world.owner)], of: world.owner)
      guard case .closed = try await world.tryBookForGuest() else { throw Unexpected("booked by a closed link") }
      #expect(try await world.office.linksToBook(of: world.owner).isEmpty)
    }
  }

  @Test func `owner and guests want the same time: it is booked once`() async throws {
    try await withOffice { world in
      let other = world.another()
      _ = try await world.office.link("intro", of: "demo")
      for round in 0..<8 {
        let start = TestOffice.monday.adding(minutes: 30 * round)
        async let guest = world.office.book(world.request(start, key: "guest-\(round)"))
        async let owner = other.book(world.ownersBooking(start, anyway: true, key: "owner-\(round)"), of: world.owner)
        let outcomes = try await [guest, owner]
        #expect(
          outcomes.count { if case .booked = $0 { true } else { false } } == 1)
      }
      #expect(try await world.count("SELECT count(*) FROM bookings") == 8)
      #expect(try await world.count("SELECT count(*) FROM email_logs") == 16)
    }
  }
}

extension TestOffice {
  func ownersBooking(
    _ start: Instant = TestOffice.monday, duration: Minutes? = nil, anyway: Bool = false, key: String = "form-1",
    change: (inout BookingForm) -> Void = { _ in }
  ) -> OwnersBooking {
    var form = BookingForm(name: "Ada Guest", email: "ada@example.com", zone: Self.berlin, key: key)
    change(&form)
    return OwnersBooking(
      link: link.id, start: start, duration: duration, form: form, anyway: anyway, caller: .house)
  }

  func tryBookForGuest(
    _ start: Instant = TestOffice.monday, duration: Minutes? = nil, anyway: Bool = false, key: String = "form-1",
    change: (inout BookingForm) -> Void = { _ in }
  ) async throws -> BookingOutcome {
    try await office.book(
      ownersBooking(start, duration: duration, anyway: anyway, key: key, change: change), of: owner)
  }

  func bookForGuest(
    _ start: Instant = TestOffice.monday, anyway: Bool = false, key: String = "form-1",
    change: (inout BookingForm) -> Void = { _ in }
  ) async throws -> Appointment {
    let outcome = try await tryBookForGuest(start, anyway: anyway, key: key, change: change)
    guard case .booked(let booked) = outcome else { throw Unexpected("\(outcome)") }
    return booked
  }
}
