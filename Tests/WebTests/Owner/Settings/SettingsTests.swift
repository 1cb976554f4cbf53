import Crypto
import HTTP
import Operations
import Postgres
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SettingsTests {
  private static let profile = [
    ("first_name", "Lan"), ("last_name", "Nguyen"), ("bio", "I print."), ("zone", "Asia/Ho_Chi_Minh"),
    ("language", "en"), ("week_start", "1"), ("clock", ""),
  ]

  @Test(arguments: [
    ("/app/settings", "Settings"), ("/app/settings/sign-in", "Signing in"), ("/app/settings/data", "Your data"),
    ("/app/activity", "Activity"),
  ])
  func `each page is there, with its tab marked`(address: String, heading: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.get(address)
      #expect(reply.status == 200)
      #expect(reply.page.first("//h1")?.text == heading)
      let marked = reply.page.all("//main//nav[contains(@class, 'tabs')]//a[@aria-current='page']")
      #expect(marked.map { $0["href"] } == [address])
      #expect(reply["Cache-Control"] == "no-store")
    }
  }

  @Test(arguments: ["", "/sign-in", "/security", "/tokens", "/data"])
  func `on a phone, too, there is a way to sign out`(page: String) async throws {
    try await withDesk { desk in
      let page = try await desk.get("/app/settings\(page)").page
      #expect(page.has("//main/form[@class='leave' and @action='/logout']//button"))
    }
  }

  @Test func `a profile that is saved shows at once, and says so`() async throws {
    try await withDesk { desk in
      let fields = Self.profile.filter { $0.0 != "clock" } + [("username", desk.guests.username), ("clock", "12")]
      let page = try await desk.follow("/app/settings", fields + [try await desk.shownProfile])
      #expect(page.page.first("//*[@role='status']")?.text.contains("Saved.") == true)
      #expect(page.page.first("//select[@id='clock']/option[@selected]")?["value"] == "12")
      #expect(try await desk.guests.get("/lan").text.contains("I print."))
    }
  }

  @Test func `a profile that can't be comes back as it was typed`() async throws {
    try await withDesk { desk in
      let fields = Self.profile.filter { $0.0 != "zone" } + [("username", "<x>"), ("zone", "Nowhere/Land")]
      let reply = try await desk.post("/app/settings", fields)
      #expect(reply.status == 422)
      let page = reply.page
      #expect(page.first("//*[@role='alert']")?["autofocus"] != nil)
      #expect(page.all("//*[@role='alert']//a").map { $0["href"] } == ["#username", "#zone"])
      #expect(page.first("//input[@id='username']")?["value"] == "<x>")
      #expect(!reply.text.contains("<x>"))
    }
  }

  @Test func `a picture as phones take them is refused on the page where it was chosen`() async throws {
    try await withDesk { desk in
      let photo = [UInt8](repeating: 7, count: 5_000_000)
      let reply = try await desk.upload(photo)
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@role='alert']//a")?["href"] == "#picture")
      #expect(reply.page.first("//*[@id='picture-wrong']")?.text.contains("at most 1 MB") == true)
      // Of nobody in particular it is not even read.
      await #expect(throws: Unexpected.self) { try await desk.upload(photo, cookie: "calento=nobody") }
    }
  }

  @Test func `a picture is shown to guests at an address of its own, for ever`() async throws {
    try await withDesk { desk in
      let sent = try await desk.upload(picture)
      #expect(sent.status == 303)
      let guest = try await desk.guests.get("/lan")
      let source = try #require(guest.page.first("//img[@class='face']")?["src"])
      let address = source.replacing("/lan/", with: "/\(desk.guests.username)/")
      let shown = try await desk.guests.get(address)
      #expect(shown.status == 200)
      #expect(shown["Content-Type"] == "image/png")
      #expect(shown["Cache-Control"] == "public, max-age=31536000, immutable")
      #expect(shown.body == picture)
      let tag = try #require(shown["ETag"])
      #expect(try await desk.guests.get(address, ["If-None-Match": tag]).status == 304)
      #expect(try await desk.guests.get("/look/face/\(desk.guests.username)/0000000000000000").status == 404)
      _ = try await desk.follow("/app/settings/picture", [("remove", "yes")])
      #expect(try await desk.guests.get(address).status == 404)
    }
  }

  @Test func `what is no picture is refused beside its field`() async throws {
    try await withDesk { desk in
      let reply = try await desk.upload(Array("<svg onload=alert(1)>".utf8))
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@id='picture-wrong']")?.text.contains("PNG, JPEG or WebP") == true)
    }
  }

  @Test func `a new password takes the old one, and signs other devices out`() async throws {
    try await withDesk { desk in
      let other = try await desk.guests.signedIn()
      let wrong = try await desk.post("/app/settings/password", [("current", "guess"), ("password", "a new sentence")])
      #expect(wrong.status == 422)
      #expect(wrong.page.first("//*[@role='alert']//a")?["href"] == "#password-current")
      let page = try await desk.follow(
        "/app/settings/password", [("current", DeskHouse.password), ("password", "a new sentence")])
      #expect(page.page.first("//*[@role='status']")?.text.contains("Your password is changed.") == true)
      #expect(try await other.session() == nil)
      #expect(try await desk.session() != nil)
    }
  }

  @Test func `another address waits to be confirmed, and can be thought better of`() async throws {
    try await withDesk { desk in
      let email = "new-\(desk.guests.username)@example.org"
      let asked = try await desk.follow(
        "/app/settings/email", [("email", email), ("current", DeskHouse.password)])
      #expect(asked.text.contains(email))
      _ = try await desk.guests.token("confirm_address", to: email)
      let kept = try await desk.follow("/app/settings/email", [("keep", "yes")])
      #expect(!kept.text.contains(email))
    }
  }

  @Test func `the letter's page says whose address changes, and asks for the password who is not signed in`()
    async throws
  {
    try await withDesk { desk in
      let email = "new-\(desk.guests.username)@example.org"
      _ = try await desk.follow("/app/settings/email", [("email", email), ("current", DeskHouse.password)])
      let address = "/verify/\(try await desk.guests.token("confirm_address", to: email).text)"
      var stranger = try await Newcomer(desk.guests, at: address)
      #expect(stranger.heading == "Use this address?")
      #expect(stranger.page.text.contains(email) && stranger.page.text.contains(desk.guests.username))
      for password in ["", "guess"] {
        try await stranger.send([("password", password)])
        #expect(stranger.page.status == 422)
        #expect(stranger.page.page.first("//*[@role='alert']//a")?["href"] == "#password")
      }
      let hers = try await desk.get(address)
      #expect(!hers.page.has("//input[@type='password']"))
      let visitor = hers.headers.first { $0.value.hasPrefix("visitor=") }?.value.prefix { $0 != ";" } ?? ""
      let csrf = hers.page.first("//main//input[@name='csrf']")?["value"] ?? ""
      let done = try await desk.guests.post(address, [("csrf", csrf)], ["Cookie": "\(desk.cookie); \(visitor)"])
      #expect(done["Location"] == "/app/settings/sign-in?done=address")
      let page = try await desk.get(done["Location"] ?? "").page
      #expect(page.first("//*[@role='status']")?.text.contains("Your new address is confirmed.") == true)
      #expect(page.first("//main")?.text.contains(email) == true)
    }
  }

  @Test func `a device is signed out by itself, another owner's is not found`() async throws {
    try await withDesk { desk in
      let other = try await desk.guests.signedIn()
      let id = try #require(try await other.session()?.id)
      try await withDesk { stranger in
        let reply = try await stranger.post("/app/settings/devices/\(id)")
        #expect(reply.status == 404)
      }
      #expect(try await other.session() != nil)
      _ = try await desk.follow("/app/settings/devices/\(id)")
      #expect(try await other.session() == nil)
      #expect(try await desk.post("/app/settings/devices/\(id)").status == 404)
    }
  }

  @Test func `everything can be taken along, as JSON and as a calendar`() async throws {
    try await withDesk { desk in
      let json = try await desk.get("/app/settings/data/calento.json")
      #expect(json["Content-Type"] == "application/json; charset=utf-8")
      #expect(json["Content-Disposition"] == "attachment; filename=\"calento.json\"")
      #expect(json.text.contains("\"username\""))
      let ics = try await desk.get("/app/settings/data/calento.ics")
      #expect(ics.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
    }
  }

  @Test func `a booking is taken along as the event that invitations speak of`() async throws {
    try await withDesk { desk in
      let address = try await desk.guests.book()
      _ = try await desk.guests.post(address + "/reschedule", [("start", "2026-12-04T09:00:00Z")])
      func known(_ text: String) -> [Substring] {
        text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") || $0.hasPrefix("SEQUENCE:") }
      }
      let invited = try await desk.guests.get(address + "/calendar.ics").text
      let taken = try await desk.get("/app/settings/data/calento.ics").text
      #expect(known(taken) == known(invited) && known(taken).count == 2 && known(taken).contains("SEQUENCE:1"))
    }
  }

  @Test func `closing takes the password, and ends in saying how to come back`() async throws {
    try await withDesk { desk in
      #expect(try await desk.post("/app/settings/closing", [("current", "guess")]).status == 422)
      let closed = try await desk.post("/app/settings/closing", [("current", DeskHouse.password)])
      #expect(closed["Location"] == "/login?done=closed")
      #expect(try await desk.session() == nil)
      #expect(try await desk.guests.get("/lan").status == 404)
    }
  }

  @Test func `who closes reads before how many bookings that calls off, and their guests read it after`() async throws {
    try await withDesk { desk in
      #expect(try await desk.get("/app/settings/data").text.contains("No bookings lie ahead."))
      let address = try await desk.guests.book()
      #expect(try await desk.get("/app/settings/data").text.contains("1 booking lies ahead. Closing calls it off"))
      _ = try await desk.post("/app/settings/closing", [("current", DeskHouse.password)])
      let guests = try await desk.guests.get(address)
      #expect(guests.status == 200)
      #expect(guests.page.first("//main")?.text.contains("called off") == true)
      #expect(guests.page.first("//main//a[contains(@href, '/intro-call')]") == nil)
    }
  }

  @Test func `a day that a program let weeks begin on is kept by saving`() async throws {
    try await withDesk { desk in
      _ = try await desk.guests.database.query("UPDATE users SET week_start = 3 WHERE id = \(desk.owner)")
      let chosen = try await desk.get("/app/settings").page.first("//select[@id='week_start']/option[@selected]")
      #expect(chosen?["value"] == "3")
      #expect(chosen?.text == "Wednesday")
    }
  }

  @Test func `what a guest did is told as the guest's`() async throws {
    try await withDesk { desk in
      for start in ["2026-12-03T08:00:00Z", "2026-12-03T09:00:00Z"] {
        _ = try await desk.guests.book(start: start, key: start)
      }
      let ids = try await desk.guests.database.query(
        "SELECT id FROM bookings WHERE user_id = \(desk.owner) ORDER BY slot_start"
      ).map { try $0.decode(BookingID.self) }
      let first = try #require(try await desk.office.booking(ids[0], of: desk.owner))
      let token = try #require(desk.office.token(of: first))
      _ = try await desk.office.cancel(token, reason: "", caller: .house)
      _ = try await desk.office.cancel(ids[1], of: desk.owner, reason: "", caller: .house)
      let lines = try await desk.get("/app/activity?kind=booking").page.all("//ul[contains(@class, 'list')]/li")
        .map(\.text)
      #expect(lines.count { $0.contains("The guest made a booking: Ada Moreau") } == 2)
      #expect(lines.count { $0.contains("The guest called a booking off: Ada Moreau") } == 1)
      #expect(lines.count { $0.contains("Called a booking off: Ada Moreau") } == 1)
    }
  }

  @Test func `a link is called as it was when that was done`() async throws {
    try await withDesk { desk in
      _ = try await desk.guests.database.query(
        "UPDATE booking_links SET title = 'Renamed since' WHERE user_id = \(desk.owner)")
      let text = try await desk.get("/app/activity?kind=link").text
      #expect(text.contains("Intro call"))
      #expect(!text.contains("Renamed since"))
    }
  }

  @Test func `what was done stands in words, with address and device`() async throws {
    try await withDesk { desk in
      _ = try await desk.office.signIn(desk.guests.username, password: "guess", caller: .house)
      let page = try await desk.get("/app/activity?kind=session").page
      var lines = page.all("//ul[contains(@class, 'list')]/li").map(\.text)
      #expect(lines.count == 2)
      #expect(lines.removeFirst().contains("Tried to sign in, in vain"))
      #expect(lines[0].contains("Signed in") && lines[0].contains("the site itself"))
      #expect(!lines[0].contains("token"))
    }
  }

  @Test func `what a program did names its token`() async throws {
    try await withDesk { desk in
      var program = Caller(address: "192.0.2.7", userAgent: "curl/8")
      program.token = ActingToken(id: AccessTokenID(desk.owner.uuid), name: "<Backup>")
      _ = try await desk.office.createSchedule(named: "Nights", of: desk.owner, caller: program)
      let page = try await desk.get("/app/activity?kind=schedule")
      #expect(page.page.first("//ul[contains(@class, 'list')]/li")?.text.contains("by the token “<Backup>”") == true)
      #expect(!page.text.contains("<Backup>"))
    }
  }
}

/// The smallest picture there is: one grey pixel.
private let picture: [UInt8] = [
  0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0,
  0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81,
  0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
]

extension DeskHouse {
  /// Sends a form with a file in it.
  fileprivate func upload(_ bytes: [UInt8], cookie: String? = nil) async throws -> Reply {
    let line = "--b\r\nContent-Disposition: form-data; name="
    let body =
      Array("\(line)\"csrf\"\r\n\r\n\(token)\r\n\(line)\"picture\"; filename=\"a.png\"\r\n\r\n".utf8) + bytes
      + Array("\r\n--b--\r\n".utf8)
    return try await guests.site.visit(
      "POST /app/settings/picture",
      ["Cookie": cookie ?? self.cookie, "Content-Type": "multipart/form-data; boundary=b"],
      body: body)
  }
}
