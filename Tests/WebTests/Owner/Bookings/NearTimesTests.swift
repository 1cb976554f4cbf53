import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// When a time an owner books for a guest is not to be had, what they typed goes along to another.
@Suite struct NearTimesTests {
  private static let typed = [
    ("duration", "30"), ("key", "form-9"), ("name", "Bob Tran"), ("email", "bob@tran.example"),
    ("phone", "+84 28 3822 9999"), ("tz", "Europe/Paris"), ("language", "vi"), ("notes", "Call first"),
    ("guests", "eve@tran.example"), ("answer.how", "b"),
  ]

  private static func link(_ desk: DeskHouse) async throws -> String {
    try #require(try await desk.office.linksToBook(of: desk.owner).first).id.description
  }

  /// What a browser sends of the page's form when this button is pressed.
  private static func sent(_ page: HTML, pressing button: HTML.Element) -> [(String, String)] {
    let form = "//form[@id='form']"
    let inputs = page.all(
      "\(form)//input[@name!='csrf'][not(@type='radio' or @type='checkbox') or @checked]")
    let fields = inputs.map { ($0["name"] ?? "", $0["value"] ?? "") }
    let texts = page.all("\(form)//textarea").map { ($0["name"] ?? "", $0.text) }
    let zone = page.all("\(form)//select[@name='tz']//option[@selected]").prefix(1).map { ("tz", $0["value"] ?? "") }
    return fields + texts + zone + [(button["name"] ?? "", button["value"] ?? "")]
  }

  private static func expectTyped(_ page: HTML) {
    for (id, value) in [
      ("name", "Bob Tran"), ("email", "bob@tran.example"), ("phone", "+84 28 3822 9999"),
      ("guests", "eve@tran.example"),
    ] {
      #expect(page.first("//form[@id='form']//input[@id='\(id)']")?["value"] == value)
    }
    #expect(page.first("//textarea[@id='notes']")?.text == "Call first")
    #expect(page.has("//input[@name='answer.how' and @value='b' and @checked]"))
    #expect(page.first("//option[@selected]")?["value"] == "Europe/Paris")
  }

  /// A time that nobody can pass over, and one that is the owner's to pass over; with a tick that says to or without.
  @Test(arguments: [
    ("2026-12-03T08:00:00Z", false, false), ("2026-12-03T08:00:00Z", true, false),
    ("2026-12-03T15:00:00Z", false, true),
  ])
  func `what was typed is kept, and one press on a time close by books with it`(
    start: String, isTicked: Bool, canBreak: Bool
  ) async throws {
    try await withDesk({
      $0.questions = [Question(id: "how", label: "How?", kind: .choice, choices: ["a", "b"])]
    }) { desk in
      try await desk.booked()
      let link = try await Self.link(desk)
      let refused = try await desk.post(
        "/app/bookings/new",
        [("link", link), ("start", start)] + Self.typed + (isTicked ? [("anyway", "1")] : []))
      #expect(refused.status == 409)
      let page = refused.page
      Self.expectTyped(page)
      #expect(page.has("//input[@name='anyway']") == canBreak)
      #expect(!page.has("//div[@role='alert']//a"))
      let near = try #require(page.first("//form[@id='form']//div[@role='alert']//button[@name='start']"))
      // The tick is no reason not to take a free time.
      #expect((near["formnovalidate"] != nil) == canBreak)

      let after = try await desk.follow("/app/bookings/new", Self.sent(page, pressing: near))
      #expect(after.page.done == "Booked. Your guest has been told.")
      #expect(after.page.first("//h1")?.text == "Bob Tran")
      let kept = try #require(try await desk.guests.bookings().first { $0.start.description == near["value"] })
      #expect(kept.status == "confirmed" && kept.zone == "Europe/Paris" && kept.language == "vi")
    }
  }

  /// A time that nobody can pass over, and one that is the owner's to pass over.
  @Test(arguments: ["2026-12-03T08:00:00Z", "2026-12-03T15:00:00Z"])
  func `on a page that a link leads to, a time close by is a button that takes what was typed along`(
    start: String
  ) async throws {
    try await withDesk { desk in
      try await desk.booked()
      let page = try await desk.get("/app/bookings/new?link=\(try await Self.link(desk))&start=\(start)").page
      #expect(!page.has("//div[@role='alert']//a"))
      #expect(page.has("//form[@id='form']//input[@id='name']"))
      let near = try #require(page.first("//form[@id='form']//div[@role='alert']//button[@name='start']"))
      let sent = Self.sent(page, pressing: near).filter { field in !Self.typed.contains { $0.0 == field.0 } }
      let after = try await desk.follow("/app/bookings/new", sent + Self.typed)
      #expect(after.page.done == "Booked. Your guest has been told.")
      #expect(try await desk.guests.bookings().contains { $0.start.description == near["value"] })
    }
  }

  @Test(arguments: ["2026-12-03T08:00:00Z", "2026-12-03T15:00:00Z"])
  func `Enter in a field asks for the same time again, not for another`(start: String) async throws {
    try await withDesk { desk in
      try await desk.booked()
      let fields = [("link", try await Self.link(desk)), ("start", start)] + Self.typed
      let page = try await desk.post("/app/bookings/new", fields).page
      let first = try #require(page.first("//form[@id='form']//button"))
      #expect(first["name"] == "start" && first["value"] == start)
      #expect(!page.has("//input[@name='start']"))
      #expect(try await desk.post("/app/bookings/new", Self.sent(page, pressing: first)).status == 409)
      #expect(try await desk.guests.bookings().count == 1)
    }
  }

  @Test func `the tick on a page that was refused takes the time it was asked for, and no other`() async throws {
    try await withDesk { desk in
      let fields = [("link", try await Self.link(desk)), ("start", "2026-12-03T15:00:00Z")] + Self.typed
      let page = try await desk.post("/app/bookings/new", fields).page
      let button = try #require(page.first("//form[@id='form']//button[@class='button']"))
      let ticked = Self.sent(page, pressing: button) + [("anyway", "1")]
      let elsewhere = ticked.map { $0.0 == "start" ? ("start", "2026-12-03T16:00:00Z") : $0 }
      let refused = try await desk.post("/app/bookings/new", elsewhere)
      try #require(refused.status == 409)
      #expect(refused.page.has("//input[@name='anyway' and not(@checked)]"))
      let after = try await desk.follow("/app/bookings/new", ticked)
      #expect(after.page.first("//p[@class='moment']")?.text == "Thursday 3 December 22:00 – 22:30")
    }
  }
}
