import Crypto
import HTTP
import Operations
import Store
import TestSupport
import Testing

@testable import Web

/// A session that ends while a form is open: what was typed is not lost, and nothing is done by signing in alone.
@Suite struct HeldFormTests {
  private static let title = "Kept <b>hour</b> & \"quotes\" ữ"
  private static let signIn = "/login?next=/app/links/new&done=unsaved"

  private static func typed(_ desk: DeskHouse) async throws -> [(String, String)] {
    var sheet = try await desk.sheet("/app/links/new")
    sheet["title"] = title
    return sheet.pressing("save") + [("csrf", desk.token)]
  }

  private static func name(_ desk: DeskHouse, _ password: String = DeskHouse.password) -> [(String, String)] {
    [("login", desk.guests.username), ("password", password)]
  }

  /// Somebody's browser after a form was sent to that address without a session.
  private static func refused(
    _ desk: DeskHouse, _ fields: [(String, String)], to address: String = "/app/links/new",
    _ said: [String: String] = Newcomer.fromOurs
  ) async throws -> Newcomer {
    _ = try await desk.post("/logout")
    var browser = try await Newcomer(desk.guests, at: "/login")
    try await browser.send(fields, to: address, said)
    return browser
  }

  @Test func `it is sent after signing in again, by a press and not before`() async throws {
    try await withDesk { desk in
      let before = try await desk.list()
      var browser = try await Self.refused(desk, try await Self.typed(desk))
      #expect(browser.page.status == 403 && browser.heading == "Sign in")
      #expect(browser.page.page.first("//*[@role='status']")?.text.contains("not saved yet") == true)
      #expect(browser.page["Cache-Control"] == "no-store")
      try await browser.send(Self.name(desk, "guess"))
      #expect(browser.page.status == 422)
      #expect(browser.page.page.first("//*[@role='status']")?.text.contains("not saved yet") == true)
      try await browser.send(Self.name(desk))
      #expect(browser.page.status == 200 && browser.isIn && browser.heading == "Signed in again")
      #expect(browser.page["Cache-Control"] == "no-store")
      #expect(browser.page.page.first("//main//input[@name='title']")?["value"] == Self.title)
      #expect(browser.page.page.has("//main//a[@href='/app/links/new']"))
      #expect(try await desk.list() == before)
      try await browser.send()
      #expect(browser.page.status == 303)
      #expect(try await desk.list().count == before.count + 1)
      #expect(try await desk.list().contains { $0.title == Self.title })
    }
  }

  @Test func `the second step carries it on, and a ticket too old asks for the password again`() async throws {
    try await withDesk { desk in
      let codes = try await desk.secondFactor()
      var browser = try await Self.refused(desk, try await Self.typed(desk))
      try await browser.send(Self.name(desk))
      #expect(browser.heading == "Your code")
      desk.guests.clock.advance(by: .seconds(Ticket.lifetime + 1))
      try await browser.send([("code", codes[0])])
      #expect(browser.page.status == 422 && browser.heading == "Sign in")
      try await browser.send(Self.name(desk))
      try await browser.send([("turn", "recovery")])
      try await browser.send([("code", codes[0])])
      #expect(browser.heading == "Signed in again" && browser.isIn)
      #expect(browser.page.page.first("//main//input[@name='title']")?["value"] == Self.title)
    }
  }

  @Test func `no password and no code stands in a page, and whoever typed one is asked again`() async throws {
    try await withDesk { desk in
      let fields = [
        ("csrf", desk.token), ("email", "dana@example.org"), ("current", "sesame-one"), ("password", "sesame-two"),
        ("code", "sesame-three"),
      ]
      var browser = try await Self.refused(desk, fields, to: "/app/settings/email")
      #expect(!browser.page.told.contains("sesame"))
      #expect(browser.page.page.first("//main//input[@name='next']")?["value"] == "/app/settings/sign-in")
      let held = browser.page.page.first("//main//input[@name='held']")?["value"] ?? ""
      #expect(!String(decoding: try Base64.url.decode(Array(held.utf8)), as: UTF8.self).contains("sesame"))
      try await browser.send(Self.name(desk))
      #expect(browser.page.text.contains("asked for them again"))
      try await browser.send()
      #expect(browser.page.status == 422)
      #expect(browser.page.page.first("//input[@id='email']")?["value"] == "dana@example.org")
    }
  }

  @Test func `every field for a secret is known as one`() async throws {
    try await withDesk { desk in
      var found: Set<String> = []
      for route in EveryDeskRoute.usual where route.page.methods.contains(.get) {
        let reply = try await desk.get(route.path)
        guard reply.status == 200, reply["Content-Type"]?.hasPrefix("text/html") == true else { continue }
        found.formUnion(reply.page.all("//main//input[@type='password']").compactMap { $0["name"] })
      }
      #expect(!found.isEmpty && found.isSubset(of: HeldForm.secrets))
    }
  }

  @Test(arguments: [
    [String: String](), ["Origin": "https://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
    ["Sec-Fetch-Site": "none"],
  ])
  func `what no page of ours surely sent is not kept`(said: [String: String]) async throws {
    try await withDesk { desk in
      let browser = try await Self.refused(desk, [("csrf", desk.token), ("title", "x")], said)
      #expect(browser.page.status == 303 && browser.page["Location"] == Self.signIn)
    }
  }

  @Test func `what is too long to be carried is not kept, and said so`() async throws {
    try await withDesk { desk in
      let fields = [("csrf", desk.token), ("description", String(repeating: "x", count: 200_000))]
      var browser = try await Self.refused(desk, fields)
      #expect(browser.page.status == 303 && browser.page["Location"] == Self.signIn)
      try await browser.follow()
      #expect(browser.page.page.first("//*[@role='status']")?.text.contains("was not saved") == true)
      let most = [("csrf", desk.token), ("description", String(repeating: "x", count: 70_000))]
      try await browser.send(most, to: "/app/links/new", Newcomer.fromOurs)
      #expect(browser.page.status == 403)
      try await browser.send(Self.name(desk))
      #expect(browser.heading == "Signed in again")
    }
  }

  @Test(arguments: [
    "https://evil.example/app", "//evil.example/app", "/\\evil.example/app", "/app/../lan", "/app/%2e%2e/lan",
    "/%2F/evil.example/app", "/lan", "/logout", "/apparel", "/app/nothing", "", "/app/links/new\u{0A}",
  ])
  func `what was made up is sent nowhere`(address: String) async throws {
    try await withDesk { desk in
      let written = address.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
      let json = #"{"to":"\#(written)","fields":[["a","b"]],"lacks":false}"#
      var browser = try await Newcomer(desk.guests, at: "/login")
      let held = Base64.url.encode(Array(json.utf8))
      try await browser.send(Self.name(desk) + [("held", held), ("next", address)])
      #expect(browser.page.status == 303 && browser.page["Location"] == "/app")
    }
  }

  @Test(arguments: ["x", "e30", "eyJ0byI6Ii9hcHAvbGlua3MvbmV3IiwiZmllbGRzIjpbWyJhIl1dLCJsYWNrcyI6ZmFsc2V9"])
  func `what can't be read is as good as nothing`(held: String) async throws {
    try await withDesk { desk in
      var browser = try await Newcomer(desk.guests, at: "/login")
      try await browser.send(Self.name(desk) + [("held", held)])
      #expect(browser.page.status == 303 && browser.page["Location"] == "/app")
    }
  }

  @Test func `who only looked is told that the session has ended, and led back`() async throws {
    try await withDesk { desk in
      _ = try await desk.post("/logout")
      let reply = try await desk.get("/app/bookings?when=past")
      #expect(reply["Location"] == "/login?next=/app/bookings%3Fwhen%3Dpast&done=ended")
      let page = try await desk.guests.get(reply["Location"] ?? "").page
      #expect(page.first("//*[@role='status']")?.text.contains("Your session has ended") == true)
      let out = try await desk.post("/logout", [], Newcomer.fromOurs)
      #expect(out.status == 303 && out["Location"] == "/login?done=signed_out")
    }
  }
}
