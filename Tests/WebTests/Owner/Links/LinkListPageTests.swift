import CivilTime
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct LinkListPageTests {
  private static let list = "/app/links"

  @Test func `without a link the page says what to do first`() async throws {
    try await withDesk { desk in
      for link in try await desk.list() { try await desk.office.deleteLink(link.id, of: desk.owner, caller: .house) }
      let page = try await desk.get(Self.list).page
      #expect(page.first("//h1")?.text == "Links")
      #expect(page.first("//h2")?.text == "Your first link takes twenty seconds")
      #expect(page.first("//a[@class='button']")?["href"] == "/app/links/new")
      #expect(page.first("//*[local-name()='svg'][@role='img']")?["aria-label"] == "Thursday: free 14:00 to 18:00")
    }
  }

  @Test func `a row says what the link is, how often it is booked, and where`() async throws {
    try await withDesk { desk in
      try await desk.guests.add("Workshop", "workshop") {
        ($0.durations, $0.seats, $0.requiresConfirmation, $0.color) = ([60, 30], 6, true, "#7a4bb0")
        ($0.place, $0.isListed) = (MeetingPlace(.inPerson, "12 Nguyen Hue"), false)
        $0.expiresAt = Instant("2026-12-31T17:00:00Z")
      }
      _ = try await desk.guests.book("workshop")
      let reply = try await desk.get(Self.list)
      let row = try #require(reply.page.all("//ul[contains(@class, 'links')]/li").last)
      #expect(row.all(".//a[@class='title']")[0].text == "Workshop")
      #expect(
        row.all(".//p[@class='soft small']")[0].text
          == "30 min or 60 min · 12 Nguyen Hue · 6 seats · you confirm each · until Thursday 31 December")
      #expect(row.all(".//*[@class='chip']")[0].text == "unlisted")
      #expect(row.all(".//*[@class='num']").map(\.text) == ["1", "1"])
      #expect(row.all(".//code")[0].text == "calento.example/lan/workshop")
      #expect(row.all(".//button[@data-copy]")[0]["data-copy"]?.hasSuffix("/lan/workshop") == true)
      #expect(row.all(".//button[@data-copy]")[0]["hidden"] != nil)
      #expect(row.all(".//button[@role='switch']")[0]["aria-checked"] == "true")
      #expect(reply.text.contains(".links > li:nth-child(2){--own:#7a4bb0}"))
      #expect(reply["Content-Security-Policy"]?.contains("'sha256-") == true)
    }
  }

  @Test func `links stand as people order names, and those whose dates are over say so`() async throws {
    try await withDesk { desk in
      for title in ["zebra", "Ökologie", "Đánh giá", "apple"] {
        try await desk.guests.add(title, Slug(of: title).text) { _ in }
      }
      try await desk.guests.add("Last week", "last-week") {
        $0.window = .dates(LocalDate("2026-11-23")!...LocalDate("2026-12-01")!)
      }
      let rows = try await desk.get(Self.list).page.all("//ul[contains(@class, 'links')]/li")
      #expect(
        rows.map { $0.all(".//a[@class='title']")[0].text } == [
          "apple", "Đánh giá", "Intro call", "Last week", "Ökologie", "zebra",
        ])
      #expect(rows.map { $0.all(".//*[@class='chip']").map(\.text) } == [[], [], [], ["over"], [], []])
    }
  }

  @Test func `dates of another year are told with their year`() async throws {
    try await withDesk { desk in
      try await desk.guests.add("Next spring", "next-spring") {
        $0.window = .dates(LocalDate("2026-12-28")!...LocalDate("2027-03-05")!)
        $0.expiresAt = Instant("2027-12-31T17:00:00Z")
      }
      let row = try #require(try await desk.get(Self.list).page.all("//ul[contains(@class, 'links')]/li").last)
      let line = row.all(".//p[@class='soft small']")[0].text
      #expect(line.contains("Monday 28 December to Friday 5 March 2027"))
      #expect(line.hasSuffix("until Friday 31 December 2027"))
    }
  }

  @Test func `a switch stops bookings, and its notice takes that back`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let off = try await desk.follow(desk.path(link, .state), [("on", "0")])
      #expect(off.page.first("//*[@role='status']")?.text.hasPrefix("“Intro call” takes no bookings until") == true)
      #expect(off.page.first("//button[@role='switch']")?["aria-checked"] == "false")
      #expect(off.page.first("//*[@class='chip']")?.text == "off")
      // Whoever pressed it goes on there.
      #expect(off.page.all("//*[@autofocus]").map { $0["role"] } == ["switch"])
      #expect(try await desk.guests.get("/lan/intro-call").page.has("//form") == false)
      let undo = try #require(off.page.first("//*[@role='status']//form"))
      let field = try #require(undo.all(".//input[@name='on']").first)
      let on = try await desk.follow(try #require(undo["action"]), [("on", try #require(field["value"]))])
      #expect(on.page.first("//button[@role='switch']")?["aria-checked"] == "true")
      #expect(try await desk.guests.get("/lan/intro-call").status == 200)
    }
  }

  @Test func `a deletion can be taken back where it is told`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let gone = try await desk.follow(desk.path(link, .deletion))
      #expect(
        gone.page.first("//*[@role='status']/p")?.text == "“Intro call” is deleted. Nothing booked by it lies ahead.")
      #expect(try await desk.guests.get("/lan/intro-call").status == 404)
      let undo = try #require(gone.page.first("//*[@role='status']//form")?["action"])
      let back = try await desk.follow(undo)
      #expect(back.page.first("//*[@role='status']")?.text == "“Intro call” is back.")
      #expect(try await desk.guests.get("/lan/intro-call").status == 200)
    }
  }

  @Test(arguments: [
    (1, "“Intro call” is deleted. 1 booking ahead stands."), (2, "“Intro call” is deleted. 2 bookings ahead stand."),
  ])
  func `a deletion says how many bookings ahead stand, and has the focus`(count: Int, told: String) async throws {
    try await withDesk { desk in
      for number in 1...count {
        try await desk.booked(at: "2026-12-0\(2 + number)T09:00:00Z", key: "form-\(number)")
      }
      let gone = try await desk.follow(desk.path(try await desk.list()[0], .deletion))
      #expect(gone.page.first("//*[@role='status']/p")?.text == told)
      #expect(gone.page.all("//*[@autofocus]").map { $0["role"] } == ["status"])
    }
  }

  @Test func `a switch on another page of the list is told where the focus goes`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      for number in 1...50 { try await desk.guests.add("A \(number)", "a-\(number)") }
      let off = try await desk.follow(desk.path(link, .state), [("on", "0")])
      #expect(off.page.all("//*[@autofocus]").map { $0["role"] } == ["status"])
    }
  }

  @Test func `a second press of delete is answered as the first, as long as it can be taken back`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let first = try await desk.post(desk.path(link, .deletion))
      let second = try await desk.post(desk.path(link, .deletion))
      #expect(first.status == 303 && second.status == 303)
      #expect(second["Location"] == first["Location"])
      #expect(try await desk.get(second["Location"] ?? "").page.has("//*[@role='status']//form[@method='post']"))
      let unknown = LinkID("0192e4a0-0000-7000-8000-000000000001")!
      #expect(try await desk.post(DeskRoute.links(.one(unknown, .deletion)).path).status == 404)
      try await desk.guests.database.query(
        "UPDATE booking_links SET deleted_at = deleted_at - interval '25 hours' WHERE id = \(link.id)")
      #expect(try await desk.post(desk.path(link, .deletion)).status == 404)
    }
  }

  @Test func `a link that comes back to a taken address says its new one`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      _ = try await desk.follow(desk.path(link, .deletion))
      try await desk.guests.add("Other", "intro-call")
      let back = try await desk.follow(desk.path(link, .restoration))
      #expect(back.page.first("//*[@role='status']")?.text.contains("calento.example/lan/intro-call-2") == true)
    }
  }

  @Test func `a copy leads to its form`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let copy = try await desk.follow(desk.path(link, .copies))
      #expect(copy.page.first("//h1")?.text == "Copy of Intro call")
      #expect(copy.page.first("//*[@role='status']")?.text.hasPrefix("This is a copy.") == true)
      #expect(copy.page.first("//input[@name='is_listed']")?["checked"] == nil)
    }
  }

  @Test func `a search finds by title and address, and says when there is nothing`() async throws {
    try await withDesk { desk in
      try await desk.guests.add("Đánh giá", "review")
      let found = try await desk.get("\(Self.list)?q=danh")
      #expect(found.page.all("//a[@class='title']").map(\.text) == ["Đánh giá"])
      #expect(found.page.first("//input[@name='q']")?["value"] == "danh")
      let nothing = try await desk.get("\(Self.list)?q=%3Cscript%3E")
      #expect(nothing.page.first("//h2")?.text == "No link has these words")
      #expect(!nothing.text.contains("<script>"))
    }
  }

  @Test func `the pages speak their owner's language and count hours as the owner does`() async throws {
    try await withDesk({ $0.expiresAt = Instant("2026-12-31T17:00:00Z") }) { desk in
      try await desk.guests.database.transaction(sending: [
        "UPDATE users SET locale = 'vi', clock = 12 WHERE id = \(desk.owner)"
      ])
      let list = try await desk.get(Self.list, ["Accept-Language": "en"]).page
      #expect(list.first("//html")?["lang"] == "vi")
      #expect(list.first("//h1")?.text == "Liên kết")
      #expect(list.first("//p[@class='soft small']")?.text.hasPrefix("30 phút · video · đến ") == true)
      let link = try await desk.list()[0]
      let form = try await desk.get(desk.path(link)).page
      #expect(form.first("//label[@for='title']")?.text == "Tên là gì?")
      let strip = form.first("//*[@data-preview]//*[local-name()='svg'][@role='img']")
      #expect(strip?["aria-label"]?.contains("2:00 CH") == true, "\(strip?["aria-label"] ?? "")")
    }
  }

  @Test func `many links come page by page`() async throws {
    try await withDesk { desk in
      for number in 1...51 { try await desk.guests.add("Talk \(number)", "talk-\(number)") }
      let first = try await desk.get(Self.list)
      #expect(first.page.all("//a[@class='title']").count == 50)
      let next = try #require(first.page.first("//a[@rel='next']")?["href"])
      let second = try await desk.get(next)
      #expect(second.page.all("//a[@class='title']").count == 2)
      #expect(second.page.first("//a[@rel='prev']")?["href"] == "/app/links?page=1")
      for odd in ["0", "-1", "99999999999999999999", "x"] {
        #expect(try await desk.get("\(Self.list)?page=\(odd)").status == 200)
      }
    }
  }

  @Test(arguments: [
    "done=deleted", "done=deleted&link=x", "done=on&link=0192e4a0-0000-7000-8000-000000000001", "done=nonsense",
    "done=full", "done=off&link=",
  ])
  func `an address can't make the page say what is not so`(query: String) async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let page = try await desk.get("\(Self.list)?\(query)").page
      #expect(page.has("//*[@role='status'][contains(@class, 'notice')]") == false)
      let untrue = try await desk.get("\(Self.list)?done=deleted&link=\(link.id)").page
      #expect(untrue.has("//*[@role='status'][contains(@class, 'notice')]") == false)
    }
  }

  @Test func `a link's address is a picture that cameras read`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let reply = try await desk.get(desk.path(link, .code))
      #expect(reply.status == 200)
      #expect(reply["Content-Type"] == "image/svg+xml; charset=utf-8")
      #expect(reply.text.hasPrefix("<svg"))
      #expect(reply["Content-Disposition"] == nil)
      let file = try await desk.get(desk.path(link, .code) + "?save=1")
      #expect(file["Content-Disposition"] == "attachment; filename=\"intro-call.svg\"")
    }
  }

  @Test(arguments: LinkRoutePart.allCases)
  func `another owner's link is not there, and nothing becomes of it`(part: LinkRoutePart) async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let shows = part == .page || part == .code
      try await withDesk { eve in
        let asked = try await eve.get(eve.path(link, part)).status
        #expect(asked == (shows ? 404 : 303))
        let sheet = [("title", "Mine"), ("durations", "30"), ("on", "0")]
        let sent = try await eve.post(eve.path(link, part), sheet).status
        #expect(sent == (part == .code ? 405 : 404))
      }
      #expect(try await desk.list() == [link])
    }
  }

  @Test(arguments: LinkRoutePart.allCases)
  func `nothing is done without the form's token`(part: LinkRoutePart) async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      guard part != .code else { return }
      let reply = try await desk.guests.post(desk.path(link, part), [("title", "x")], ["Cookie": desk.cookie])
      #expect(reply.status == 403)
      #expect(try await desk.list() == [link])
    }
  }
}
