import CivilTime
import Crypto
import FoundationEssentials
import Postgres
import Scheduling
import Testing

@testable import Store

/// What is kept as JSON comes back as it was, whatever somebody typed.
@Suite struct KeptTextTests {
  private static let texts = [
    "", "plain", "Zoë 👩🏽‍💻 עדה", "quote \" backslash \\ slash /", "line\nbreak\ttab\r", "\u{1}\u{1F}\u{7F}\u{2028}",
    "</script><b>", "{\"reader\":\"owner\"}", "\\u0041",
  ]

  private static func booking(_ text: String, _ status: BookingStatus = .cancelled) throws -> Appointment {
    let nonce = TokenNonce.random()
    let owner = Owner(
      id: UserID(UUID()), username: "demo", firstName: text, lastName: "", email: "demo@example.org", bio: "",
      zone: .utc, locale: "en", weekStart: .monday, isActive: true)
    let guest = Guest(
      name: text, email: try #require(EmailAddress("ada@example.com")), phone: text, notes: text,
      companions: [try #require(EmailAddress("bob@example.com"))],
      answers: [GivenAnswer(id: "q", label: text, kind: .severalChoices, values: [text, text])],
      zone: try Zone.named("Europe/Berlin"), locale: "vi")
    return Appointment(
      id: BookingID(UUID()), owner: owner, link: LinkID(UUID()), slug: "intro", title: text, description: text,
      color: "#000000", place: MeetingPlace(.inPerson, text), redirect: nil, seats: 1, event: EventID(UUID()),
      guest: guest, time: TimeRange(from: Instant(seconds: 1_000), to: Instant(seconds: 2_800)), bufferBefore: 0,
      bufferAfter: 0, status: status, movedFrom: Instant(seconds: -5),
      cancellation: Appointment.Cancellation(by: .guest, reason: text, at: nil), sequence: 3, key: "k",
      trace: TokenTrace(nonce: nonce, digest: SHA256.hash(nonce.bytes)), createdAt: Instant(seconds: 0))
  }

  @Test(arguments: texts) func `a letter's facts are read back as they were written`(_ text: String) throws {
    let (booking, now) = (try Self.booking(text), Instant(microseconds: 1_795_165_200_000_001))
    let letters = LetterFacts.about(booking, to: [.guest, .companion, .owner], at: now)
    #expect(letters.map(\.recipient.email) == ["ada@example.com", "bob@example.com", "demo@example.org"])
    #expect(letters.map(\.recipient.name) == [text, "", booking.owner.name])
    for letter in letters {
      #expect(letter.guest.name == text && letter.guest.zone == "Europe/Berlin" && letter.guest.locale == "vi")
      #expect(letter.owner.name == booking.owner.name && letter.owner.email == "demo@example.org")
      #expect([letter.title, letter.phone, letter.notes, letter.reason].allSatisfy { $0 == text })
      #expect(letter.place == booking.place && letter.answers == booking.guest.answers)
      #expect(letter.companions == ["bob@example.com"] && letter.username == "demo" && letter.slug == "intro")
      #expect(letter.booking == booking.id.description && letter.uid == booking.uid && letter.sequence == 3)
      #expect(letter.start == booking.time.start.microseconds && letter.end == booking.time.end.microseconds)
      #expect(letter.movedFrom == booking.movedFrom?.microseconds && letter.writtenAt == now.microseconds)
      #expect(letter.status == "cancelled" && letter.cancelledBy == .guest)
    }
  }

  @Test func `signs that JSON writes differently are escaped, wherever they stand`() {
    var writer = JSONWriter()
    writer.array(["", "\"", "a\"b\\", "\u{0}line\nend\u{1F}", "Đặng 🎉"]) { $0.text($1) }
    let expected = #"["","\"","a\"b\\","\u0000line\u000aend\u001f","Đặng 🎉"]"#
    #expect(String(decoding: writer.text.bytes, as: UTF8.self) == expected)
  }

  @Test func `numbers are written whole`() {
    var writer = JSONWriter()
    writer.array([0, 7, -10, 1_760_000_000_000_000, .max, .min] as [Int64]) { $0.number($1) }
    let expected = "[0,7,-10,1760000000000000,9223372036854775807,-9223372036854775808]"
    #expect(String(decoding: writer.text.bytes, as: UTF8.self) == expected)
  }

  @Test func `only the guest's letter leads to the booking`() throws {
    let letters = LetterFacts.about(
      try Self.booking("x"), to: [.guest, .companion, .owner], at: Instant(seconds: 0))
    #expect(letters.map(\.nonce.isEmpty) == [false, true, true])
    #expect(letters.map(\.digest.isEmpty) == [false, true, true])
  }

  @Test func `a subject has room in its column`() throws {
    let long = String(repeating: "x", count: 200)
    let booking = try Self.booking(long)
    for reader in LetterFacts.Reader.allCases {
      for template in LetterTemplate.allCases {
        let subject = Correspondence.plainSubject(template, about: booking, to: reader)
        #expect(subject.count <= 500)
        #expect(subject.contains(long))
      }
    }
  }

  @Test func `a guest who asks for another time is said to ask in each reader's subject`() throws {
    let booking = try Self.booking("x", .pending)
    for reader in LetterFacts.Reader.allCases {
      let subject = Correspondence.plainSubject(.bookingRescheduled, about: booking, to: reader)
      #expect(subject.hasPrefix("Another time asked for: "))
    }
  }

  @Test func `weekly hours are read back as they were written`() throws {
    func window(_ start: String, _ end: String) throws -> Window {
      try Window(#require(LocalTime(start)), #require(LocalTime(end)))
    }
    var hours = WeeklyHours()
    #expect(WeeklyHoursText(WeeklyHoursText(hours).json)?.hours == hours)
    hours[.monday] = DayHours([try window("09:00", "12:00"), try window("13:30", "17:00")])
    hours[.sunday] = DayHours([try window("00:00", "24:00")])
    #expect(WeeklyHoursText(WeeklyHoursText(hours).json)?.hours == hours)
    #expect(WeeklyHoursText(WeeklyHoursText(.always).json)?.hours == .always)
    #expect(WeeklyHoursText(JSONText("{\"mon\": [ [\"09:00:00\", \"12:00\"] ] }"))?.hours[.monday].windows.count == 1)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"mon\": 1}", "{\"mon\": [[\"09:00\"]]}", "{\"mon\": [[\"12:00\", \"09:00\"]]}",
    "{\"mon\": [[\"9\", \"12:00\"]]}", "{\"monday\": []}", "{\"mon\": []} x", "{\"mon\": [], \"mon\": []}",
    "{\"mon\": [] \"tue\": []}", "{\"mon\": [[\"09:00\", \"12:00\"]", "{\"mon", "{,}",
  ])
  func `hours that are none are not read`(_ text: String) {
    #expect(WeeklyHoursText(JSONText(text)) == nil)
  }

  @Test func `an address that is none, and signs nobody prints, are not logged`() {
    let caller = Caller(
      address: "not an address", userAgent: "Mozilla\r\nX: y\u{0}" + String(repeating: "z", count: 600))
    #expect(caller.address == nil)
    #expect(caller.userAgent.hasPrefix("MozillaX: yzz"))
    #expect(caller.userAgent.count <= 512)
    #expect(Caller(address: "2001:db8::1", userAgent: "").address == "2001:db8::1")
    #expect(Caller(address: "fe80::1%eth0", userAgent: "").address == nil)
  }
}
