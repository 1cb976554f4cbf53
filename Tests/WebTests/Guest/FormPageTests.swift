import CivilTime
import HTTP
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct FormPageTests {
  static let address = "/lan/intro-call/book?start=2026-12-03T08:00:00Z&tz=Europe/Paris"

  @Test func `the form says what is booked and when, in the guest's zone`() async throws {
    try await inGuestHouse { house in
      let reply = try await house.get(FormPageTests.address)
      let page = reply.page
      #expect(reply.status == 200 && reply["Cache-Control"] == "private, no-cache")
      #expect(page.first("//h1")?.text == "Your details")
      #expect(page.first("//p[@class='moment']")?.text == "Thursday 3 December 09:00 – 09:30")
      #expect(page.first("//p[@class='moment']/time")?["datetime"] == "2026-12-03T09:00:00+01:00")
      #expect(page.first("//button")?.text == "Book Thursday 3 December, 09:00")
      #expect(
        page.first("//svg[@role='img']")?["aria-label"]
          == "09:00 to 09:30 in Paris is 15:00 to 15:30 in Ho Chi Minh City")
    }
  }

  @Test func `it carries what booking needs, and a key of its own`() async throws {
    try await inGuestHouse { house in
      let first = try await house.get(FormPageTests.address).page
      func hidden(_ page: HTML, _ name: String) -> String? {
        page.first("//input[@type='hidden'][@name='\(name)']")?["value"]
      }
      #expect(hidden(first, "start") == "2026-12-03T08:00:00Z" && hidden(first, "duration") == "30")
      #expect(hidden(first, "tz") == "Europe/Paris")
      let second = try await house.get(FormPageTests.address).page
      #expect(hidden(first, "key")?.utf8.count == 22)
      #expect(hidden(first, "key") != hidden(second, "key"))
    }
  }

  @Test func `fields are labelled, typed and filled in by browsers that know the guest`() async throws {
    try await inGuestHouse { house in
      let page = try await house.get(FormPageTests.address).page
      #expect(page.first("//input[@name='name']")?["autocomplete"] == "name")
      #expect(page.first("//input[@name='email']")?["type"] == "email")
      for field in page.all("//input[not(@type='hidden')] | //textarea") {
        #expect(page.has("//label[@for='\(field["id"] ?? "")']"))
      }
    }
  }

  static let questions = [
    Question(id: "a", label: "Line?", kind: .text, isRequired: true),
    Question(id: "b", label: "Lines?", kind: .longText),
    Question(id: "c", label: "One?", kind: .choice, isRequired: true, choices: ["x", "y"]),
    Question(id: "d", label: "Some?", kind: .severalChoices, choices: ["p", "q"]),
    Question(id: "e", label: "Really?", kind: .yesNo, isRequired: true),
    Question(id: "f", label: "Number?", kind: .number),
  ]

  @Test func `each kind of question is asked in its own way, and its answer kept`() async throws {
    try await withGuestHouse({ $0.questions = FormPageTests.questions }) { house in
      let page = try await house.get(FormPageTests.address).page
      #expect(page.first("//input[@name='answer.a']")?.attributes.contains("required") == true)
      #expect(page.has("//textarea[@name='answer.b']"))
      #expect(page.all("//input[@name='answer.c'][@type='radio']").compactMap { $0["value"] } == ["x", "y"])
      #expect(page.all("//input[@name='answer.d'][@type='checkbox']").count == 2)
      #expect(page.all("//input[@name='answer.e']").compactMap { $0["value"] } == ["yes", "no"])
      #expect(page.first("//input[@name='answer.f']")?["inputmode"] == "decimal")
      let answers: [String: String?] = [
        "answer.a": "one", "answer.b": "two\r\nthree", "answer.c": "y", "answer.d": "q", "answer.e": "yes",
        "answer.f": "4",
      ]
      let booking = try await house.get(try await house.book(changing: answers)).page
      let told = booking.all("//dl[@class='pairs']/dd").map(\.text)
      #expect(told.suffix(6) == ["one", "two three", "y", "q", "Yes", "4"])
    }
  }

  @Test func `whoever is to be called is asked for a number`() async throws {
    try await withGuestHouse({ $0.place = MeetingPlace(.phone) }) { house in
      #expect(try await house.get(FormPageTests.address).page.first("//input[@name='phone']")?["type"] == "tel")
      let refused = try await house.post("/lan/intro-call/book", GuestHouse.form())
      #expect(refused.status == 422 && refused.page.has("//p[@id='phone-wrong']"))
      #expect(refused.page.first("//*[@role='alert']//a[@href='#phone']")?.text.hasPrefix("Phone number – ") == true)
      _ = try await house.book(changing: ["phone": "+33 1 23 45 67 89"])
    }
  }

  @Test(arguments: [
    "", "start=", "start=tomorrow", "start=2026-12-03T08:00", "start=2026-12-03T08:10:00Z",
    "start=2026-12-05T08:00:00Z",
    "start=2020-01-01T08:00:00Z", "start=9999-12-31T23:59:59Z", "start=2026-12-03T08:00:00Z&duration=45",
  ])
  func `a time that cannot be booked leads back to those that can`(query: String) async throws {
    try await inGuestHouse { house in
      let reply = try await house.get("/lan/intro-call/book?\(query)&tz=Europe/Paris")
      try #require(reply.status == 303)
      let times = try await house.get(try #require(reply["Location"]))
      #expect(times.status == 200 && times.page.has("//a[@class='slot']"))
    }
  }

  @Test func `where a time has gone the page of times says so`() async throws {
    try await inGuestHouse { house in
      let reply = try await house.get("/lan/intro-call/book?start=2026-12-03T08:10:00Z&tz=Europe/Paris")
      let page = try await house.get(try #require(reply["Location"])).page
      #expect(
        page.first("//*[@role='status']/p")?.text
          == "09:10 on Thursday 3 December is not free. Please pick another time.")
      #expect(page.first("//a[@aria-current='date']")?.text == "3")
    }
  }

  @Test func `a time that is free again is not said to have gone`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      let times = try #require(await house.get(FormPageTests.address)["Location"])
      #expect(try await house.get(times).page.first("//*[@role='status']/p")?.text.contains("is not free") == true)
      _ = try await house.post(address + "/cancel", [("reason", "")])
      let page = try await house.get(times).page
      #expect(!page.has("//*[@role='status']/p"))
      #expect(page.all("//a[@class='slot']/time").map(\.text).contains("09:00"))
    }
  }

  @Test(arguments: [
    ("start=2026-12-03T08:00:00Z&tz=Mars", "We do not know that time zone. Times are shown for Ho Chi Minh City."),
    ("start=2026-12-03T08:00:00Z&duration=45", "That length is not on offer. The usual one is shown."),
    ("start=2026-12-03T08:00:00Z&duration=long", "That length is not on offer. The usual one is shown."),
    ("start=tomorrow", "There is no such date. These are the next free times."),
  ])
  func `an address that cannot be read is told apart from a time that has gone`(
    query: String, notice: String
  ) async throws {
    try await inGuestHouse { house in
      let reply = try await house.get("/lan/intro-call/book?\(query)")
      let page = try await house.get(try #require(reply["Location"])).page
      #expect(page.all("//*[@role='status']/p").map(\.text) == [notice])
    }
  }

  // MARK: Booking

  @Test func `a form that is sent becomes a booking with an address of its own`() async throws {
    try await withGuestHouse { house in
      let reply = try await house.post("/lan/intro-call/book", GuestHouse.form())
      #expect(reply.status == 303)
      let address = try #require(reply["Location"])
      #expect(address.hasPrefix("/bookings/") && address.utf8.count == 74)
      let kept = try await house.bookings()
      #expect(kept.map(\.name) == ["Ada Moreau"])
      #expect(kept.map(\.zone) == ["Europe/Paris"] && kept.map(\.language) == ["en"])
    }
  }

  @Test func `the same form sent twice is one booking and the same page`() async throws {
    try await withGuestHouse({ $0.isSingleUse = true }) { house in
      let first = try await house.book()
      #expect(try await house.book() == first)
      #expect(try await house.bookings().count == 1)
    }
  }

  @Test func `a time that has gone meanwhile is answered with others as buttons of the same form`() async throws {
    try await withGuestHouse({ $0.questions = FormPageTests.questions }) { house in
      let answers: [String: String?] = [
        "answer.a": "one", "answer.c": "y", "answer.e": "no", "notes": "Hello\n<there>",
      ]
      _ = try await house.book(changing: answers)
      let reply = try await house.post("/lan/intro-call/book", GuestHouse.form(key: "form-2", changing: answers))
      let page = reply.page
      #expect(reply.status == 409 && reply["Cache-Control"] == "private, no-cache")
      #expect(page.first("//h1")?.text == "09:00 has just gone")
      let others = page.all("//button[@name='start']")
      #expect(others.count == 6 && others.first?.text == "Book 08:00 Thursday")
      #expect(page.first("//input[@name='name']")?["value"] == "Ada Moreau")
      #expect(page.first("//textarea[@name='notes']")?.text == "Hello <there>")
      #expect(page.first("//input[@name='answer.c'][@checked]")?["value"] == "y")
      #expect(!page.has("//input[@name='start']"))
      // One press books.
      let start = try #require(others.first?["value"])
      let hidden = page.all("//input[@type='hidden']").map { ($0["name"] ?? "", $0["value"] ?? "") }
      let typed = GuestHouse.form(start: start, key: "form-2", changing: answers).filter { name, _ in
        !hidden.contains { $0.0 == name }
      }
      let booked = try await house.post("/lan/intro-call/book", hidden + typed)
      #expect(booked.status == 303)
    }
  }

  @Test func `Enter in a field of that form books nothing`() async throws {
    try await withGuestHouse { house in
      _ = try await house.book()
      let form = GuestHouse.form(key: "form-2", changing: ["start": nil, "gone": "2026-12-03T08:00:00Z"])
      let reply = try await house.post("/lan/intro-call/book", form)
      #expect(reply.status == 409 && reply.page.has("//button[@name='start']"))
      #expect(try await house.bookings().count == 1)
      let first = try #require(reply.page.first("//form//button"))
      #expect(first["name"] == nil && first["tabindex"] == "-1")
    }
  }

  @Test(arguments: [
    ("2026-12-03T08:10:00Z", "09:10 cannot be booked"), ("2026-12-05T08:00:00Z", "09:00 cannot be booked"),
    ("2026-12-02T10:30:00Z", "11:30 is too soon by now"), ("2030-12-05T08:00:00Z", "09:00 cannot be booked"),
    ("2020-12-03T08:00:00Z", "09:00 is too soon by now"),
  ])
  func `a tampered start is refused with a sentence`(start: String, heading: String) async throws {
    try await inGuestHouse { house in
      let reply = try await house.post("/lan/intro-call/book", GuestHouse.form(start: start))
      #expect(reply.status == 409)
      #expect(reply.page.first("//h1")?.text == heading)
      #expect(try await house.bookings().count == 0)
    }
  }

  @Test func `a link that takes no bookings says so, and where else to look`() async throws {
    try await withGuestHouse { house in
      try await house.add("Old", "old") { $0.isActive = false }
      try await house.add("Past", "past") { $0.expiresAt = Instant("2026-12-01T00:00:00Z") }
      for (slug, status) in [("old", 404), ("past", 410)] {
        for reply in [
          try await house.get("/lan/\(slug)"), try await house.get("/lan/\(slug)/zones"),
          try await house.get("/lan/\(slug)/book?start=2026-12-03T08:00:00Z"),
          try await house.post("/lan/\(slug)/book", GuestHouse.form()),
        ] {
          #expect(reply.status == status)
          #expect(reply.page.first("//main//a")?["href"] == "/lan")
        }
      }
    }
  }

  @Test func `what is nobody's is not found`() async throws {
    try await inGuestHouse { house in
      for address in [
        "/nobody", "/nobody/intro-call", "/lan/nothing", "/lan/nothing/book?start=2026-12-03T08:00:00Z",
        "/lan/nothing/zones",
      ] {
        let reply = try await house.get(address)
        #expect(reply.status == 404, "\(address)")
        // Whoever comes by an old letter finds what else there is.
        #expect(reply.page.has("//main//a[@href='/lan']") == address.hasPrefix("/lan"), "\(address)")
      }
      let reply = try await house.post("/lan/nothing/book", GuestHouse.form())
      #expect(reply.status == 404)
    }
  }
}
