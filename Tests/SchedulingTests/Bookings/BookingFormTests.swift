import CivilTime
import Scheduling
import Testing

@Suite struct BookingFormTests {
  private static func form(_ change: (inout BookingForm) -> Void = { _ in }) -> BookingForm {
    var form = BookingForm(name: "Ada Guest", email: "ada@example.com", zone: .utc, key: "k")
    change(&form)
    return form
  }

  /// What is wrong with the form, by field.
  private static func problems(
    _ questions: [Question] = [], needsPhone: Bool = false, _ change: (inout BookingForm) -> Void
  ) -> [Refusal] {
    do {
      _ = try form(change).read(for: questions, needsPhone: needsPhone)
      return []
    } catch {
      return error.list
    }
  }

  @Test func `a good form is a guest, each text without the blanks around it`() throws {
    let guest = try Self.form {
      $0.name = "  Ada 👩🏽‍💻 עדה  "
      $0.email = " Ada@Example.com "
      $0.phone = "+44 (0)20 7946-0018"
      $0.notes = "\r\nfirst\r\nsecond\n"
      $0.locale = "vi"
    }.read(for: [])
    #expect(guest.name == "Ada 👩🏽‍💻 עדה")
    #expect(guest.email.text == "Ada@Example.com")
    #expect(guest.phone == "+44 (0)20 7946-0018")
    #expect(guest.notes == "first\nsecond")
    #expect(guest.locale == "vi")
    #expect(guest.count == 1)
  }

  @Test func `further guests come in one field or several, each once, without the guest`() throws {
    let guest = try Self.form {
      $0.guests = ["bob@example.com, Carol@example.com;dan@example.com\r\neve@example.com", "BOB@example.com", ""]
      $0.guests.append("ada@EXAMPLE.com")
    }.read(for: [])
    #expect(
      guest.companions.map(\.text) == ["bob@example.com", "Carol@example.com", "dan@example.com", "eve@example.com"])
    #expect(guest.count == 5)
  }

  @Test func `a language that is none is English`() throws {
    for locale in ["", "e", "en_US", "<script>", String(repeating: "a", count: 17), "en\r\n"] {
      #expect(try Self.form { $0.locale = locale }.read(for: []).locale == "en")
    }
  }

  @Test(arguments: ["", "   ", "\u{200B}", "\u{A0}\u{3000}", "\u{200D}\u{FEFF}"])
  func `a name that shows nothing is missing`(_ name: String) {
    #expect(Self.problems { $0.name = name } == [Refusal(.name, .missing)])
  }

  @Test(arguments: [
    "Ada\u{0}", "Ada\r\nBcc: eve@example.com", "Ada\nLovelace", "A\u{7}da", "Ada\u{2028}x", "Ada\u{85}x", "\u{1B}[2J",
    "\u{202E}adA", "Ada\tGuest", "x\u{2066}y",
  ])
  func `what nobody types into a name is refused`(_ name: String) {
    #expect(Self.problems { $0.name = name } == [Refusal(.name, .unprintable)])
  }

  @Test func `each field holds so much and no more`() {
    func long(_ count: Int) -> String { String(repeating: "x", count: count) }
    #expect(Self.problems { $0.name = long(200) }.isEmpty)
    #expect(Self.problems { $0.name = long(201) } == [Refusal(.name, .tooLong(limit: 200))])
    #expect(Self.problems { $0.name = long(10_000) } == [Refusal(.name, .tooLong(limit: 200))])
    #expect(Self.problems { $0.notes = long(5_000) }.isEmpty)
    #expect(Self.problems { $0.notes = long(5_001) } == [Refusal(.notes, .tooLong(limit: 5_000))])
    #expect(Self.problems { $0.key = long(101) } == [Refusal(.key, .tooLong(limit: 100))])
    #expect(Self.problems { $0.email = long(255) } == [Refusal(.email, .tooLong(limit: 254))])
    let guests = (1...21).map { "guest\($0)@example.com" }
    #expect(Self.problems { $0.guests = Array(guests.prefix(20)) }.isEmpty)
    #expect(Self.problems { $0.guests = guests } == [Refusal(.guests, .tooMany(limit: 20))])
  }

  @Test func `every bad field is told, in the order of the form`() {
    let problems = Self.problems(needsPhone: true) {
      $0.key = ""
      $0.name = ""
      $0.email = "ada"
      $0.phone = ""
      $0.guests = ["bob@example.com and carol"]
      $0.notes = "\u{0}"
    }
    #expect(
      problems == [
        Refusal(.key, .missing), Refusal(.name, .missing), Refusal(.email, .notAnEmail), Refusal(.phone, .missing),
        Refusal(.guests, .notAmongEmails("and")), Refusal(.notes, .unprintable),
      ])
  }

  @Test func `an address that is missing is missing and no more`() {
    #expect(Self.problems { $0.email = " " } == [Refusal(.email, .missing)])
  }

  @Test(arguments: ["12", "call me", "+", "12345678901234567890123", "+49 30 12\r\n34", "030/12;34"])
  func `a number nobody can call is refused`(_ phone: String) {
    #expect(Self.problems { $0.phone = phone }.map(\.field) == [.phone])
  }

  @Test(arguments: ["a b", "ключ", "k\u{0}", "k\n"])
  func `a key is plain signs`(_ key: String) {
    #expect(Self.problems { $0.key = key } == [Refusal(.key, .unprintable)])
  }

  @Test func `a zone without a name to find it by is refused`() throws {
    let zone = try #require(Zone(offset: 3_600))
    #expect(Self.problems { $0.zone = zone } == [Refusal(.zone, .notAChoice)])
  }

  @Test func `a reason is a few lines or none`() throws {
    #expect(try readReason("  ") == "")
    #expect(try readReason("I am ill.\r\nSorry!") == "I am ill.\nSorry!")
    #expect(throws: Refusals([Refusal(.reason, .unprintable)])) { try readReason("\u{0}") }
    #expect(throws: Refusals([Refusal(.reason, .tooLong(limit: 2_000))])) {
      try readReason(String(repeating: "x", count: 2_001))
    }
  }
}
