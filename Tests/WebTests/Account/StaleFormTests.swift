import Crypto
import HTTP
import Operations
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Web

/// A form on the way in that stayed open: in another tab, over a long lunch, while a letter was read.
@Suite struct StaleFormTests {
  private static func visitor(_ reply: Reply) -> String? {
    reply.headers.first { $0.name == "Set-Cookie" && $0.value.hasPrefix("visitor=") }?.value
  }

  @Test func `opening a letter's link leaves the forms of other tabs good`() async throws {
    try await withGuestHouse { house in
      let form = try await Newcomer(house, at: "/login")
      // A link from another site brings such a cookie along; a form from there does not.
      #expect(Self.visitor(form.page)?.contains("SameSite=Lax") == true)
      var letter = form
      try await letter.open("/verify/x")
      #expect(letter.cookies["visitor"] == form.cookies["visitor"])
      // It lasts on from the last page.
      #expect(Self.visitor(letter.page)?.contains("Max-Age=7200") == true)
      var tab = form
      try await tab.send([("login", house.username), ("password", DeskHouse.password)])
      #expect(tab.isIn)
    }
  }

  @Test(arguments: ["", "x", "AAAAAAAAAAAAAAAAAAAAA;", "************************"])
  func `a number that is none of ours is given another`(number: String) async throws {
    try await inGuestHouse { house in
      let reply = try await house.get("/login", ["Cookie": "visitor=\(number)"])
      let given = Self.visitor(reply)?.dropFirst("visitor=".count).prefix { $0 != ";" } ?? ""
      #expect(given.utf8.count == 22 && given != number)
    }
  }

  @Test func `a form whose token is no longer good is shown again as it was typed, and works then`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/login?next=/app/links")
      let typed = [("csrf", "old"), ("login", house.username), ("password", "sesame"), ("next", "/app/links")]
      try await browser.send(typed, to: "/login", Newcomer.fromOurs)
      #expect(browser.page.status == 403 && browser.heading == "Sign in")
      #expect(browser.page.page.first("//*[@role='status']")?.text.contains("send it once more") == true)
      #expect(browser.page.page.first("//input[@id='login']")?["value"] == house.username)
      #expect(!browser.page.text.contains("sesame"))
      try await browser.send([("login", house.username), ("password", DeskHouse.password)])
      #expect(browser.page["Location"] == "/app/links" && browser.isIn)
    }
  }

  @Test func `so is a sign-up`() async throws {
    try await withGuestHouse { house in
      var browser = try await Newcomer(house, at: "/signup")
      let typed = [("username", "fresh-\(house.username)"), ("email", "fresh@example.org"), ("zone", "Asia/Tokyo")]
      try await browser.send([("csrf", "old"), ("password", "sesame")] + typed, to: "/signup", Newcomer.fromOurs)
      #expect(browser.page.status == 403 && !browser.page.text.contains("sesame"))
      let page = browser.page.page
      #expect(page.first("//input[@id='username']")?["value"] == typed[0].1)
      #expect(page.first("//input[@id='email']")?["value"] == typed[1].1)
      #expect(page.first("//option[@selected]")?["value"] == "Asia/Tokyo")
    }
  }

  @Test(arguments: EveryDeskDoorTests.waysIn)
  func `nothing is done by it`(route: AccountRoute) async throws {
    try await withGuestHouse { house in
      _ = try await house.office.closeAccount(DeskHouse.password, of: house.owner, caller: .house)
      let name = [("login", house.username), ("password", DeskHouse.password)]
      var browser = try await Newcomer(house, at: "/login")
      try await browser.send(name)
      let ticket = browser.page.page.first("//input[@name='ticket']")?["value"] ?? ""
      #expect(!ticket.isEmpty)
      let before = try await house.database.everything(of: "\(house.owner)")
      let typed = [("csrf", "old"), ("ticket", ticket), ("code", "000000")] + name
      try await browser.send(typed, to: route.path, Newcomer.fromOurs)
      #expect([403, 404].contains(browser.page.status) && !browser.isIn)
      #expect(try await house.database.everything(of: "\(house.owner)") == before)
    }
  }
}
