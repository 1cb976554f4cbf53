import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// A form that was opened before somebody else's save.
@Suite struct StaleLinkFormTests {
  /// Somebody else is faster, from a telephone.
  private static func overtake(_ desk: DeskHouse, _ link: Link, _ title: String) async throws {
    var sheet = try await desk.sheet(desk.path(link))
    sheet["title"] = title
    let reply = try await desk.post(
      desk.path(link), sheet.pressing("save"), ["User-Agent": "Mozilla/5.0 (iPhone) Version/18.0 Safari/605.1"])
    #expect(reply.status == 303)
  }

  @Test func `it saves nothing over what is newer, keeps what was typed, and offers both ways`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      var stale = try await desk.sheet(desk.path(link))
      (stale["title"], stale["location"]) = ("Mine", "Room 7")
      try await Self.overtake(desk, link, "Theirs")
      let reply = try await desk.post(desk.path(link), stale.pressing("save"))
      #expect(reply.status == 409)
      #expect(try await desk.list()[0].title == "Theirs")
      let page = reply.page
      #expect(LinkSheet(page).fields.map { "\($0)=\($1)" } == stale.fields.map { "\($0)=\($1)" })
      let alert = try #require(page.first("//*[@role='alert'][@autofocus]"))
      #expect(alert.text.contains("with Safari, iPhone."))
      #expect(alert.all(".//a").map { $0["href"] } == [desk.path(link)])
      // Pressing Save once more is not what was asked.
      #expect(try await desk.post(desk.path(link), LinkSheet(page).pressing("save")).status == 409)
      let over = try #require(alert.all(".//button[@name='over']").first)
      #expect(over["form"] == "form")
      let saved = try await desk.post(desk.path(link), LinkSheet(page).fields + [("over", over["value"] ?? "")])
      #expect(saved.status == 303)
      let now = try await desk.list()[0]
      #expect((now.title, now.place.details) == ("Mine", "Room 7"))
    }
  }

  @Test func `mine anyway means over what was shown, not over what is newer still`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      var stale = try await desk.sheet(desk.path(link))
      stale["title"] = "Mine"
      try await Self.overtake(desk, link, "Theirs")
      let page = try await desk.post(desk.path(link), stale.pressing("save")).page
      try await Self.overtake(desk, link, "Theirs again")
      let over = page.first("//button[@name='over']")?["value"] ?? ""
      #expect(try await desk.post(desk.path(link), stale.fields + [("over", over)]).status == 409)
      #expect(try await desk.list()[0].title == "Theirs again")
    }
  }

  @Test func `a second press is no change, whatever it adds`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      var sheet = try await desk.sheet(desk.path(link))
      sheet["title"] = "Twice"
      sheet.tick("question_0_label", "Why?")
      sheet.tick("question_0_kind", "text")
      for _ in 0..<2 { #expect(try await desk.post(desk.path(link), sheet.pressing("save")).status == 303) }
      #expect(try await desk.list()[0].questions.count == 1)
    }
  }

  @Test func `a booking in between does not stand in the way`() async throws {
    try await withDesk { desk in
      let link = try await desk.list()[0]
      var sheet = try await desk.sheet(desk.path(link))
      sheet["title"] = "Still mine"
      _ = try await desk.guests.book("intro-call")
      #expect(try await desk.post(desk.path(link), sheet.pressing("save")).status == 303)
    }
  }

  @Test func `the form of a new link is none of a link that was made with it and changed since`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet("/app/links/new")
      sheet["title"] = "First"
      _ = try await desk.follow("/app/links/new", sheet.pressing("save"))
      let made = try #require(try await desk.list().first { $0.title == "First" })
      try await Self.overtake(desk, made, "Second")
      let reply = try await desk.post("/app/links/new", sheet.pressing("save"))
      #expect(reply.status == 409)
      #expect(reply.page.first("//*[@role='alert']//a")?["href"] == desk.path(made))
      #expect(try await desk.list().map(\.title).sorted() == ["Intro call", "Second"])
    }
  }

  /// The form of a link as somebody typed in it, which was deleted in another window meanwhile.
  private static func lost(_ desk: DeskHouse) async throws -> (link: Link, sheet: LinkSheet, page: HTML) {
    let link = try await desk.list()[0]
    var sheet = try await desk.sheet(desk.path(link))
    (sheet["title"], sheet["location"]) = ("Mine", "Room 7")
    #expect(try await desk.post(desk.path(link, .deletion)).status == 303)
    let reply = try await desk.post(desk.path(link), sheet.pressing("save"))
    #expect(reply.status == 410)
    return (link, sheet, reply.page)
  }

  @Test func `what was typed for a link that was deleted is kept, and both brought back and saved`() async throws {
    try await withDesk { desk in
      let (link, sheet, page) = try await Self.lost(desk)
      #expect(LinkSheet(page).fields.map { "\($0)=\($1)" } == sheet.fields.map { "\($0)=\($1)" })
      #expect(page.first("//*[@role='alert'][@autofocus]/h2")?.text == "This link was deleted meanwhile")
      #expect(page.has("//*[@role='alert']//button[@form='form'][@name='do'][@value='restore']"))
      #expect(!page.has("//form[@id='deletion']"))
      // Saving once more, as Enter does, is not what was asked.
      #expect(try await desk.post(desk.path(link), LinkSheet(page).pressing("save")).status == 410)
      #expect(try await desk.list().isEmpty)
      let added = try await desk.post(desk.path(link), LinkSheet(page).pressing("add"))
      #expect(added.status == 410)
      #expect(added.page.has("//*[@name='question_0_label']"))
      let saved = try await desk.post(desk.path(link), LinkSheet(page).pressing("restore"))
      #expect(saved.status == 303)
      let now = try await desk.list()[0]
      #expect((now.id, now.title, now.place.details) == (link.id, "Mine", "Room 7"))
    }
  }

  @Test func `or a new link is made of it, at the same address`() async throws {
    try await withDesk { desk in
      let (link, _, page) = try await Self.lost(desk)
      let button = try #require(page.first("//*[@role='alert']//button[@formaction]"))
      let made = try await desk.post(button["formaction"] ?? "", LinkSheet(page).pressing(button["value"] ?? ""))
      #expect(made.status == 303)
      let now = try await desk.list()
      #expect(now.map(\.title) == ["Mine"] && now[0].id != link.id && now[0].slug == link.slug)
    }
  }

  @Test func `after a day only the new one is offered`() async throws {
    try await withDesk { desk in
      let (link, _, page) = try await Self.lost(desk)
      desk.guests.clock.advance(by: .seconds(86_400))
      let reply = try await desk.post(desk.path(link), LinkSheet(page).pressing("restore"))
      #expect(reply.status == 410)
      #expect(reply.page.all("//*[@role='alert']//button[not(@hidden)]").map { $0["value"] } == ["save"])
      #expect(reply.page.first("//input[@name='title']")?["value"] == "Mine")
    }
  }

  @Test func `it is told in Vietnamese too`() async throws {
    try await withDesk { desk in
      try await desk.guests.database.query("UPDATE users SET locale = 'vi' WHERE id = \(desk.owner)")
      let link = try await desk.list()[0]
      var stale = try await desk.sheet(desk.path(link))
      stale["title"] = "Của tôi"
      try await Self.overtake(desk, link, "Của họ")
      let page = try await desk.post(desk.path(link), stale.pressing("save")).page
      #expect(page.first("//*[@id='changed']")?.text == "Nội dung này vừa được thay đổi")
    }
  }
}
