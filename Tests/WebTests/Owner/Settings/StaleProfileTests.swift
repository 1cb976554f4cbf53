import TestSupport
import Testing

@testable import Web

@Suite struct StaleProfileTests {
  private static let profile = [
    ("first_name", "Lan"), ("last_name", "Nguyen"), ("bio", "I print."), ("zone", "Asia/Ho_Chi_Minh"),
    ("language", "en"), ("week_start", "1"), ("clock", ""),
  ]

  @Test func `a profile saved elsewhere meanwhile is not saved over, and what was typed is kept`() async throws {
    try await withDesk { desk in
      let (first, second) = (try await desk.shownProfile, try await desk.shownProfile)
      let common = Self.profile.filter { $0.0 != "bio" } + [("username", desk.guests.username)]
      #expect(try await desk.post("/app/settings", common + [("bio", "First."), first]).status == 303)
      let late = try await desk.post("/app/settings", common + [("bio", "Second."), second])
      #expect(late.status == 409)
      #expect(late.page.first("//*[@role='alert']//h2")?.text == "This was changed meanwhile")
      #expect(late.page.first("//textarea[@id='bio']")?.text == "Second.")
      #expect(late.page.first("//*[@role='alert']//a")?["href"] == "/app/settings")
      #expect(try await desk.guests.get("/lan").text.contains("First."))
      // What is refused is still typed over what was seen first.
      let unfit = try await desk.post(
        "/app/settings", common.dropLast() + [("username", "-"), ("bio", "Second."), second])
      #expect(unfit.page.first("//input[@name='shown']")?["value"] == second.1)
      let over = late.page.first("//button[@name='over']")?["value"] ?? ""
      #expect(
        try await desk.post("/app/settings", common + [("bio", "Second."), second, ("over", over)]).status == 303)
      #expect(try await desk.guests.get("/lan").text.contains("Second."))
    }
  }
}

extension DeskHouse {
  /// What the form of the profile carries that is opened now.
  var shownProfile: (String, String) {
    get async throws {
      ("shown", try await get("/app/settings").page.first("//input[@name='shown']")?["value"] ?? "")
    }
  }
}
