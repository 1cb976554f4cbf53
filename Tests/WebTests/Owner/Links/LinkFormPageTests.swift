import CivilTime
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct LinkFormPageTests {
  private static let new = "/app/links/new"

  @Test func `a title is enough for a link that can be booked at once`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet["title"] = "Đánh giá"
      let list = try await desk.follow(Self.new, sheet.pressing("save"))
      #expect(
        list.page.first("//*[@role='status']")?.text
          == "“Đánh giá” is ready. Send guests its address: calento.example/lan/danh-gia "
          + "Guests are told no meeting address yet: enter one under “Where?”, or send it to each of them.")
      #expect(try await desk.guests.get("/lan/danh-gia").status == 200)
      _ = try await desk.guests.book("danh-gia")
    }
  }

  @Test func `an address may be typed as people write, and is told as it became`() async throws {
    try await withDesk { desk in
      let path = desk.path(try await desk.list()[0])
      var sheet = try await desk.sheet(path)
      sheet["slug"] = "Đánh Giá"
      let saved = try await desk.follow(path, sheet.pressing("save"))
      #expect(
        saved.page.first("//*[@role='status']")?.text.contains("Its address is calento.example/lan/danh-gia now")
          == true)
      #expect(saved.page.first("//input[@name='slug']")?["value"] == "danh-gia")
      #expect(try await desk.list()[0].slug == "danh-gia")
    }
  }

  @Test func `a form that comes twice makes one link`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet["title"] = "Once"
      _ = try await desk.follow(Self.new, sheet.pressing("save"))
      _ = try await desk.follow(Self.new, sheet.pressing("save"))
      #expect(try await desk.list().map(\.title) == ["Intro call", "Once"])
    }
  }

  @Test func `a link's form, sent as it is, changes nothing`() async throws {
    try await withDesk({ LinkFormPageTests.fill(&$0) }) { desk in
      let link = try await desk.list()[0]
      let sheet = try await desk.sheet(desk.path(link))
      let saved = try await desk.follow(desk.path(link), sheet.pressing("save"))
      #expect(saved.page.first("//*[@role='status']")?.text == "“Intro call” is saved.")
      #expect(saved.page.first("//*[@id='location-hint']")?.text.hasPrefix("Paste") == true)
      #expect(try await desk.list() == [link])
    }
  }

  /// Everything other than it is at first.
  private static func fill(_ link: inout Link) {
    link.description = "One\n\n- two <b>\n- three"
    link.durations = [20, 10, 60]
    (link.increment, link.bufferBefore, link.bufferAfter, link.notice) = (25, 5, 10, 2_880)
    link.hours = WeeklyHours([
      .tuesday: [try! Window(LocalTime("09:00")!, LocalTime("12:00")!), try! Window(LocalTime("22:00")!, .endOfDay)]
    ])
    link.window = .dates(LocalDate("2026-12-01")!...LocalDate("2026-12-18")!)
    (link.dailyLimit, link.weeklyLimit, link.seats, link.requiresConfirmation) = (3, 9, 4, true)
    (link.color, link.place) = ("#7a4bb0", MeetingPlace(.phone, "+84 24 3825 5865"))
    link.questions = [
      Question(id: "topic", label: "What about?", kind: .longText, isRequired: true),
      Question(id: "size", label: "How many?", kind: .choice, choices: ["Just me", "2 to 10"]),
    ]
    (link.reminders, link.redirect) = ([4_320, 60, 0], "https://example.org/?a=1&b=2")
    (link.isListed, link.expiresAt, link.isSingleUse) = (false, Instant("2026-12-24T10:30:00Z"), true)
  }

  @Test func `every field is changed by what is typed`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      var sheet = try await desk.sheet(desk.path(link))
      sheet["durations"] = "45"
      sheet["durations_other"] = "20, 100"
      sheet["location"] = "Room 7"
      sheet["meeting_type"] = "in_person"
      sheet["slug"] = "hello"
      sheet["description"] = "Hi"
      sheet["availability_type"] = "specific_hours"
      sheet["day_1"] = "9–11"
      sheet["slot_increment_minutes"] = "15"
      sheet["min_booking_notice_minutes"] = "3"
      sheet["notice_unit"] = "days"
      sheet["buffer_before_minutes"] = "5"
      sheet["buffer_after_minutes"] = "7"
      sheet["max_booking_days_future"] = "14"
      sheet["daily_limit"] = "2"
      sheet["weekly_limit"] = "5"
      sheet["seats"] = "8"
      sheet["requires_confirmation"] = "1"
      sheet["reminders"] = "15"
      sheet["reminders_other"] = "5"
      sheet["redirect_url"] = "https://example.org/"
      sheet["color"] = "#1f5fa8"
      sheet["is_listed"] = nil
      sheet["single_use"] = "1"
      sheet["expires_at"] = "2026-12-31"
      _ = try await desk.follow(desk.path(link), sheet.pressing("save"))
      let saved = try await desk.list()[0]
      #expect(saved.durations == [20, 45, 100])
      #expect((saved.slug, saved.description, saved.place) == ("hello", "Hi", MeetingPlace(.inPerson, "Room 7")))
      #expect(saved.hours?[.monday].windows.count == 1)
      #expect((saved.increment, saved.notice, saved.bufferBefore, saved.bufferAfter) == (15, 4_320, 5, 7))
      #expect(saved.window == .daysAhead(14))
      #expect((saved.dailyLimit, saved.weeklyLimit, saved.seats) == (2, 5, 8))
      #expect(saved.requiresConfirmation && !saved.isListed && saved.isSingleUse && saved.isActive)
      #expect(saved.reminders == [15, 5])
      #expect((saved.redirect, saved.color) == ("https://example.org/", "#1f5fa8"))
      #expect(saved.expiresAt == Instant("2026-12-31T17:00:00Z"))
    }
  }

  @Test(arguments: [
    ("en", "After booking, a button leads on to (optional)", "After booking, a button: “Go on to example.org”"),
    (
      "vi", "Sau khi đặt, một nút dẫn khách đến (không bắt buộc)", "Sau khi đặt, có một nút: “Tiếp tục đến example.org”"
    ),
  ])
  func `where guests may go on is called a button, as it is one`(
    language: String, label: String, seen: String
  ) async throws {
    try await withDesk({ $0.redirect = "https://example.org/thanks" }) { desk in
      try await desk.guests.database.query("UPDATE users SET locale = \(language) WHERE id = \(desk.owner)")
      let page = try await desk.get(desk.path(try await desk.list()[0])).page
      #expect(page.first("//label[@for='redirect_url']")?.text == label)
      #expect(page.all("//*[@data-preview]/p").map(\.text).contains(seen))
    }
  }

  @Test func `a refused form comes back as it was typed, with the folds open that need a look`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet["title"] = ""
      sheet["slug"] = "No <b>"
      sheet["durations_other"] = "half"
      sheet["seats"] = "0"
      sheet["day_2"] = "9"
      sheet["availability_type"] = "specific_hours"
      sheet["redirect_url"] = "javascript:alert(1)"
      let reply = try await desk.post(Self.new, sheet.pressing("save"))
      #expect(reply.status == 422)
      let page = reply.page
      #expect(page.first("//*[@role='alert']")?["autofocus"] != nil)
      #expect(page.first("//h2[@id='wrongs']")?.text == "6 answers need a change")
      let anchors = page.all("//*[@role='alert']//a").compactMap { $0["href"] }
      #expect(anchors == ["#title", "#durations", "#slug", "#day_2", "#seats", "#redirect_url"])
      for anchor in anchors { #expect(page.has("//*[@id='\(anchor.dropFirst())']"), "\(anchor)") }
      #expect(LinkSheet(page).fields.map { "\($0)=\($1)" } == sheet.fields.map { "\($0)=\($1)" })
      #expect(page.all("//details[@open]/summary").map { $0.text.prefix(5) } == ["Hours", "Times", "Confi"])
      #expect(page.first("//input[@id='slug']")?["aria-describedby"] == "slug-hint slug-wrong")
      #expect(page.first("//*[@id='slug-wrong']")?.text.hasPrefix("Use small letters") == true)
      #expect(try await desk.list().count == 1)
    }
  }

  @Test func `a place without an address is told of until there is one`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      let list = try await desk.get("/app/links").page
      #expect(list.first("//*[@class='chip wait']")?.text == "no meeting address")
      var sheet = try await desk.sheet(desk.path(link))
      let form = try await desk.get(desk.path(link)).page
      #expect(form.first("//*[@id='location-hint']")?.text.hasPrefix("There is none yet") == true)
      sheet["location"] = "https://meet.example.org/lan"
      let saved = try await desk.follow(desk.path(link), sheet.pressing("save")).page
      #expect(saved.first("//*[@role='status']")?.text == "“Intro call” is saved.")
      #expect(saved.first("//*[@id='location-hint']")?.text.hasPrefix("Paste") == true)
      #expect(!(try await desk.get("/app/links").page.has("//*[@class='chip wait']")))
    }
  }

  @Test func `an address that moves is told of, and leads on`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      var sheet = try await desk.sheet(desk.path(link))
      let page = try await desk.get(desk.path(link)).page
      #expect(
        page.first("//*[@id='slug-hint']")?.text
          == "Addresses it had before keep leading to it, until another link takes them.")
      #expect(try await desk.get(Self.new).page.first("//*[@id='slug-hint']")?.text == "Empty: made of the name.")
      (sheet["slug"], sheet["location"]) = ("hello", "Room 7")
      let saved = try await desk.follow(desk.path(link), sheet.pressing("save")).page
      #expect(
        saved.first("//*[@role='status']")?.text
          == "“Intro call” is saved. Its address is calento.example/lan/hello now; the old one still leads to it.")
      for slug in ["hello", "intro-call"] { #expect(try await desk.guests.get("/lan/\(slug)").status == 200) }
      _ = try await desk.guests.book("intro-call")
    }
  }

  @Test func `an end that is over is refused where it stands`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      (sheet["title"], sheet["expires_at"]) = ("Late", "2026-12-01")
      let reply = try await desk.post(Self.new, sheet.pressing("save"))
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@id='expires_at-wrong']")?.text == "This is over already. Pick a later day.")
    }
  }

  @Test func `without a script the preview is where the answer lands`() async throws {
    try await withDesk { desk in
      let page = try await desk.get(Self.new).page
      #expect(page.first("//button[@value='preview']")?["formaction"] == "\(Self.new)#preview")
      #expect(page.has("//*[@id='preview']"))
    }
  }

  @Test func `an address that another link has is refused`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      (sheet["title"], sheet["slug"]) = ("Other", "intro-call")
      let reply = try await desk.post(Self.new, sheet.pressing("save"))
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@id='slug-wrong']")?.text == "Another of your links has this address.")
    }
  }

  @Test func `the preview shows the form as it was typed, and saves nothing`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      (sheet["title"], sheet["color"], sheet["description"]) = ("Café", "#7a4bb0", "**Bold** <i>")
      sheet.tick("durations", "60")
      let reply = try await desk.post(Self.new, sheet.pressing("preview"))
      #expect(reply.status == 200)
      let card = try #require(reply.page.first("//*[@data-preview]"))
      #expect(card.all(".//*[@class='strong']")[0].text == "Café")
      #expect(card.all(".//*[contains(@class, 'chip')]").map(\.text) == ["30 min", "60 min"])
      #expect(card.all(".//strong").map(\.text) == ["Bold"])
      #expect(card.all(".//i").isEmpty)
      #expect(
        card.all(".//*[@role='status']")[0].text == "Free times on Thursday: 8. In the next two weeks: 72.")
      #expect(reply.text.contains(".seen:nth-child(1){--own:#7a4bb0}"))
      #expect(LinkSheet(reply.page).values("durations") == ["30", "60"])
      #expect(try await desk.list().count == 1)
    }
  }

  @Test(arguments: ["red;}", "\"><script>alert(1)</script>", "#ffffff}body{display:none", "url(x)"])
  func `no colour becomes a rule of the page`(color: String) async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      (sheet["title"], sheet["color"]) = ("x", color)
      let reply = try await desk.post(Self.new, sheet.pressing("save"))
      #expect(reply.status == 422)
      #expect(!reply.text.contains("<style"))
      #expect(!reply.text.contains("<script>alert"))
    }
  }

  @Test func `one schedule is not asked for, several are`() async throws {
    try await withDesk { desk in
      #expect(try await desk.get(Self.new).page.has("//select[@name='schedule_id']") == false)
      let id = desk.office.newLinkID()
      try await desk.guests.database.transaction(sending: [
        """
        INSERT INTO availability_schedules (user_id, id, name, timezone, is_default)
        VALUES (\(desk.owner), \(id), 'Nights', 'Europe/Paris', false)
        """
      ])
      var sheet = try await desk.sheet(Self.new)
      #expect(sheet["schedule_id"] == "")
      (sheet["title"], sheet["schedule_id"]) = ("Late", id.description)
      _ = try await desk.follow(Self.new, sheet.pressing("save"))
      let saved = try #require(try await desk.list().last)
      #expect(saved.schedule?.description == id.description)
      #expect(try await desk.sheet(desk.path(saved))["schedule_id"] == id.description)
    }
  }

  @Test(arguments: ["0192e4a0-0000-7000-8000-000000000001", "x", "0192E4A0-0000-7000-8000-000000000001", "new/x"])
  func `a link that is none is not found`(id: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.get("/app/links/\(id)")
      #expect(reply.status == 404 || reply.status == 308)
    }
  }
}
