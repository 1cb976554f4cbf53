import CivilTime
import Crypto
import Operations
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SecurityPageTests {
  @Test func `an owner sets a second factor up: password, square, code, recovery codes`() async throws {
    try await withDesk { desk in
      let start = try await desk.get("/app/settings/security")
      #expect(start.page.first("//main//a[@href='/app/settings/security/begin']")?.text == "Set it up")
      let setup = try await desk.follow("/app/settings/security/begin", [("current", DeskHouse.password)])
      let page = setup.page
      let secret = page.first("//code[@class='secret']")?.text.filter { $0 != " " } ?? ""
      #expect(secret.count == 32)
      #expect(page.first("//main//a[starts-with(@href, 'otpauth:')]")?["href"]?.contains("secret=\(secret)&") == true)
      #expect(page.first("//main//*[@role='img']/path[2]")?["d"]?.isEmpty == false)
      #expect(page.first("//input[@name='code']")?["inputmode"] == "numeric")
      #expect(page.first("//input[@name='code']")?["autocomplete"] == "one-time-code")
      #expect(setup["Cache-Control"] == "no-store")

      let codes = try await desk.post(
        "/app/settings/security/confirm", [("code", desk.code(of: secret))])
      #expect(codes.status == 200)
      #expect(codes["Cache-Control"] == "no-store")
      #expect(codes.page.all("//ul[@class='codes']/li").count == 10)
      let after = try await desk.get("/app/settings/security")
      #expect(after.page.first("//main")?.text.contains("10 recovery codes are left.") == true)
      #expect(!after.text.contains(secret))
      #expect(after.page.all("//ul[@class='codes']").isEmpty)
    }
  }

  @Test func `a wrong password begins nothing, and says so`() async throws {
    try await withDesk { desk in
      let reply = try await desk.post("/app/settings/security/begin", [("current", "wrong")])
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@role='alert']//a[@href='#current']") != nil)
      #expect(reply.page.first("//*[@role='alert']")?["autofocus"] != nil)
      #expect(reply.page.first("//input[@id='current']")?["value"] == "")
    }
  }

  @Test func `a wrong code keeps the square as it is`() async throws {
    try await withDesk { desk in
      let setup = try await desk.follow("/app/settings/security/begin", [("current", DeskHouse.password)])
      let secret = setup.page.first("//code[@class='secret']")?.text
      let reply = try await desk.post("/app/settings/security/confirm", [("code", "000000")])
      #expect(reply.status == 422)
      #expect(reply.page.first("//code[@class='secret']")?.text == secret)
      #expect(reply.page.first("//*[@role='alert']//a[@href='#code']") != nil)
      let given = try await desk.follow("/app/settings/security/give-up")
      #expect(given.page.first("//main//a[@href='/app/settings/security/begin']") != nil)
      let late = try await desk.post("/app/settings/security/confirm", [("code", "000000")])
      #expect(late["Location"] == "/app/settings/security")
    }
  }

  @Test func `other recovery codes, and switching it off, take the password`() async throws {
    try await withDesk { desk in
      _ = try await desk.secondFactor()
      for route in ["codes", "off"] {
        let asked = try await desk.get("/app/settings/security/\(route)")
        #expect(asked.page.first("//input[@name='current']")?["type"] == "password")
        let refused = try await desk.post("/app/settings/security/\(route)", [("current", "wrong")])
        #expect(refused.status == 422)
      }
      let codes = try await desk.post("/app/settings/security/codes", [("current", DeskHouse.password)])
      #expect(codes.page.all("//ul[@class='codes']/li").count == 10)
      let form = try await desk.get("/app/settings/security/codes").page
      let shown = form.first("//main//input[@name='shown']")?["value"] ?? ""
      let fields = [("current", DeskHouse.password), ("shown", shown)]
      #expect(try await desk.post("/app/settings/security/codes", fields).page.has("//ul[@class='codes']"))
      let again = try await desk.follow("/app/settings/security/codes", fields)
      #expect(again.page.first("//*[@role='status']")?.text.contains("shown only once") == true)
      let off = try await desk.follow("/app/settings/security/off", [("current", DeskHouse.password)])
      #expect(off.page.first("//*[@role='status']")?.text.contains("is off") == true)
      let none = try await desk.post("/app/settings/security/codes", [("current", DeskHouse.password)])
      #expect(none["Location"] == "/app/settings/security")
    }
  }

  @Test func `looking changes nothing`() async throws {
    try await withDesk { desk in
      for route in ["confirm", "give-up"] {
        let reply = try await desk.get("/app/settings/security/\(route)")
        #expect(reply.status == 303 && reply["Location"] == "/app/settings/security")
      }
      let unknown = try await desk.get("/app/settings/security/other")
      #expect(unknown.status == 404)
    }
  }
}

@Suite struct CodePageTests {
  private static func browser(_ house: GuestHouse) async throws -> Newcomer {
    var browser = try await Newcomer(house, at: "/login?next=/app/links")
    try await browser.send([("login", house.username), ("password", DeskHouse.password)])
    return browser
  }

  @Test func `behind the password a code is asked for, and leads where one was going`() async throws {
    try await withDesk { desk in
      let codes = try await desk.secondFactor()
      var browser = try await Self.browser(desk.guests)
      #expect(browser.heading == "Your code")
      #expect(!browser.isIn)
      try await browser.send([("code", "000000")])
      #expect(browser.page.status == 422)
      #expect(browser.page.page.first("//*[@role='alert']//a[@href='#code']") != nil)
      try await browser.send([("code", "")])
      #expect(browser.page.status == 422)
      try await browser.send([("turn", "recovery")])
      #expect(browser.heading == "Your recovery code")
      #expect(browser.page.page.first("//input[@name='code']")?["inputmode"] == nil)
      try await browser.send([("code", "not-one-of-them")])
      #expect(browser.page.status == 422)
      #expect(browser.heading == "Your recovery code")
      try await browser.send([("turn", "app")])
      #expect(browser.heading == "Your code")
      try await browser.send([("turn", "recovery")])
      try await browser.send([("code", codes[0])])
      #expect(browser.isIn)
      #expect(browser.page["Location"] == "/app/links")
    }
  }

  @Test func `without a ticket there is nothing to type a code for`() async throws {
    try await withDesk { desk in
      _ = try await desk.secondFactor()
      var browser = try await Newcomer(desk.guests, at: "/login/code")
      #expect(browser.page["Location"] == "/login")
      try await browser.follow()
      let csrf = browser.page.page.first("//input[@name='csrf']")?["value"] ?? ""
      let cookies = browser.cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
      let forged = try await desk.guests.post(
        "/login/code", [("csrf", csrf), ("ticket", "a.b.c"), ("code", "123456")], ["Cookie": cookies])
      #expect(forged.status == 404)
      #expect(!forged.headers.contains { $0.value.hasPrefix("__Host-calento=") })
    }
  }
}

extension DeskHouse {
  /// What an app shows that was told this secret.
  func code(of secret: String) -> String {
    TOTP(secret: base32(secret))?.code(at: TOTP.step(at: Int64(office.now.seconds))) ?? ""
  }

  /// Sets one up; its recovery codes.
  func secondFactor() async throws -> [String] {
    let setup = try await follow("/app/settings/security/begin", [("current", DeskHouse.password)])
    let secret = setup.page.first("//code[@class='secret']")?.text.filter { $0 != " " } ?? ""
    let page = try await post("/app/settings/security/confirm", [("code", code(of: secret))]).page
    return page.all("//ul[@class='codes']/li").map(\.text)
  }
}
