import Operations
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct TokensPageTests {
  private static let typed = [
    ("name", "Backup <b>"), ("scopes", "write"), ("expires", "30d"), ("current", DeskHouse.password),
  ]

  @Test func `a token is shown once, works, and is listed`() async throws {
    try await withDesk { desk in
      let made = try await desk.post("/app/settings/tokens", Self.typed)
      #expect(made.status == 200)
      #expect(made["Cache-Control"] == "no-store")
      let token = made.page.first("//*[@role='status']//code")?.text ?? ""
      #expect(token.hasPrefix("calento_"))
      let bearer = try await desk.office.bearer(token, caller: .house)
      #expect(bearer?.owner.id == desk.owner)
      #expect(bearer?.mayWrite == true)
      let list = try await desk.get("/app/settings/tokens")
      #expect(!list.text.contains(token))
      #expect(list.page.first("//main//li//b")?.text == "Backup <b>")
      let facts = list.page.all("//main//li//span").map(\.text)
      #expect(facts.contains("Read and change"))
      #expect(facts.contains { $0.hasPrefix("Last used ") } && facts.contains { $0.hasPrefix("Works until ") })
    }
  }

  @Test func `loading the answer again makes no second token, and says so`() async throws {
    try await withDesk { desk in
      let form = try await desk.get("/app/settings/tokens").page
      let key = form.first("//main//input[@name='key']")?["value"] ?? ""
      #expect(!key.isEmpty)
      // A refused form is still the same one.
      let refused = try await desk.post("/app/settings/tokens", [("key", key), ("name", "")])
      #expect(refused.page.first("//main//input[@name='key']")?["value"] == key)
      let made = try await desk.post("/app/settings/tokens", Self.typed + [("key", key)])
      #expect(made.page.has("//*[@role='status']//code"))
      let again = try await desk.post("/app/settings/tokens", Self.typed + [("key", key)])
      #expect(again.status == 409 && !again.page.has("//*[@role='status']//code"))
      #expect(again.page.first("//*[@role='status']")?.text.contains("made already") == true)
      #expect(try await desk.office.accessTokens(of: desk.owner).count == 1)
      for page in [made, again] {
        let next = page.page.first("//main//input[@name='key']")?["value"] ?? key
        #expect(next != key)
      }
      let activity = try await desk.get("/app/activity?kind=access_token").page
      #expect(
        activity.first("//main//ul[contains(@class, 'list')]/li")?.text.contains("Made a token: Backup <b>") == true)
    }
  }

  @Test func `a refused form keeps what was typed, but for the password`() async throws {
    try await withDesk { desk in
      let fields = Self.typed.dropLast() + [("current", "wrong")]
      let reply = try await desk.post("/app/settings/tokens", Array(fields))
      #expect(reply.status == 422)
      let page = reply.page
      #expect(page.first("//*[@role='alert']//a[@href='#current']") != nil)
      #expect(page.first("//input[@name='name']")?["value"] == "Backup <b>")
      #expect(page.first("//input[@name='scopes'][@checked]")?["value"] == "write")
      #expect(page.first("//input[@name='expires'][@checked]")?["value"] == "30d")
      #expect(page.first("//input[@name='current']")?["value"] == "")
      #expect(page.first("//*[@role='status']") == nil)
    }
  }

  @Test func `every field that is missing or hostile is named`() async throws {
    try await withDesk { desk in
      let reply = try await desk.post(
        "/app/settings/tokens", [("name", ""), ("scopes", "root"), ("expires", "1000y"), ("current", "x")])
      #expect(reply.status == 422)
      let links = reply.page.all("//*[@role='alert']//a").compactMap { $0["href"] }
      #expect(links == ["#name", "#scopes", "#expires"])
    }
  }

  @Test func `revoking is asked for once, and ends it`() async throws {
    try await withDesk { desk in
      let made = try await desk.post("/app/settings/tokens", Self.typed)
      let token = made.page.first("//*[@role='status']//code")?.text ?? ""
      let address = made.page.first("//main//li//a")?["href"] ?? ""
      let asked = try await desk.get(address)
      #expect(asked.page.first("//h1")?.text == "Revoke Backup <b>?")
      let still = try await desk.office.bearer(token, caller: .house)
      #expect(still != nil)
      let after = try await desk.follow(address)
      #expect(after.page.first("//*[@role='status']")?.text.contains("revoked") == true)
      let bearer = try await desk.office.bearer(token, caller: .house)
      #expect(bearer == nil)
      let again = try await desk.post(address)
      #expect(again.status == 404)
    }
  }

  @Test(arguments: [
    "00000000-0000-0000-0000-000000000001/revoke", "x/revoke", "00000000-0000-0000-0000-000000000001", "/revoke",
  ])
  func `what is not there is not found`(path: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.get("/app/settings/tokens/\(path)")
      #expect(reply.status == 404)
      let sent = try await desk.post("/app/settings/tokens/\(path)")
      #expect(sent.status == 404)
    }
  }
}
