import Crypto
import Operations
import Postgres
import Store
import TestSupport
import Testing

import struct FoundationEssentials.UUID

@testable import Web

@Suite struct SignUpPageTests {
  private static func typed(
    _ username: String, _ email: String, _ password: String = "a long sentence"
  ) -> [(String, String)] {
    [("username", username), ("email", email), ("password", password), ("zone", "Europe/Paris")]
  }

  @Test(arguments: [
    ("vi", "Giờ làm việc"), ("vi-VN", "Giờ làm việc"), ("en", "Working hours"), ("de", "Working hours"),
  ])
  func `a first schedule is called so in the language of whoever signs up, by program too`(
    _ language: String, _ name: String
  ) throws {
    #expect(try theSite().firstSchedule(in: language) == name)
  }

  @Test func `who signs up is asked to look into their mail, and comes in by the letter's link`() async throws {
    try await withGuestHouse { house in
      let (name, email) = ("new-\(house.username)", "new-\(house.username)@example.org")
      var browser = try await Newcomer(house, at: "/signup")
      #expect(browser.heading == "Make a booking page")
      try await browser.send(Self.typed(name, email))
      #expect(browser.page.status == 200)
      #expect(browser.heading == "Look into your mail")
      #expect(!browser.isIn)

      let token = try await house.token("verify_address", to: email)
      try await browser.open("/verify/\(token.text)")
      #expect(browser.heading == "Is this your address?")
      #expect(browser.page["Cache-Control"] == "no-store")
      try await browser.send([("password", "another sentence")])
      #expect(browser.page.status == 422)
      #expect(browser.page.page.first("//*[@role='alert']//a[@href='#password']") != nil)
      #expect(!browser.isIn)
      try await browser.send([("password", "a long sentence")])
      #expect(browser.page["Location"] == "/app")
      #expect(browser.isIn)
    }
  }

  @Test(arguments: [("en", "Working hours"), ("vi", "Giờ làm việc")])
  func `an account's first schedule is called so in its owner's language`(language: String, name: String) async throws {
    try await withGuestHouse { house in
      let username = "named-\(house.username)"
      let fields = Self.typed(username, "\(username)@example.org")
      var browser = try await Newcomer(house, at: "/signup", speaking: language)
      try await browser.send(fields)
      let rows = try await house.database.query(
        "SELECT s.name FROM availability_schedules s JOIN users u ON u.id = s.user_id WHERE u.username = \(username)")
      #expect(try rows.map { try $0.decode(String.self) } == [name])
    }
  }

  @Test func `nobody is put into a zone unasked`() async throws {
    try await withGuestHouse { house in
      let username = "zone-\(house.username)"
      let fields = Self.typed(username, "\(username)@example.org").filter { $0.0 != "zone" }
      var browser = try await Newcomer(house, at: "/signup")
      #expect(browser.page.page.first("//select[@id='zone'][@required]/option[1]")?["value"] == "")
      try await browser.send(fields + [("zone", "")])
      #expect(browser.page.status == 422)
      #expect(browser.page.page.all("//*[@role='alert']//a").map { $0["href"] } == ["#zone"])
      try await browser.send(fields + [("zone", "Europe/Stockholm")])
      let rows = try await house.database.query("SELECT timezone FROM users WHERE username = \(username)")
      #expect(try rows.map { try $0.decode(String.self) } == ["Europe/Stockholm"])
    }
  }

  @Test func `who did not sign up says so, and the link works no more`() async throws {
    try await withGuestHouse { house in
      let (name, email) = ("not-\(house.username)", "not-\(house.username)@example.org")
      var browser = try await Newcomer(house, at: "/signup")
      try await browser.send(Self.typed(name, email))
      let token = try await house.token("verify_address", to: email)
      try await browser.open("/verify/\(token.text)")
      #expect(browser.page.page.first("//button[@name='turn']")?["value"] == "decline")
      try await browser.send([("password", ""), ("turn", "decline")])
      #expect(browser.heading == "The sign-up is taken back")
      #expect(browser.page.page.first("//main//a[@href='/signup']") != nil)
      try await browser.open("/verify/\(token.text)")
      #expect(browser.page.status == 404)
      try await browser.open("/login")
      try await browser.send([("login", name), ("password", "a long sentence")])
      #expect(browser.page.status == 422)
    }
  }

  @Test func `a known address gets the same page`() async throws {
    try await withGuestHouse { house in
      var (known, unknown) = (try await Newcomer(house, at: "/signup"), try await Newcomer(house, at: "/signup"))
      let email = "\(house.username)@example.org"
      try await known.send(Self.typed("other-\(house.username)", email))
      try await unknown.send(Self.typed("fresh-\(house.username)", "x" + email))
      #expect(known.page.status == unknown.page.status)
      #expect(known.page.text.replacing(email, with: "x" + email).count == unknown.page.text.count)
    }
  }

  @Test func `what can't be comes back with what was typed, but for the password`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/signup")
      try await browser.send(Self.typed("<b>", "nobody", "short"))
      #expect(browser.page.status == 422)
      let page = browser.page.page
      #expect(page.all("//*[@role='alert']//li").count == 3)
      for field in ["username", "email", "password"] {
        #expect(page.first("//*[@role='alert']//a[@href='#\(field)']") != nil)
        #expect(page.first("//input[@id='\(field)']")?["aria-invalid"] == "true")
      }
      #expect(page.first("//input[@id='username']")?["value"] == "<b>")
      #expect(page.first("//input[@id='password']")?["value"] == "")
      #expect(page.first("//option[@selected]")?["value"] == "Europe/Paris")
      #expect(!browser.page.text.contains("<b>"))
    }
  }

  @Test func `a zone that is none is refused, one that is not said is the usual one`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/signup")
      let fields = Self.typed("mars-\(house.username)", "mars-\(house.username)@example.org").dropLast()
      try await browser.send(fields + [("zone", "Mars/X")])
      #expect(browser.page.status == 422)
      #expect(browser.page.page.first("//*[@role='alert']//a[@href='#zone']") != nil)
      #expect(browser.page.page.first("//select[@id='zone']")?["aria-invalid"] == "true")
      #expect(browser.page.page.first("//input[@id='username']")?["value"] == "mars-\(house.username)")
      try await browser.send(Array(fields))
      #expect(browser.heading == "Look into your mail")
    }
  }

  @Test func `an unknown zone and a word of the house hide nothing else that is wrong`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/signup")
      try await browser.send(Self.typed("admin", "nobody", "short").dropLast() + [("zone", "Mars/X")])
      let links = browser.page.page.all("//*[@role='alert']//li//a").map { $0["href"] }
      #expect(Set(links) == ["#username", "#email", "#password", "#zone"])
    }
  }

  @Test func `a forgotten password is replaced by way of a letter`() async throws {
    try await withGuestHouse { house in
      let email = "\(house.username)@example.org"
      var browser = try await Newcomer(house, at: "/forgot")
      try await browser.send([("login", email)])
      #expect(browser.heading == "Look into your mail")
      let token = try await house.token("reset_password", to: email)
      try await browser.open("/reset/\(token.text)")
      #expect(browser.heading == "Choose a new password")
      let form = browser
      try await browser.send([("password", "short")])
      #expect(browser.page.status == 422)
      try await browser.send([("password", "a new sentence")])
      #expect(browser.page["Location"] == "/login?done=reset&login=\(house.username)")
      try await browser.follow()
      try await browser.send([("login", house.username), ("password", "a new sentence")])
      #expect(browser.isIn)
      var late = form
      try await late.send([("password", "another sentence")])
      #expect(late.page.status == 404)
    }
  }

  @Test func `an unknown address gets the same page as a known one`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/forgot")
      try await browser.send([("login", "nobody@example.org")])
      #expect(browser.page.status == 200)
      #expect(browser.heading == "Look into your mail")
    }
  }

  @Test(arguments: ["/reset/x", "/verify/x", "/reset/" + String(repeating: "A", count: 64)])
  func `a link that was never given out says so, and shows no form`(address: String) async throws {
    try await withGuestHouse { house in
      let browser = try await Newcomer(house, at: address)
      #expect(browser.page.status == 404)
      #expect(browser.heading == "This link works no more")
      #expect(browser.page.page.first("//main//form") == nil)
    }
  }

  @Test(arguments: [("en", "first press the link in our letter"), ("vi", "hãy nhấn liên kết trong thư")])
  func `signing in says the same to who has not confirmed the address and to whom nobody knows`(
    language: String, words: String
  ) async throws {
    try await withGuestHouse { house in
      let email = "unsure-\(house.username)@example.org"
      var browser = try await Newcomer(house, at: "/signup", speaking: language)
      try await browser.send(Self.typed("unsure-\(house.username)", email))
      for login in [email, "unsure-\(house.username)", "\(house.username)@example.org", "nobody@example.org"] {
        try await browser.open("/login")
        try await browser.send([("login", login), ("password", "a long sentence")])
        #expect(browser.page.status == 422)
        #expect(browser.page.page.first("//*[@role='alert']")?.text.contains(words) == true)
      }
      #expect(browser.page.page.first("//main//a[@href='/forgot?for=letter']") != nil)
    }
  }

  @Test func `a letter that has not come is sent again, to whoever asks`() async throws {
    try await withGuestHouse { house in
      let email = "again-\(house.username)@example.org"
      var browser = try await Newcomer(house, at: "/signup")
      try await browser.send(Self.typed("again-\(house.username)", email))
      let first = try await house.token("verify_address", to: email)
      try await browser.open("/forgot?for=letter")
      #expect(browser.heading == "Has our letter not come?")
      try await browser.send([("login", " ")])
      #expect(browser.page.status == 422)
      #expect(browser.heading == "Has our letter not come?")
      try await browser.send([("login", email)])
      #expect(browser.heading == "Look into your mail")
      #expect(try await house.token("verify_address", to: email).text != first.text)
      try await browser.open("/forgot?for=letter")
      try await browser.send([("login", "nobody@example.org")])
      #expect(browser.heading == "Look into your mail")
    }
  }

  @Test func `whose name was taken meanwhile chooses another one where the address is confirmed`() async throws {
    try await withGuestHouse { house in
      let (name, email) = ("late-\(house.username)", "late-\(house.username)@example.org")
      var browser = try await Newcomer(house, at: "/signup")
      try await browser.send(Self.typed(name, email))
      let token = try await house.token("verify_address", to: email)
      var late = try await Newcomer(house, at: "/verify/\(token.text)")
      #expect(late.page.page.first("//input[@id='username']") == nil)
      try await browser.open("/signup")
      try await browser.send(Self.typed(name, "fast-" + email))
      try await browser.open("/verify/\(try await house.token("verify_address", to: "fast-" + email).text)")
      try await browser.send([("password", "a long sentence")])
      #expect(browser.isIn)

      // The page was open while it happened.
      try await late.send([("password", "a long sentence")])
      #expect(late.page.status == 422)
      #expect(late.page.page.first("//*[@role='alert']//a[@href='#username']") != nil)
      #expect(late.page.page.first("//input[@id='username']")?["value"] == name)
      #expect(late.page.page.first("//input[@id='password']")?["value"] == "")
      try await late.open("/verify/\(token.text)")
      #expect(late.page.page.first("//*[@role='status']")?.text.contains("Somebody has this name already") == true)
      try await late.send([("username", name + "-2"), ("password", "guess")])
      #expect(late.page.status == 422)
      #expect(late.page.page.first("//input[@id='username']")?["value"] == name + "-2")
      try await late.send([("username", name + "-2"), ("password", "a long sentence")])
      #expect(late.isIn)
      #expect(try await house.get("/\(name)-2").status == 200)
    }
  }
}

extension GuestHouse {
  /// The token in the last letter of that kind, as its writer derives it.
  func token(_ template: String, to email: String) async throws -> LinkToken {
    let rows = try await database.query(
      """
      SELECT user_id, view ->> 'nonce' FROM email_logs WHERE template_name = \(template) AND recipient_email = \(email)
      ORDER BY created_at DESC, id DESC LIMIT 1
      """)
    guard let (owner, text) = try rows.first?.decode(UUID.self, String.self),
      let nonce = TokenNonce(try Base64.url.decode(Array(text.utf8)))
    else { throw Unexpected(what: "no letter \(template) to \(email)") }
    let makers = try AccountTokens(current: Self.sealKey)
    let maker =
      switch template {
      case "verify_address": makers.verification
      case "reset_password": makers.reset
      default: makers.newAddress
      }
    return LinkToken(owner: owner, token: maker.token(row: owner, nonce: nonce))
  }
}
