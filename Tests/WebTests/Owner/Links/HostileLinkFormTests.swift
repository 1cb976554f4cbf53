import Operations
import Store
import TestSupport
import Testing

@testable import Web

/// Whatever is sent in whichever field, the page answers as one that understood.
@Suite struct HostileLinkFormTests {
  private static let new = "/app/links/new"

  static let values = [
    "", " ", "\u{0}", "\u{FFFD}", "-1", "99999999999999999999", "1e9", "NaN", "٣", "\u{202E}x", "x\r\nSet-Cookie: a=b",
    "'; DROP TABLE booking_links; --", "{{desk}}{{{page.own}}}", "<script>alert(1)</script>",
    "\"><img src=x onerror=y>",
    "../../etc/passwd", "0001-01-01", "9999-12-31", "2026-12-31T23:59:60Z", "00:00-24:00", "#ffffff",
    String(repeating: "x", count: 2_000), String(repeating: "9-10,", count: 50), "👩🏽‍💻", "on",
  ]

  private func expectUnderstood(_ reply: Reply, _ what: String) {
    #expect([303, 422].contains(reply.status), "\(what): \(reply.status)")
    for forbidden in ["<script>alert", "<img src=x"] { #expect(!reply.text.contains(forbidden), "\(what)") }
  }

  @Test(arguments: values)
  func `no value breaks the page in all fields at once`(value: String) async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet.tick("question_0_label", "Why?")
      for part in ["id", "kind", "required", "choices"] { sheet.tick("question_0_\(part)", "x") }
      let fields = sheet.fields.map { ($0.0, value) }
      expectUnderstood(try await desk.post(Self.new, fields + [("do", "save")]), value)
      let again = try await desk.post(Self.new, fields + [("do", "add")])
      #expect(again.status == 200)
      #expect(try await desk.post(Self.new, fields + [("do", value)]).status != 500)
    }
  }

  @Test func `no value breaks the page in any one field`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet["title"] = "Fine"
      for name in Set(sheet.fields.map(\.0)).sorted() {
        for value in ["\u{0}", "99999999999999999999", "<script>alert(1)</script>"] {
          var one = sheet
          one["id"] = desk.office.newLinkID().description
          one[name] = value
          expectUnderstood(try await desk.post(Self.new, one.pressing("save")), "\(name) \(value)")
        }
      }
    }
  }

  @Test(arguments: [
    "", "title", "=", "&&&", "%", "title=%ff%fe", "title=a&title=b&durations=30&durations=45&do=save&do=add",
    "question_0_label=x&question_2_label=y", "durations=%00&do=preview",
  ])
  func `half a form is told what it lacks`(body: String) async throws {
    try await withDesk { desk in
      let raw = Array("csrf=\(desk.token)&\(body)".utf8)
      let reply = try await desk.guests.post(Self.new, raw: raw, ["Cookie": desk.cookie])
      #expect([200, 422].contains(reply.status))
    }
  }

  @Test func `a form may be as long as its fields may`() async throws {
    try await withDesk { desk in
      var sheet = try await desk.sheet(Self.new)
      sheet["title"] = "Long"
      sheet["description"] = String(repeating: "漢", count: 10_000)
      for place in 0..<20 {
        sheet.tick("question_\(place)_label", String(repeating: "漢", count: 300))
        sheet.tick("question_\(place)_kind", "choice")
        sheet.tick("question_\(place)_choices", (0..<30).map { "\($0) many words" }.joined(separator: "\n"))
      }
      _ = try await desk.follow(Self.new, sheet.pressing("save"))
      #expect(try await desk.list().last?.questions.count == 20)
    }
  }
}
