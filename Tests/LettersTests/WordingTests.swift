import CivilTime
import Crypto
import Letters
import Mail
import Scheduling
import Store
import Testing

/// Times, zones, places and people as a letter says them.
@Suite struct WordingTests {
  @Test func `whose clocks read alike are told one time`() throws {
    var booking = BookingCase()
    booking.ownerZone = "Europe/Berlin"
    #expect(try booking.letter(.bookingConfirmed).text.contains("\n\nParis time, for 30 minutes.\n\n"))
  }

  @Test func `another date is said with the other's time`() throws {
    var booking = BookingCase()
    booking.ownerLocale = "en"
    booking.guestZone = "America/Los_Angeles"
    booking.minutes = 90
    let guest = try booking.letter(.bookingConfirmed).text
    #expect(guest.contains("You meet Lan Nguyen on Thursday 3 December at\u{a0}00:00."))
    booking.start = "2026-12-03T07:00:00Z"
    #expect(
      try booking.letter(.bookingConfirmed).text.contains(
        "Los Angeles time, for 90 minutes. For Lan Nguyen in Ho Chi Minh City it is 14:00 on Thursday 3 December."))
    #expect(
      try booking.letter(.bookingConfirmed, to: .owner).text.contains(
        "For Ada Moreau in Los Angeles it is 23:00 on Wednesday 2 December."))
  }

  @Test func `another year is said`() throws {
    var booking = BookingCase()
    booking.start = "2027-01-05T08:00:00Z"
    #expect(try booking.letter(.bookingConfirmed).subject.hasSuffix("Tuesday 5 January 2027, 09:00"))
    booking.writtenAt = "2026-12-31T23:30:00Z"
    #expect(try booking.letter(.bookingConfirmed).subject.hasSuffix("Tuesday 5 January, 09:00"))
  }

  @Test func `a language with its region is the language, one we do not speak is English`() throws {
    var booking = BookingCase()
    for (locale, beginning) in [("vi-VN", "Đã đặt: "), ("vi", "Đã đặt: "), ("de", "Booked: "), ("", "Booked: ")] {
      booking.guestLocale = locale
      #expect(try booking.letter(.bookingConfirmed).subject.hasPrefix(beginning))
    }
  }

  @Test(arguments: [
    (MeetingPlace(.inPerson, "Room 4"), "Room 4", "Room 4"), (MeetingPlace(.inPerson), "In person", "In person"),
    (
      MeetingPlace(.phone, "+84 28 1234"), "You call Lan Nguyen: +84 28 1234",
      "Ada Moreau calls Lan Nguyen: +84 28 1234"
    ),
    (MeetingPlace(.phone), "Lan Nguyen calls Ada Moreau: +33 1 23", "You call Ada Moreau: +33 1 23"),
    (MeetingPlace(.zoom), "Zoom; Lan Nguyen sends the address", "Zoom; Ada Moreau waits for the address from you"),
    (MeetingPlace(.googleMeet, "meet.google.com/abc"), "meet.google.com/abc", "meet.google.com/abc"),
    (MeetingPlace(.link, "https://x.example/a/"), "https://x.example/a/", "https://x.example/a/"),
    (MeetingPlace(.link, "javascript:alert(1)"), "javascript:alert(1)", "javascript:alert(1)"),
  ])
  func `a place is said from where its reader stands`(place: MeetingPlace, guest: String, owner: String) throws {
    var booking = BookingCase()
    booking.ownerLocale = "en"
    booking.place = place
    booking.phone = "+33 1 23"
    #expect(try booking.letter(.bookingConfirmed).text.contains("\nWhere: \(guest)\n"))
    #expect(try booking.letter(.bookingConfirmed, to: .owner).text.contains("\nWhere: \(owner)\n"))
  }

  @Test func `answers stand under their questions, yes and no in the reader's words`() throws {
    var booking = BookingCase()
    booking.answers = [
      GivenAnswer(id: "a", label: "Topics", kind: .severalChoices, values: ["Layout", "Paper"]),
      GivenAnswer(id: "b", label: "First time?", kind: .yesNo, values: ["yes"]),
    ]
    #expect(try booking.letter(.bookingConfirmed).text.contains("\nTopics: Layout, Paper\nFirst time?: Yes\n"))
    #expect(try booking.letter(.bookingConfirmed, to: .owner).text.contains("\nFirst time?: Có\n"))
    booking.companions = ["paul@moreau.example"]
    #expect(!(try booking.letter(.bookingConfirmed, to: .companion).text.contains("Topics")))
  }

  @Test func `answers to a letter go to the other side`() throws {
    let guest = try BookingCase().letter(.bookingConfirmed)
    let owner = try BookingCase().letter(.bookingConfirmed, to: .owner)
    #expect(guest.from == .calento)
    #expect(guest.to == [Mailbox(name: "Ada Moreau", address: "ada@moreau.example")].compactMap(\.self))
    #expect(guest.replyTo == Mailbox(name: "Lan Nguyen", address: "lan@nguyen.example"))
    #expect(owner.replyTo == Mailbox(name: "Ada Moreau", address: "ada@moreau.example"))
    #expect(guest.id.description == "<09090909-0909-0909-0909-090909090909@book.example>")
    #expect(guest.date == Instant("2026-11-20T09:00:00Z"))
  }

  @Test func `a letter whose key is gone leads nowhere, and says the rest`() throws {
    let other = try TokenMaker(current: SecretKey(setting: String(repeating: "cd", count: 32)), purpose: "booking")
    let stationery = try Stationery(
      folder: templates, sender: .calento, base: "https://book.example", tokens: other,
      accounts: World.accounts)
    let booking = BookingCase()
    let letter = try stationery.write(
      .bookingConfirmed, try booking.facts(for: .guest), World.letter, of: try booking.booking().owner.id)
    #expect(letter.text.contains("You meet Lan Nguyen"))
    #expect(!letter.text.contains("https://book.example/bookings"))
  }

  @Test func `an owner whose address is none gets no letter`() throws {
    var booking = BookingCase()
    booking.ownerEmail = "lan nguyen"
    #expect(throws: LetterProblem.badAddress) { try booking.letter(.bookingConfirmed, to: .owner) }
  }
}
