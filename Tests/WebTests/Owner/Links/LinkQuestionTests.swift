import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// The editor of questions, which needs no script: buttons of the form itself, and everything typed is kept.
@Suite struct LinkQuestionTests {
  @Test func `a kind that is none, written by hand, is asked for as a line of text`() async throws {
    try await withDesk { desk in
      let link = try #require(try await desk.list().first)
      let questions = #"[{"id": "q", "label": "Which one?", "kind": "riddle", "required": true, "choices": []}]"#
      _ = try await desk.guests.database.query(
        "UPDATE booking_links SET custom_questions = \(questions)::text::jsonb WHERE id = \(link.id)")
      _ = try await desk.guests.database.query("UPDATE owners SET version = version + 1 WHERE user_id = \(desk.owner)")
      desk.guests.clock.advance(by: .milliseconds(100))
      for path in ["/app", "/app/links", desk.path(link), "/app/bookings/new?link=\(link.id)"] {
        #expect(try await desk.get(path).status == 200, "\(path)")
      }
      let form = try await desk.get(FormPageTests.address)
      #expect(form.page.first("//input[@name='answer.q']")?["type"] == "text")
    }
  }

  private static let new = "/app/links/new"

  private static func labels(_ page: HTML) -> [String] {
    page.all("//li/fieldset//input[contains(@name, '_label')]").map { $0["value"] ?? "" }
  }

  private static func kept(_ sheet: LinkSheet) -> [String] {
    sheet.fields.filter { !$0.0.hasPrefix("question_") }.map { "\($0)=\($1)" }
  }

  @Test func `a question is added, and everything typed stays`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      (sheet["title"], sheet["slug"], sheet["seats"]) = ("Half <b>", "not a slug!", "x")
      let reply = try await desk.post(Self.new, sheet.pressing("add"))
      #expect(reply.status == 200)
      let page = reply.page
      #expect(Self.kept(LinkSheet(page)) == Self.kept(sheet))
      #expect(Self.labels(page) == [""])
      #expect(page.first("//input[@name='question_0_label']")?["autofocus"] != nil)
      #expect(page.first("//details[@open]/summary")?.text == "Questions 1")
      #expect(page.has("//*[@role='alert']") == false)
      #expect(try await desk.list().count == 1)
    }
  }

  @Test func `a question that asks nothing but says how is refused, and kept`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet["title"] = "Asking"
      for (part, value) in [("label", ""), ("kind", "number"), ("required", "1")] {
        sheet.tick("question_0_\(part)", value)
      }
      let reply = try await desk.post(Self.new, sheet.pressing("save"))
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@role='alert']//a")?["href"] == "#question_0_label")
      #expect(LinkSheet(reply.page)["question_0_kind"] == "number")
      #expect(try await desk.list().count == 1)
    }
  }

  @Test func `questions are moved and removed, and saved with their ids`() async throws {
    try await withDesk({ link in
      link.questions = ["One?", "Two?", "Three?"].map { Question(id: String($0.prefix(3)), label: $0, kind: .text) }
    }) { desk in
      let link = try await desk.list()[0]
      var sheet = try await desk.sheet(desk.path(link))
      var reply = try await desk.post(desk.path(link), sheet.pressing("up 2"))
      #expect(Self.labels(reply.page) == ["One?", "Three?", "Two?"])
      #expect(reply.page.first("//input[@autofocus]")?["name"] == "question_1_label")
      reply = try await desk.post(desk.path(link), LinkSheet(reply.page).pressing("down 0"))
      #expect(Self.labels(reply.page) == ["Three?", "One?", "Two?"])
      reply = try await desk.post(desk.path(link), LinkSheet(reply.page).pressing("remove 1"))
      #expect(Self.labels(reply.page) == ["Three?", "Two?"])
      sheet = LinkSheet(reply.page)
      (sheet["question_0_kind"], sheet["question_0_choices"]) = ("choice", "Tea\r\nMilk")
      sheet["question_0_required"] = "1"
      #expect(try await desk.list() == [link])
      _ = try await desk.follow(desk.path(link), sheet.pressing("save"))
      #expect(
        try await desk.list()[0].questions == [
          Question(id: "Thr", label: "Three?", kind: .choice, isRequired: true, choices: ["Tea", "Milk"]),
          Question(id: "Two", label: "Two?", kind: .text),
        ])
    }
  }

  @Test(arguments: ["up 0", "down 0", "remove 7", "up -1", "up x", "down 99999999999999999999", "remove", "up  "])
  func `a button that can mean nothing changes nothing`(button: String) async throws {
    try await withDesk({ $0.questions = [Question(id: "q", label: "Why?", kind: .text)] }) { desk in
      let link = try await desk.list()[0]
      let reply = try await desk.post(desk.path(link), try await desk.sheet(desk.path(link)).pressing(button))
      #expect(reply.status == 200)
      #expect(Self.labels(reply.page) == ["Why?"])
    }
  }

  @Test func `there is an end to how many may be asked`() async throws {
    try await withDesk({ link in
      link.questions = (1...20).map { Question(id: "q\($0)", label: "\($0)?", kind: .text) }
    }) { desk in
      let link = try await desk.list()[0]
      var sheet = try await desk.sheet(desk.path(link))
      let page = try await desk.post(desk.path(link), sheet.pressing("add")).page
      #expect(Self.labels(page).count == 20)
      #expect(page.has("//button[@value='add']") == false)
      sheet.tick("question_20_label", "One more?")
      let reply = try await desk.post(desk.path(link), sheet.pressing("save"))
      #expect(reply.status == 422)
      #expect(reply.page.first("//*[@role='alert']//a")?["href"] == "#questions")
    }
  }

  @Test func `what is wrong with a question is told beside it`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet["title"] = "x"
      sheet.tick("question_0_label", "Which?")
      sheet.tick("question_0_kind", "choice")
      sheet.tick("question_1_label", "\u{202E}Why?")
      let reply = try await desk.post(Self.new, sheet.pressing("save"))
      #expect(reply.status == 422)
      let anchors = reply.page.all("//*[@role='alert']//a").compactMap { $0["href"] }
      #expect(anchors == ["#question_0_choices", "#question_1_label"])
      #expect(reply.page.first("//*[@id='question_0_choices-wrong']")?.text == "Write what there is to choose from.")
    }
  }
}
