import CivilTime
import HTTP
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct HoursPageTests {
  @Test func `the week stands in rows and is drawn, closed days said`() async throws {
    try await withDesk { desk in
      let page = try await desk.get(DeskHouse.hours).page
      #expect(page.first("//h1")?.text == "Availability")
      #expect(DeskHouse.rows(page, "mon") == ["14:00", "18:00"])
      #expect(DeskHouse.rows(page, "sat").isEmpty)
      #expect(page.all("//h2[@class='name']").map(\.text).first == "Monday")
      #expect(page.first("//option[@selected]")?["value"] == "Asia/Ho_Chi_Minh")
      #expect(page.first("//svg[@aria-label='Monday: 14:00 to 18:00']//rect[@class='free']")?["x"] == "58.33%")
      #expect(page.has("//svg[@aria-label='Sunday: closed']"))
      #expect(page.first("//nav//a[@aria-current='page']")?["href"] == DeskHouse.hours)
      #expect(page.all("//option").count > 300)
    }
  }

  @Test func `hours that are saved are on the guest's page at the very next request`() async throws {
    try await withDesk { desk in
      let day = "/lan/intro-call?date=2026-12-03&tz=Asia/Ho_Chi_Minh"
      let before = try await desk.guests.get(day)
      #expect(before.page.first("//a[@class='slot']/time")?["datetime"]?.contains("T14:00") == true)
      let saved = try await desk.post(DeskHouse.hours, desk.week([("thu", ["9-10", "22 - midnight"])]))
      #expect(saved.status == 303)
      let after = try await desk.guests.get(day)
      #expect(after.page.first("//a[@class='slot']/time")?["datetime"]?.contains("T09:00") == true)
      #expect(after.page.all("//a[@class='slot']").count == 6)
      let shown = try await desk.get(try #require(saved["Location"])).page
      #expect(shown.first("//*[@role='status']")?.text == "Hours saved. Guests see them from now on.")
      #expect(DeskHouse.rows(shown, "thu") == ["09:00", "10:00", "22:00", "24:00"])
      #expect(DeskHouse.rows(shown, "mon").isEmpty)
    }
  }

  @Test func `rows are added, removed and copied without being saved, all else kept as it was typed`() async throws {
    try await withDesk { desk in
      let typed = [("mon", ["whenever-", "9-12"]), ("tue", ["10-11"])]
      func press(_ press: String, _ more: [(String, String)] = []) async throws -> HTML {
        let reply = try await desk.post(DeskHouse.hours, try await desk.week(typed, press: press) + more)
        #expect(reply.status == 200)
        #expect(reply.page.has("//*[@role='status'][contains(., 'Not saved yet')]"))
        return reply.page
      }
      let added = try await press("add.mon")
      #expect(DeskHouse.rows(added, "mon") == ["whenever", "", "9", "12", "", ""])
      #expect(added.first("//*[@autofocus]")?["id"] == "mon-2-from")
      #expect(DeskHouse.rows(try await press("add.sat"), "sat") == ["09:00", "17:00"])
      #expect(DeskHouse.rows(try await press("remove.mon.0"), "mon") == ["9", "12"])
      let copied = try await press("copy.tue", [("copy.tue", "mon"), ("copy.tue", "sun"), ("copy.tue", "xyz")])
      #expect(DeskHouse.rows(copied, "mon") == ["10", "11"])
      #expect(DeskHouse.rows(copied, "sun") == ["10", "11"])
      #expect(DeskHouse.rows(copied, "wed").isEmpty)
      #expect(!copied.has("//*[contains(., 'Nothing was copied')]"))
      let nowhere = try await press("copy.tue")
      #expect(nowhere.first("//main//*[@role='status']")?.text == "Nothing was copied: tick the days to copy to.")
      #expect(try await desk.hours(.monday) == "14:00-18:00")
    }
  }

  @Test func `what can't be read comes back as it was typed, each wrong row named, and nothing is changed`()
    async throws
  {
    try await withDesk { desk in
      let reply = try await desk.post(
        DeskHouse.hours, desk.week([("mon", ["17-9"]), ("tue", ["9-12", "x-"])], zone: "Mars/Base"))
      #expect(reply.status == 422)
      #expect(DeskHouse.rows(reply.page, "tue") == ["9", "12", "x", ""])
      #expect(reply.page.has("//*[@role='alert'][@autofocus]"))
      #expect(
        reply.page.all("//*[@role='alert']//a").map { $0["href"] } == [
          "#mon-0-to", "#tue-1-from", "#tue-1-to", "#zone",
        ])
      #expect(
        reply.page.first("//*[@id='mon-0-to-wrong']")?.text
          == "This ends before it begins. A night is two rows: 17:00 to 24:00 here, and 00:00 to 09:00 on the day after."
      )
      #expect(reply.page.first("//*[@id='tue-1-from']")?["aria-describedby"] == "tue-1-from-wrong")
      #expect(reply.page.first("//title")?.text.hasPrefix("4 answers need a change: ") == true)
      #expect(try await desk.hours(.monday) == "14:00-18:00")
    }
  }

  @Test func `an owner reads and writes times as they are used to`() async throws {
    try await withDesk { desk in
      try await desk.guests.database.query("UPDATE users SET clock = 12, week_start = 0 WHERE id = \(desk.owner)")
      let page = try await desk.get(DeskHouse.hours).page
      #expect(DeskHouse.rows(page, "mon") == ["2:00 pm", "6:00 pm"])
      #expect(page.first("//h2[@class='name']")?.text == "Sunday")
      _ = try await desk.post(DeskHouse.hours, desk.week([("mon", ["9:30 pm-12:00 am"])]))
      #expect(try await desk.hours(.monday) == "21:30-24:00")
      // What stands there can be sent as it is.
      let again = try await desk.get(DeskHouse.hours).page
      let rows = DeskHouse.rows(again, "mon")
      _ = try await desk.post(DeskHouse.hours, desk.week([("mon", [rows.joined(separator: "-")])]))
      #expect(try await desk.hours(.monday) == "21:30-24:00")
    }
  }

  @Test func `an owner who reads Vietnamese reads and writes hours as the page says them`() async throws {
    try await withDesk { desk in
      try await desk.guests.database.query("UPDATE users SET clock = 12, locale = 'vi' WHERE id = \(desk.owner)")
      #expect(DeskHouse.rows(try await desk.get(DeskHouse.hours).page, "mon") == ["2:00 CH", "6:00 CH"])
      _ = try await desk.post(DeskHouse.hours, desk.week([("mon", ["8:30 SA-2:00 CH"])]))
      #expect(try await desk.hours(.monday) == "08:30-14:00")
      let wrong = try await desk.post(DeskHouse.hours, desk.week([("mon", ["x-2:00 CH"])])).page
      #expect(wrong.first("//*[@id='mon-0-from-wrong']")?.text.contains("2:30 CH") == true)
    }
  }

  @Test func `it is told in the owner's language, whatever the browser likes`() async throws {
    try await withDesk { desk in
      try await desk.guests.database.query("UPDATE users SET locale = 'vi' WHERE id = \(desk.owner)")
      let page = try await desk.get(DeskHouse.hours, ["Accept-Language": "en"]).page
      #expect(page.first("/html")?["lang"] == "vi")
      #expect(page.first("//h2[@class='name']")?.text == "Thứ Hai")
      let refused = try await desk.post(DeskHouse.hours, desk.week([("mon", ["9-"])])).page
      #expect(refused.first("//*[@id='mon-0-to-wrong']")?.text == "Hãy ghi giờ, hoặc bỏ dòng này.")
    }
  }

  @Test(arguments: [
    [("schedule", "nothing")], [], [("schedule", "00000000-0000-0000-0000-000000000000"), ("do", "save")],
    [("schedule", "00000000-0000-0000-0000-000000000000"), ("do", "add.mon")],
  ])
  func `a schedule that is none is not found`(fields: [(String, String)]) async throws {
    try await withDesk { desk in
      let posted = try await desk.post(DeskHouse.hours, fields)
      #expect(posted.status == 404)
      let asked = try await desk.get(DeskHouse.hours + "?schedule=\(fields.first?.1 ?? "x")")
      #expect(asked.status == 404)
    }
  }

  @Test(arguments: [
    "add", "add.", "add.xyz", "remove.mon", "remove.mon.-1", "remove.mon.99999999999999999999", "copy.mon", "....",
    "<script>",
  ])
  func `an odd button breaks nothing`(press: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.post(DeskHouse.hours, desk.week([("mon", ["9-12"])], press: press))
      #expect([200, 303].contains(reply.status))
    }
  }

  @Test func `more rows than a day may have are refused, and more fields than any form has`() async throws {
    try await withDesk { desk in
      let rows = Array(repeating: "9-10", count: 40)
      let many = try await desk.post(DeskHouse.hours, desk.week([("mon", rows)]))
      #expect(many.status == 422)
      #expect(many.page.first("//*[@role='alert']//a")?.text == "Monday – A day has at most 12 rows.")
      let fields = (0...1_000).map { ("field\($0)", "") }
      let flood = try await desk.post(DeskHouse.hours, desk.week([]) + fields)
      #expect(flood.status == 413)
    }
  }

  @Test(arguments: ["<b>x</b>", "\u{0}", "\"><img src=x>", String(repeating: "9", count: 5_000), "٩:٠٠"])
  func `whatever is typed comes back as text`(typed: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.post(DeskHouse.hours, desk.week([("mon", [typed + "-"])]))
      #expect(reply.status == 422)
      #expect(!reply.page.has("//li//b") && !reply.page.has("//img"))
    }
  }
}
