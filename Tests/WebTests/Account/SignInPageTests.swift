import Crypto
import Operations
import Postgres
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SignInPageTests {
  private static func typed(_ house: GuestHouse, _ password: String = DeskHouse.password) -> [(String, String)] {
    [("login", house.username), ("password", password)]
  }

  @Test func `an owner signs in, and comes to their desk`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/login")
      #expect(browser.heading == "Sign in")
      try await browser.send(Self.typed(house))
      #expect(browser.page.status == 303)
      #expect(browser.page["Location"] == "/app")
      let cookie = browser.page.headers.first { $0.value.hasPrefix("__Host-calento=") }?.value ?? ""
      #expect(cookie.contains("; Path=/; Max-Age=7776000; "))
      for promise in ["HttpOnly", "Secure", "SameSite=Lax"] { #expect(cookie.contains("; \(promise)")) }
      try await browser.open("/login")
      #expect(browser.page["Location"] == "/app")
    }
  }

  @Test(arguments: [
    ("/app/bookings?when=past", "/app/bookings?when=past"), ("/app", "/app"), ("/app?a=b", "/app?a=b"),
    ("https://evil.example/", "/app"), ("//evil.example/app/", "/app"), ("/apparel", "/app"), ("/lan", "/app"),
    ("/app/\\evil", "/app"), ("/app/\r\nX: y", "/app"), ("", "/app"),
  ])
  func `who was sent here goes back, to their own pages alone`(next: String, place: String) async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/login?next=\(QueryText.escaped(next))")
      try await browser.send(Self.typed(house))
      #expect(browser.page["Location"] == place)
    }
  }

  @Test func `a wrong password is refused in words, the name kept and the password not`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/login")
      try await browser.send(Self.typed(house, "<guess>"))
      #expect(browser.page.status == 422)
      #expect(!browser.isIn)
      let page = browser.page.page
      let wrong = page.first("//*[@role='alert']//a[@href='#login']")?.text
      #expect(wrong?.hasPrefix("The address or the password is wrong") == true)
      #expect(page.first("//*[@role='alert']")?["autofocus"] != nil)
      #expect(page.first("//input[@id='login']")?["value"] == house.username)
      #expect(page.first("//input[@id='password']")?["value"] == "")
      #expect(!browser.page.text.contains("guess"))
    }
  }

  @Test func `signing in takes the place of the session the browser had`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/login")
      let form = browser
      try await browser.send(Self.typed(house))
      let first = browser.cookies["__Host-calento"] ?? ""
      // The form was open in another tab.
      let cookies = browser.cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
      let csrf = form.page.page.first("//input[@name='csrf']")?["value"] ?? ""
      let again = try await house.post("/login", [("csrf", csrf)] + Self.typed(house), ["Cookie": cookies])
      #expect(again.status == 303)
      let ended = try await house.office.session(first, caller: .house)
      #expect(ended == nil)
    }
  }

  @Test(arguments: ["", "forged"])
  func `a form without its token, or in another browser, is refused`(token: String) async throws {
    try await withGuestHouse { house in
      let first = try await house.post("/login", [("csrf", token)] + Self.typed(house))
      #expect(first.status == 403)
      let form = try await Newcomer(house, at: "/login")
      let csrf = form.page.page.first("//input[@name='csrf']")?["value"] ?? ""
      let elsewhere = try await house.post("/login", [("csrf", csrf)] + Self.typed(house))
      #expect(elsewhere.status == 403)
    }
  }

  @Test func `a closed account is offered to be opened again`() async throws {
    try await withGuestHouse { house in
      let closed = try await house.office.closeAccount(DeskHouse.password, of: house.owner, caller: .house)
      #expect(closed == .done)
      #expect(try await house.get("/lan").status == 404)
      var browser = try await Newcomer(house, at: "/login")
      try await browser.send(Self.typed(house))
      #expect(browser.heading == "Your account is closed")
      try await browser.send()
      #expect(browser.isIn)
      #expect(try await house.get("/lan").status == 200)
    }
  }

  @Test(arguments: [" ", "\u{A0}"])
  func `a blank that a phone puts behind the name keeps nobody out`(blank: String) async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/login")
      try await browser.send([("login", house.username + blank), ("password", DeskHouse.password)])
      #expect(browser.isIn)
    }
  }

  @Test func `who guesses too often is told how long to wait, and that nothing typed is wrong`() async throws {
    try await withGuestHouse { house in
      let strict = try house.asking(toWait: true)
      var browser = try await Newcomer(house, at: "/login")
      for _ in 1...11 { try await browser.send(Self.typed(house, "guess"), to: strict) }
      #expect(browser.page.status == 429)
      #expect(browser.page["Retry-After"] == "31")
      let alert = browser.page.page.first("//*[@role='alert']")
      #expect(alert?.text.contains("Too many tries for now") == true)
      #expect(alert?.text.contains("Try again in 31 seconds.") == true)
      #expect(browser.page.page.first("//input[@id='login']")?["value"] == house.username)
    }
  }

  @Test func `a browser somebody has signed in with is let in, whatever strangers try from elsewhere`() async throws {
    try await withGuestHouse { house in
      let strict = try house.asking(toWait: true)
      var own = try await Newcomer(house, at: "/login")
      try await own.send(Self.typed(house))
      let cookie = own.page.headers.first { $0.value.hasPrefix("__Host-calento-device=") }?.value ?? ""
      #expect(cookie.contains("; Path=/; Max-Age=34560000; "))
      for promise in ["HttpOnly", "Secure", "SameSite=Lax"] { #expect(cookie.contains("; \(promise)")) }
      #expect(!cookie.contains(house.owner.description))
      let office = try GuestHouse.office(on: house.database, clock: house.clock, isLimiting: true)
      for _ in 1...10 { _ = try await office.signIn(house.username, password: "guess", caller: .house) }
      var stranger = try await Newcomer(house, at: "/login")
      try await stranger.send(Self.typed(house), to: strict)
      #expect(stranger.page.status == 429)

      own.forgetSession()
      try await own.open("/login")
      try await own.send(Self.typed(house), to: strict)
      #expect(own.page.status == 303)
      #expect(own.isIn)
      let again = own.page.headers.first { $0.value.hasPrefix("__Host-calento-device=") }?.value
      #expect(again == cookie)
    }
  }

  @Test func `a suspended account says so to who has its password`() async throws {
    try await withGuestHouse { house in
      try await house.database.query("UPDATE users SET status = 'suspended' WHERE id = \(house.owner)")
      var browser = try await Newcomer(house, at: "/login")
      try await browser.send(Self.typed(house))
      #expect(browser.page.status == 422)
      #expect(browser.page.page.first("//*[@role='alert']")?.text.contains("suspended") == true)
    }
  }
}
