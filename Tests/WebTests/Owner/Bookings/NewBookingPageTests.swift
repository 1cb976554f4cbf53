import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct NewBookingPageTests {
  private static func form(
    _ link: String, _ changes: [String: String] = [:], key: String = "form-9"
  ) -> [(String, String)] {
    let fields = [
      "link": link, "start": "2026-12-03T08:00:00Z", "duration": "30", "key": key, "name": "Ada Moreau",
      "email": "ada@moreau.example", "tz": "Europe/Paris", "language": "vi",
    ]
    return fields.merging(changes) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func link(_ desk: DeskHouse) async throws -> String {
    try #require(try await desk.office.linksToBook(of: desk.owner).first).id.description
  }

  @Test func `the only link is chosen already, of several one is asked for`() async throws {
    try await withDesk { desk in
      let reply = try await desk.get("/app/bookings/new")
      let link = try await Self.link(desk)
      #expect(reply.status == 303 && reply["Location"] == "/app/bookings/new?link=\(link)")
      try await desk.guests.add("Other", "other")
      let page = try await desk.get("/app/bookings/new").page
      #expect(page.first("//h1")?.text == "By which link?")
      #expect(page.all("//a[@class='title']").map(\.text) == ["Intro call", "Other"])
    }
  }

  @Test func `links stand in the order of their names, with every length`() async throws {
    try await withDesk { desk in
      try await desk.guests.add("Zoo", "zoo") { $0.durations = [30, 15, 60] }
      try await desk.guests.add("Ánh sáng", "light")
      try await desk.guests.add("amber", "amber")
      let page = try await desk.get("/app/bookings/new").page
      #expect(page.all("//a[@class='title']").map(\.text) == ["amber", "Ánh sáng", "Intro call", "Zoo"])
      #expect(page.all("//ul/li//p").last?.text.hasPrefix("15 min, 30 min or 60 min") == true)
      let lists = [("/app/links", "//a[@class='title']"), ("/app/bookings", "//select[@id='link']/option[@value!='']")]
      for (address, path) in lists {
        let names = try await desk.get(address).page.all(path).map(\.text)
        #expect(names == ["amber", "Ánh sáng", "Intro call", "Zoo"], "\(address)")
      }
    }
  }

  @Test func `what is folded away is open once something in it was said, or is wrong`() async throws {
    try await withDesk { desk in
      let link = try await Self.link(desk)
      for (changes, isOpen) in [
        (["email": "ada@"], false), (["email": "ada@", "notes": "Call first"], true), (["guests": "a,b"], true),
      ] {
        let reply = try await desk.post("/app/bookings/new", Self.form(link, changes))
        #expect(reply.status == 422)
        #expect(reply.page.has("//form[@id='form']/details[@open]") == isOpen, "\(changes)")
      }
    }
  }

  @Test func `a link that takes no bookings leads back to choosing, and says so`() async throws {
    try await withDesk { desk in
      let closed = try await desk.guests.add("Closed", "closed") { $0.isActive = false }
      let reply = try await desk.get("/app/bookings/new?link=\(closed.id)")
      #expect(reply.status == 200)
      #expect(reply.page.first("//div[@role='status']/p")?.text.hasPrefix("This link takes no bookings") == true)
    }
  }

  @Test func `without a link that takes bookings the page says what to do`() async throws {
    try await withDesk({ $0.isActive = false }) { desk in
      let page = try await desk.get("/app/bookings/new").page
      #expect(page.first("//div[contains(@class, 'empty')]/h2")?.text == "No link takes bookings")
      #expect(page.first("//div[contains(@class, 'empty')]/a")?["href"] == "/app/links")
    }
  }

  @Test func `a guest is booked: link, time, who`() async throws {
    try await withDesk { desk in
      let link = try await Self.link(desk)
      let picking = try await desk.get("/app/bookings/new?link=\(link)").page
      // No notice is asked of the owner: today at five is still to be had.
      #expect(picking.first("//a[@aria-current='date']")?.text == "2 today")
      let slot = try #require(picking.first("//a[@class='slot']")?["href"])
      #expect(slot == "/app/bookings/new?link=\(link)&start=2026-12-02T09:30:00Z")
      let form = try await desk.get(slot).page
      #expect(form.first("//main//form//button")?.text == "Book Wednesday 2 December, 16:30")
      #expect(form.first("//option[@selected]")?["value"] == "Asia/Ho_Chi_Minh")
      #expect(form.first("//input[@id='name']")?["autocomplete"] == "off")

      let after = try await desk.follow("/app/bookings/new", Self.form(link))
      #expect(after.page.done == "Booked. Your guest has been told.")
      #expect(after.page.first("//h1")?.text == "Ada Moreau")
      let kept = try #require(try await desk.guests.bookings().first)
      #expect(kept.status == "confirmed" && kept.zone == "Europe/Paris" && kept.language == "vi")
      #expect(
        after.page.all("//section[@aria-labelledby='changes']//li/div/p[1]").map(\.text) == [
          "You booked Thursday 3 December, 15:00"
        ])
    }
  }

  @Test func `the same form sent twice is one booking`() async throws {
    try await withDesk { desk in
      let link = try await Self.link(desk)
      let first = try await desk.post("/app/bookings/new", Self.form(link))
      let second = try await desk.post("/app/bookings/new", Self.form(link))
      #expect(first["Location"] == second["Location"])
      #expect(try await desk.guests.bookings().count == 1)
    }
  }

  @Test func `a refused form keeps what was typed and says what is wrong, first of all`() async throws {
    try await withDesk({
      $0.questions = [Question(id: "how", label: "How?", kind: .choice, isRequired: true, choices: ["a", "b"])]
    }) { desk in
      let link = try await Self.link(desk)
      let reply = try await desk.post(
        "/app/bookings/new",
        Self.form(link, ["name": "", "email": "nobody", "notes": "Call first", "answer.how": "b"]))
      #expect(reply.status == 422)
      let page = reply.page
      #expect(page.all("//div[@role='alert' and @autofocus]//li/a").map { $0["href"] } == ["#name", "#email"])
      #expect(page.first("//input[@id='email']")?["value"] == "nobody")
      #expect(page.first("//textarea[@id='notes']")?.text == "Call first")
      #expect(page.has("//input[@name='answer.how' and @value='b' and @checked]"))
      #expect(page.first("//option[@selected]")?["value"] == "Europe/Paris")
      #expect(page.has("//input[@name='language' and @value='vi' and @checked]"))
      #expect(page.first("//input[@name='key']")?["value"] == "form-9")
      #expect(try await desk.guests.bookings().isEmpty)
    }
  }

  @Test func `a question a guest must answer may be left open`() async throws {
    try await withDesk({
      $0.questions = [Question(id: "why", label: "Why?", kind: .text, isRequired: true)]
    }) { desk in
      let link = try await Self.link(desk)
      #expect(try await desk.post("/app/bookings/new", Self.form(link)).status == 303)
    }
  }

  @Test func `a time out of hours is booked only by a tick, which is offered after the reason alone`() async throws {
    try await withDesk { desk in
      let link = try await Self.link(desk)
      let late = Self.form(link, ["start": "2026-12-03T15:00:00Z"])
      let free = try await desk.get("/app/bookings/new?link=\(link)&start=2026-12-03T08:00:00Z").page
      #expect(!free.has("//input[@name='anyway']"))
      let refused = try await desk.post("/app/bookings/new", late)
      #expect(refused.status == 409)
      #expect(refused.page.has("//input[@name='anyway' and @required]"))
      #expect(refused.page.first("//input[@id='name']")?["value"] == "Ada Moreau")
      let against = try #require(refused.page.first("//input[@name='against']")?["value"])
      let after = try await desk.follow("/app/bookings/new", late + [("anyway", "1"), ("against", against)])
      #expect(after.page.first("//p[@class='moment']")?.text == "Thursday 3 December 22:00 – 22:30")
    }
  }

  @Test func `onto another booking nothing can be ticked`() async throws {
    try await withDesk { desk in
      try await desk.booked()
      let link = try await Self.link(desk)
      let reply = try await desk.post("/app/bookings/new", Self.form(link, ["anyway": "1"]))
      #expect(reply.status == 409)
      #expect(!reply.page.has("//input[@name='anyway']"))
      #expect(!reply.page.has("//main//form//button[@class='button']"))
      #expect(try await desk.guests.bookings().count == 1)
    }
  }

  @Test(arguments: [
    ["duration": "31"], ["duration": "x"], ["duration": "-30"], ["tz": "Mars/Phobos"], ["tz": "../../etc/passwd"],
    ["key": String(repeating: "k", count: 101)],
    ["key": "a b"], ["name": "\u{0}"], ["name": "%FF"], ["language": "xx"], ["email": "a@b@c"], ["answer.none": "x"],
    ["notes": String(repeating: "a", count: 5_001)], ["guests": "a,b,c"], ["phone": "call me"],
  ])
  func `a hostile field never breaks the page`(changes: [String: String]) async throws {
    try await withDesk { desk in
      let link = try await Self.link(desk)
      let status = try await desk.post("/app/bookings/new", Self.form(link, changes)).status
      #expect(status == 422 || status == 303, "\(changes): \(status)")
    }
  }

  @Test(arguments: ["", "x", "00000000-0000-0000-0000-000000000000"])
  func `without a link one is asked for, and one that is nobody's is no page`(link: String) async throws {
    try await withDesk { desk in
      try await desk.guests.add("Other", "other")
      let status = link.isEmpty ? 200 : 404
      #expect(try await desk.get("/app/bookings/new?link=\(link)").status == status)
      #expect(try await desk.post("/app/bookings/new", Self.form(link)).status == status)
    }
  }

  @Test func `another owner's link books nothing`() async throws {
    try await withDesk { lan in
      let link = try await Self.link(lan)
      try await withDesk { eve in
        let reply = try await eve.post("/app/bookings/new", Self.form(link))
        #expect(reply.status == 404)
        #expect(try await eve.get("/app/bookings/new?link=\(link)").status == 404)
      }
      let kept = try await lan.guests.bookings()
      #expect(kept.isEmpty)
    }
  }
}
