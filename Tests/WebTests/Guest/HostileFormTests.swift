import CivilTime
import Postgres
import TestSupport
import Testing

@testable import Web

/// Whatever comes in a form is booked whole or refused with a sentence, and nothing is half written.
@Suite struct HostileFormTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    let field: String
    let value: String
    let says: String
    var testDescription: String { "\(field): \(value.prefix(30).debugDescription)" }

    init(_ field: String, _ value: String, _ says: String) {
      (self.field, self.value, self.says) = (field, value, says)
    }
  }

  static let bad = [
    Bad("name", "", "Write your name."), Bad("name", "  \u{a0} ", "Write your name."),
    Bad("name", "\u{200b}\u{200d}", "Write your name."),
    Bad("name", String(repeating: "x", count: 10_000), "Shorten this to 200 characters."),
    Bad("name", "Ada\u{0}Moreau", "This holds characters that cannot be shown."),
    Bad("name", "Ada\r\nBcc: all@example.org", "This holds characters that cannot be shown."),
    Bad("name", "Ada\u{202e}daA", "This holds characters that cannot be shown."),
    Bad("email", "", "Write your e-mail address."), Bad("email", "ada", "This is no e-mail address."),
    Bad("email", "ada@@example.org", "This is no e-mail address."),
    Bad("email", "ada@example.org\r\nBcc: all@example.org", "This holds characters that cannot be shown."),
    Bad("email", "<ada@example.org>", "This is no e-mail address."),
    Bad("email", "a@" + String(repeating: "b", count: 9_000), "Shorten this to 254 characters."),
    Bad("notes", String(repeating: "x", count: 5_001), "Shorten this to 5000 characters."),
    Bad("notes", "bell\u{7}", "This holds characters that cannot be shown."),
    Bad("guests", "ben@example.org, nobody", "“nobody” is no e-mail address."),
    Bad("guests", (0..<21).map { "g\($0)@example.org" }.joined(separator: ","), "Name at most 20."),
    Bad("tz", "Mars/Olympus", "We do not know the time zone"),
    Bad("tz", "../../etc/passwd", "We do not know the time zone"),
    Bad("duration", "45", "The length this form came with is not on offer."),
    Bad("duration", "-30", "The length this form came with is not on offer."),
    Bad("duration", "many", "The length this form came with is not on offer."),
    Bad("key", "", "This form was used already."),
    Bad("key", String(repeating: "k", count: 200), "This form was used already."),
  ]

  @Test(arguments: bad)
  func `a bad field is refused with its sentence, and the rest is kept`(bad: Bad) async throws {
    try await inGuestHouse { house in
      let reply = try await house.post("/lan/intro-call/book", GuestHouse.form(changing: [bad.field: bad.value]))
      let page = reply.page
      #expect(reply.status == 422)
      #expect(page.first("//*[@role='alert']/h2")?.text == "1 answer needs a change")
      let wrong = try #require(page.first("//*[@role='alert']//li"))
      #expect(wrong.text.contains(bad.says), "\(wrong.text)")
      if let field = wrong.all("./a").first?["href"]?.dropFirst() {
        #expect(page.first("//*[@id='\(field)']")?["aria-invalid"] == "true")
        #expect(page.first("//*[@id='\(field)-wrong']")?.text.contains(bad.says) == true)
        #expect(page.first("//*[@id='\(field)']")?["aria-describedby"]?.contains("\(field)-wrong") == true)
      }
      if bad.field != "name" { #expect(page.first("//input[@name='name']")?["value"] == "Ada Moreau") }
      #expect(page.first("//form")?.attributes.contains("novalidate") == true)
      #expect(try await house.bookings().count == 0)
    }
  }

  @Test func `the summary takes the focus and leads to each field`() async throws {
    try await inGuestHouse { house in
      let reply = try await house.post("/lan/intro-call/book", GuestHouse.form(changing: ["name": "", "email": "x"]))
      let summary = try #require(reply.page.first("//*[@role='alert']"))
      #expect(summary.attributes.contains("autofocus") && summary["tabindex"] == "-1")
      #expect(summary.all(".//a").compactMap { $0["href"] } == ["#name", "#email"])
      #expect(reply.page.first("//title")?.text.hasPrefix("2 answers need a change") == true)
    }
  }

  @Test func `a key that is no good is replaced`() async throws {
    try await inGuestHouse { house in
      let page = try await house.post("/lan/intro-call/book", GuestHouse.form(changing: ["key": ""])).page
      #expect(page.first("//input[@name='key']")?["value"]?.utf8.count == 22)
    }
  }

  @Test(arguments: [
    "name=%FF%FE", "name=Ada%00", "name=%ED%A0%80", "email=%C0%AF@example.org", "notes=%F5%80%80%80",
  ])
  func `half a character is no text`(field: String) async throws {
    try await inGuestHouse { house in
      let name = field.prefix { $0 != "=" }
      let rest = ["name=Ada", "email=ada%40example.org", "notes="].filter { !$0.hasPrefix(name + "=") }
      let body = ([field] + rest + ["start=2026-12-03T08:00:00Z", "duration=30", "key=k1"]).joined(separator: "&")
      let reply = try await house.post("/lan/intro-call/book", raw: Array(body.utf8))
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@id='\(name)-wrong']")?.text.contains("cannot be shown") == true)
    }
  }

  @Test(arguments: [
    "", "start=", "start=now", "=", "%", "&&&", String(repeating: "a=b&", count: 2_000) + "start=2026-12-03T08:00:00Z",
  ])
  func `what is no form of ours is told so`(body: String) async throws {
    try await inGuestHouse { house in
      let reply = try await house.post("/lan/intro-call/book", raw: Array(body.utf8))
      #expect(reply.status == 400)
      #expect(reply.page.first("//h1")?.text == "We could not read this request.")
    }
  }

  static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{page.home}}", "O’Brien & Sons", "Nguyễn Thị Ánh",
    "محمد العربي", "😀👩‍👩‍👧‍👦", "a\u{301}\u{302}\u{303}", "'; DROP TABLE bookings; --",
  ]

  @Test func `a strange name is a name, and stands on the page as it was typed`() async throws {
    try await withGuestHouse { house in
      for (index, name) in HostileFormTests.names.enumerated() {
        let start = Instant("2026-12-07T08:00:00Z")!.adding(seconds: (index / 5 * 7 + index % 5) * 86_400).description
        let page = try await house.get(
          try await house.book(start: start, key: "form-\(index)", changing: ["name": name])
        ).page
        #expect(page.all("//dl/dd").contains { $0.text == "Lan Nguyen, \(name.isolated)" })
        #expect(!page.has("//script") && !page.has("//img"))
      }
    }
  }
}
