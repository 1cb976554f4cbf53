import CivilTime
import Crypto
import FoundationEssentials
import HTTP
import Operations
import Postgres
import Scheduling
import Server
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct BookingPageTests {
  @Test func `a booking says what was booked, in both zones where clocks differ`() async throws {
    try await withGuestHouse({ $0.place = MeetingPlace(.link, "https://meet.example.org/lan") }) { house in
      let reply = try await house.get(try await house.book())
      let page = reply.page
      #expect(
        page.first("//h1")?.text
          == "You meet Lan on Thursday 3 December at 09:00.".replacing("at 09", with: "at\u{a0}09"))
      #expect(
        page.first("//main/p[2]")?.text
          == "Paris time, for 30 minutes. For Lan in Ho Chi Minh City it is 15:00. A letter is on its way to ada@moreau.example."
      )
      #expect(
        page.all("//dl/dd").map(\.text) == [
          "Intro call, 30 minutes", "https://meet.example.org/lan", "Lan Nguyen, Ada Moreau",
        ])
      #expect(page.first("//dl//a")?["href"] == "https://meet.example.org/lan")
    }
  }

  @Test func `its secret goes nowhere: not into caches, not to other sites, not into the log`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      for path in [
        address, address + "/cancel", address + "/reschedule", address + "/calendar.ics", address + "/zones",
      ] {
        let reply = try await house.get(path)
        #expect(reply.status == 200 && reply["Cache-Control"] == "no-store", "\(path)")
        #expect(reply["Referrer-Policy"] == "same-origin")
      }
      let page = try await house.get(address).page
      #expect(page.has("//meta[@name='robots'][@content='noindex']"))
      let outside = page.all("//a[starts-with(@href, 'http')]")
      #expect(outside.count == 3)
      let secret = address.dropFirst("/bookings/".count)
      #expect(outside.allSatisfy { !($0["href"] ?? "").contains(secret) && $0["rel"] == "noreferrer" })
    }
  }

  @Test func `a booking whose link was switched off and deleted can be called off and moved`() async throws {
    try await withDesk { desk in
      let house = desk.guests
      let address = try await house.book()
      for link in try await desk.office.linksToBook(of: desk.owner) {
        _ = try await desk.office.switchLink(link.id, on: false, of: desk.owner, caller: .house)
        _ = try await desk.office.deleteLink(link.id, of: desk.owner, caller: .house)
      }
      let page = try await house.get(address).page
      #expect(page.has("//a[@href='\(address)/reschedule']"))
      #expect(page.has("//form[@action='\(address)/cancel']//button"))
      let slots = try await house.get(address + "/reschedule").page
      #expect(slots.has("//a[@class='slot']"))
      let moved = try await house.post(address + "/reschedule", [("start", "2026-12-04T09:00:00Z")])
      #expect(moved.status == 303)
      #expect(try await house.bookings().map(\.start.description) == ["2026-12-04T09:00:00Z"])
      // Another time is to be found by the owner's other links alone.
      _ = try await house.post(address + "/cancel", [("reason", "")])
      let again = try await house.get(address).page.first("//a[@class='button']")?["href"] ?? ""
      #expect(again == "/lan")
      #expect(try await house.get(again).status == 200)
    }
  }

  @Test func `it can be put into a calendar`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      let links = try await house.get(address).page.all("//a[@class='button quiet']")
      #expect(links.map(\.text) == ["Google", "Outlook", "Office 365", "Apple or other"])
      let google = try #require(links[0]["href"])
      #expect(
        google.hasPrefix(
          "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Intro%20call%20with%20Lan%20Nguyen&dates=20261203T080000Z/20261203T083000Z"
        ))
      #expect(links[1]["href"]?.contains("startdt=2026-12-03T08:00:00Z&enddt=2026-12-03T08:30:00Z") == true)
      #expect(links[2]["href"]?.hasPrefix("https://outlook.office.com/") == true)
      let file = try await house.get(try #require(links[3]["href"]))
      #expect(file["Content-Type"] == "text/calendar; charset=utf-8")
      #expect(file["Content-Disposition"] == "attachment; filename=\"intro-call.ics\"")
      for line in ["METHOD:PUBLISH", "DTSTART;TZID=Asia/Ho_Chi_Minh:20261203T150000", "SEQUENCE:0", "STATUS:CONFIRMED"]
      {
        #expect(file.text.contains(line + "\r\n"), "\(line)")
      }
    }
  }

  @Test func `one that waits for its owner says so and is not for calendars yet`() async throws {
    try await withGuestHouse({ $0.requiresConfirmation = true }) { house in
      let form = try await house.get(FormPageTests.address).page
      #expect(form.first("//button")?.text == "Ask for Thursday 3 December, 09:00")
      let page = try await house.get(try await house.book()).page
      #expect(page.first("//main/p")?.text == "Waiting for Lan")
      #expect(page.first("//h1")?.text.hasPrefix("You asked Lan for Thursday 3 December") == true)
      #expect(!page.has("//a[.='Google']") && page.has("//a[.='Change the time']"))
    }
  }

  @Test(arguments: [
    (MeetingPlace(.zoom, "https://zoom.example/j/1"), "Zoom, address comes by e-mail", false),
    (.init(.phone, "+84 28 1234"), "Phone call", false), (.init(.inPerson, "12 Nguyen Hue"), "12 Nguyen Hue", true),
  ])
  func `page and calendar file tell no number and no address of a call before the owner's yes`(
    place: MeetingPlace, said: String, isOpen: Bool
  ) async throws {
    try await withGuestHouse({
      $0.place = place
      $0.requiresConfirmation = true
    }) { house in
      let address = try await house.book()
      #expect(try await house.get(address).page.all("//dl/dd").map(\.text).contains(said))
      for path in [address, address + "/calendar.ics", address + "/reschedule", "/lan/intro-call"] {
        #expect(try await house.get(path).text.contains(place.details) == isOpen, "\(path)")
      }
      try await house.database.query("UPDATE bookings SET status = 'confirmed' WHERE user_id = \(house.owner)")
      for path in [address, address + "/calendar.ics"] {
        #expect(try await house.get(path).text.contains(place.details), "\(path)")
      }
    }
  }

  @Test(arguments: [
    (MeetingPlace.Kind.googleMeet, "Google Meet"), (.zoom, "Zoom"), (.link, "Video call"),
  ])
  func `of a call whose address nobody has set yet, that the host sends it`(
    kind: MeetingPlace.Kind, name: String
  ) async throws {
    try await withGuestHouse({ $0.place = MeetingPlace(kind) }) { house in
      let said = "\(name); Lan sends the address"
      for path in ["/lan", "/lan/intro-call", FormPageTests.address] {
        let page = try await house.get(path).page
        #expect(page.has("//li[normalize-space()='\(said)']"), "\(path)")
      }
      let address = try await house.book()
      #expect(try await house.get(address).page.all("//dl/dd").map(\.text).contains(said))
    }
  }

  // MARK: Cancelling

  @Test func `a GET changes nothing; a POST calls off, with a word`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      let asked = try await house.get(address + "/cancel").page
      #expect(asked.first("//h1")?.text == "Cancel this meeting?")
      #expect(asked.first("//form[@method='post']")?["action"] == address + "/cancel")
      _ = try await house.get(address + "/cancel?reason=gone")
      #expect(try await house.bookings("confirmed").count == 1)

      let reply = try await house.post(address + "/cancel", [("reason", "A train strike, sorry.")])
      #expect(reply.status == 303 && reply["Location"] == address)
      let page = try await house.get(address).page
      #expect(page.first("//main/p")?.text == "Cancelled")
      #expect(page.first("//h1")?.text == "Your Thursday at 09:00 is free again.")
      #expect(
        page.first("//main/p[2]")?.text.hasSuffix("Lan has been told. Your word to Lan: “A train strike, sorry.”")
          == true)
      #expect(page.first("//a[@class='button']")?["href"] == "/lan/intro-call")
      #expect(!page.has("//form") && !page.has("//a[.='Google']"))
    }
  }

  @Test func `calling off twice is calling off once`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      _ = try await house.post(address + "/cancel", [("reason", "first")])
      #expect(try await house.post(address + "/cancel", [("reason", "second")]).status == 303)
      #expect(try await house.get(address + "/cancel").status == 303)
      #expect(try await house.get(address).page.first("//main/p[2]")?.text.contains("“first”") == true)
    }
  }

  @Test(arguments: [
    (String(repeating: "x", count: 2_001), "Shorten this to 2000 characters."), ("a\u{7}b", "cannot be shown"),
  ])
  func `a word that cannot be kept is refused and stays in its field`(reason: String, says: String) async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      let reply = try await house.post(address + "/cancel", [("reason", reason)])
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@id='reason-wrong']")?.text.contains(says) == true)
      #expect(reply.page.has("//div[@role='alert' and @autofocus]//a[@href='#reason']"))
      #expect(reply.page.first("//textarea")?.text.isEmpty == false)
      #expect(try await house.bookings("confirmed").count == 1)
    }
  }

  @Test func `what is over can be looked at and no more`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      house.clock.advance(by: .seconds(2 * 86_400))
      let page = try await house.get(address).page
      #expect(page.first("//main/p")?.text == "Over")
      #expect(page.first("//h1")?.text.hasPrefix("You met Lan on Thursday 3 December") == true)
      #expect(!page.has("//form") && page.first("//a[@class='button']")?.text == "Find another time")
      #expect(try await house.post(address + "/cancel", [("reason", "")]).status == 303)
      #expect(try await house.get(address + "/reschedule").status == 303)
      #expect(try await house.bookings("cancelled").count == 0)
    }
  }

  // MARK: Secrets of others

  @Test(arguments: ["x", String(repeating: "A", count: 64), String(repeating: "A", count: 63), "%20", "%C3%A9"])
  func `a token that is nobody's is no page`(token: String) async throws {
    try await inGuestHouse { house in
      for path in ["", "/cancel", "/reschedule", "/calendar.ics", "/zones"] {
        let reply = try await house.get("/bookings/\(token)\(path)")
        #expect(reply.status == 404)
      }
      for path in ["/cancel", "/reschedule"] {
        let reply = try await house.post("/bookings/\(token)\(path)", [("start", "2026-12-03T08:00:00Z")])
        #expect(reply.status == 404)
      }
    }
  }

  @Test func `a token with one sign changed opens nothing`() async throws {
    try await withGuestHouse { house in
      let address = try await house.book()
      for place in [12, 40, 73] {
        var other = Array(address)
        other[place] = other[place] == "A" ? "B" : "A"
        #expect(try await house.get(String(other)).status == 404)
        #expect(try await house.post(String(other) + "/cancel", [("reason", "")]).status == 404)
      }
      #expect(try await house.bookings("confirmed").count == 1)
    }
  }
}
