import CivilTime
import Crypto
import HTTP
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct BookingsPageTests {
  @Test func `bookings stand under their days, in the owner's time and with the guest's`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      try await desk.booked("Bob", at: "2026-12-04T09:00:00Z", key: "form-2", changing: ["tz": "Asia/Ho_Chi_Minh"])
      try await desk.booked("Chi", at: "2026-12-04T09:30:00Z", key: "form-3", changing: ["guests": "a@example.com"])
      let reply = try await desk.get("/app/bookings")
      #expect(reply.status == 200)
      #expect(reply["Cache-Control"] == "no-store")
      let page = reply.page
      #expect(page.all("//h2[@class='label']").map(\.text) == ["Tomorrow, Thursday 3 December", "Friday 4 December"])
      #expect(
        page.bookingLines == [
          "15:00 – 15:30 Ada MoreauIntro call · Paris, 09:00 there new",
          "16:00 – 16:30 BobIntro call new", "16:30 – 17:00 ChiIntro call · Paris, 10:30 there · with 1 more new",
        ])
      #expect(page.first("//a[@class='title']")?["href"] == "/app/bookings/\(id)")
      #expect(page.first("//nav[@class='tabs']/a[@aria-current='page']")?.text == "Upcoming 3")
      #expect(page.first("//li//time")?["datetime"] == "2026-12-03T15:00:00+07:00")
    }
  }

  @Test func `an owner who counts to twelve reads so`() async throws {
    try await withDesk { desk in
      try await desk.booked()
      _ = try await desk.guests.database.query("UPDATE users SET clock = 12 WHERE id = \(desk.owner)")
      let page = try await desk.get("/app/bookings").page
      #expect(
        page.bookingLines.first?.hasPrefix("3:00 pm – 3:30 pm Ada MoreauIntro call · Paris, 9:00 am there") == true)
    }
  }

  @Test func `an owner who reads Vietnamese reads it`() async throws {
    try await withDesk { desk in
      try await desk.booked()
      _ = try await desk.guests.database.query("UPDATE users SET locale = 'vi' WHERE id = \(desk.owner)")
      let page = try await desk.get("/app/bookings").page
      #expect(page.first("//html")?["lang"] == "vi")
      #expect(page.all("//nav[@class='tabs']/a").map(\.text) == ["Sắp tới 1", "Đang chờ", "Đã qua", "Đã hủy"])
    }
  }

  @Test(arguments: [
    ("upcoming", "No meeting ahead"), ("pending", "Nothing waits for you"), ("past", "No meeting is over yet"),
    ("cancelled", "Nobody called anything off"),
  ])
  func `an empty list says what belongs there`(list: String, heading: String) async throws {
    try await withDesk { desk in
      let page = try await desk.get("/app/bookings?when=\(list)").page
      #expect(page.first("//div[contains(@class, 'empty')]/h2")?.text == heading)
      #expect(!page.has("//nav[@aria-label='Pages']"))
    }
  }

  @Test func `a guest is searched for in every list, and nothing found says so`() async throws {
    try await withDesk { desk in
      try await desk.booked("Nguyễn Văn Đức")
      try await desk.booked("Ada", at: "2026-12-04T09:00:00Z", key: "form-2")
      let found = try await desk.get("/app/bookings?q=duc").page
      #expect(found.bookingLines.count == 1)
      #expect(found.first("//input[@id='q']")?["value"] == "duc")
      #expect(found.all("//nav[@class='tabs']/a").allSatisfy { $0["href"]?.contains("q=duc") == true })
      let none = try await desk.get("/app/bookings?q=nobody").page
      #expect(none.first("//div[contains(@class, 'empty')]/h2")?.text == "Nothing found here")
      #expect(none.first("//div[contains(@class, 'empty')]/a")?["href"] == "/app/bookings")
    }
  }

  @Test func `a list is narrowed by link and by the owner's days`() async throws {
    try await withDesk { desk in
      let other = try await desk.guests.add("Other", "other") { $0.color = "#a8511d" }
      // Half past midnight on Friday in Ho Chi Minh City would be Thursday in UTC: days are the owner's.
      try await desk.booked()
      try await desk.booked("Bob", at: "2026-12-04T07:00:00Z", key: "form-2", by: "other")
      let one = try await desk.get("/app/bookings?link=\(other.id)").page
      #expect(one.bookingLines.count == 1)
      #expect(one.has("//details[@open]//option[@selected and text()='Other']"))
      #expect(one.first("//summary/span[@class='now']")?.text == "Other")
      let friday = try await desk.get("/app/bookings?from=2026-12-04&to=2026-12-04").page
      #expect(friday.bookingLines.count == 1)
      #expect(friday.bookingLines.first?.contains("Bob") == true)
      let turned = try await desk.get("/app/bookings?from=2026-12-04&to=2026-12-01").page
      #expect(turned.bookingLines.count == 2)
      let style = try await desk.get("/app/bookings")
      #expect(
        style.page.first("//head/style")?.text == ".own-1{--own:#a8511d}"
          || style.page.first("//head/style")?.text == ".own-2{--own:#a8511d}")
      #expect(style["Content-Security-Policy"]?.contains("'sha256-") == true)
    }
  }

  @Test func `bookings of a deleted link are narrowed to as those of any, for as long as they stand`() async throws {
    try await withDesk { desk in
      let (gone, empty) = (try await desk.guests.add("Gone", "gone"), try await desk.guests.add("Empty", "empty"))
      try await desk.booked()
      let id = try await desk.booked("Bob", at: "2026-12-04T07:00:00Z", key: "form-2", by: "gone")
      for link in [gone, empty] { _ = try await desk.office.deleteLink(link.id, of: desk.owner, caller: .house) }
      let options = "//select[@id='link']/option"
      let page = try await desk.get("/app/bookings?link=\(gone.id)").page
      #expect(page.all(options).map(\.text) == ["Any link", "Intro call", "Gone (deleted)"])
      #expect(page.bookingLines.count == 1)
      #expect(page.first("//summary/span[@class='now']")?.text == "Gone (deleted)")
      _ = try await desk.post(desk.path(.verb(id, .cancellation)))
      #expect(try await desk.get("/app/bookings").page.all(options).count == 2)
    }
  }

  @Test func `many bookings come page by page, there and back`() async throws {
    try await withDesk({
      $0.seats = 60
      $0.requiresConfirmation = true
    }) { desk in
      for index in 0..<30 { try await desk.booked("Guest \(index)", key: "form-\(index)") }
      let first = try await desk.get("/app/bookings").page
      #expect(first.bookingLines.count == 25)
      #expect(!first.has("//a[@rel='prev']"))
      let next = try #require(first.first("//a[@rel='next']")?["href"])
      let second = try await desk.get(next).page
      #expect(second.bookingLines.count == 5)
      #expect(Set(first.bookingLines + second.bookingLines).count == 30)
      #expect(!second.has("//a[@rel='next']"))
      let back = try #require(second.first("//a[@rel='prev']")?["href"])
      #expect(try await desk.get(back).page.bookingLines == first.bookingLines)
    }
  }

  @Test func `the guests of a group stand on one line, those who wait on their own`() async throws {
    try await withDesk({ $0.seats = 6 }) { desk in
      for name in ["Ada", "Bob", "Chi"] { try await desk.booked(name, key: name) }
      let page = try await desk.get("/app/bookings").page
      #expect(page.bookingLines == ["15:00 – 15:30 Intro call3 guests · 3 seats left AdaBobChi new"])
      let guests = page.all("//ol//ul[contains(@class, 'guests')]//a")
      for guest in guests {
        #expect(try await desk.get(guest["href"] ?? "").page.first("//h1")?.text == guest.text)
      }
      let address = try #require(page.first("//a[@class='title']")?["href"])
      #expect(
        try await desk.get(address).page.all("//section[@aria-labelledby='others']//ul//a").map(\.text) == [
          "Bob", "Chi",
        ])
      _ = try await desk.guests.database.query(
        "UPDATE bookings SET status = 'pending' WHERE user_id = \(desk.owner) AND guest_name <> 'Ada'")
      #expect(try await desk.get("/app/bookings").page.bookingLines.count == 3)
    }
  }

  @Test func `a group that goes over a page is counted whole on both, and says so`() async throws {
    try await withDesk({ $0.seats = 60 }) { desk in
      for index in 0..<26 { try await desk.booked("Guest \(index)", key: "form-\(index)") }
      let first = try await desk.get("/app/bookings").page
      let second = try await desk.get(try #require(first.first("//a[@rel='next']")?["href"])).page
      let said = "15:00 – 15:30 Intro call26 guests · 34 seats left · "
      for (page, here, there) in [(first, 25, 1), (second, 1, 25)] {
        #expect(page.bookingLines.count == 1)
        #expect(page.bookingLines.first?.hasPrefix(said + "\(there) of them on another page") == true)
        #expect(page.all("//ul[contains(@class, 'guests')]/li").count == here)
      }
      let found = try await desk.get("/app/bookings?q=Guest+25").page.bookingLines
      #expect(found.count == 1 && found[0].contains("Guest 25Intro call"))
    }
  }

  @Test func `who waits or did not come does not tear a group apart`() async throws {
    try await withDesk({ $0.seats = 6 }) { desk in
      for name in ["Ada", "Bob", "Chi", "Dan"] { try await desk.booked(name, key: name) }
      _ = try await desk.guests.database.query(
        "UPDATE bookings SET status = 'pending' WHERE user_id = \(desk.owner) AND guest_name = 'Bob'")
      let ahead = try await desk.get("/app/bookings").page.bookingLines
      #expect(ahead.count == 2)
      #expect(ahead[0] == "15:00 – 15:30 Intro call4 guests · 2 seats left AdaChiDan new")
      #expect(ahead[1].hasPrefix("15:00 – 15:30 BobIntro call"))
      try desk.moveClock(to: "2026-12-03T10:00:00Z")
      _ = try await desk.guests.database.query(
        """
        UPDATE bookings SET status = CASE guest_name WHEN 'Chi' THEN 'no_show' ELSE 'completed' END
        WHERE user_id = \(desk.owner)
        """)
      let page = try await desk.get("/app/bookings?when=past").page
      #expect(page.bookingLines.count == 1)
      #expect(
        Set(page.all("//ul[contains(@class, 'guests')]/li").map(\.text)) == ["Ada", "Bob", "Chi did not come", "Dan"])
    }
  }

  @Test func `what its owner made, answered or moved is no news to them`() async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let accepted = try await desk.booked("Ada", key: "form-1")
      _ = try await desk.post(desk.path(.verb(accepted, .confirmation)))
      let link = try #require(try await desk.office.linksToBook(of: desk.owner).first).id
      _ = try await desk.follow(
        "/app/bookings/new",
        [
          ("link", link.description), ("start", "2026-12-03T09:00:00Z"), ("key", "form-9"), ("name", "Bob"),
          ("email", "bob@tran.example"),
        ])
      #expect(try await desk.get("/app/bookings").page.all("//span[@class='chip good']").isEmpty)
      // What waits says so; it is made as a guest makes it, and accepted by nobody.
      try await desk.guests.add("Open", "open")
      try await desk.booked("Chi", at: "2026-12-03T10:00:00Z", key: "form-3", by: "open")
      #expect(
        try await desk.get("/app/bookings").page.all("//li[.//span='new']//a[@class='title']").map(\.text) == ["Chi"])
    }
  }

  @Test(arguments: [
    "when=never", "when=", "cursor=nonsense", "cursor=%00", "link=7", "link='%20OR%201=1", "q=%FF%FE", "q=%00",
    "q=%25%5F%5C", "cursor=" + String(repeating: "A", count: 5_000),
    "from=0001-01-01&to=9999-12-31", "done=everything", "done=missed",
    "q=" + String(repeating: "%F0%9F%98%80", count: 500),
  ])
  func `a hostile address is answered with the nearest page`(query: String) async throws {
    try await withDesk { desk in
      try await desk.booked()
      let reply = try await desk.get("/app/bookings?\(query)")
      #expect(reply.status == 200, "\(query)")
      #expect(reply.page.first("//h1")?.text == "Bookings")
    }
  }

  @Test(arguments: [("from", "abc"), ("from", "2026-13-01"), ("to", "yesterday"), ("to", "<b>")])
  func `a day that can't be read is refused, said and kept, and no other list is shown`(
    field: String, typed: String
  ) async throws {
    try await withDesk { desk in
      try await desk.booked()
      let reply = try await desk.get("/app/bookings?when=upcoming&q=ada&\(field)=\(QueryText.escaped(typed))")
      #expect(reply.status == 422)
      let wrong = try #require(reply.page.first("//div[@role='alert'][@autofocus]//li/a"))
      #expect(wrong.text == "This is no date. Write it like 2026-12-24.")
      #expect(wrong["href"] == "#\(field)")
      let input = try #require(reply.page.first("//details[@open]//input[@id='\(field)']"))
      #expect(input["value"] == typed)
      #expect(input["type"] == "text")
      #expect(reply.page.first("//input[@id='q']")?["value"] == "ada")
      #expect(reply.page.bookingLines.isEmpty)
      #expect(!reply.page.has("//div[contains(@class, 'empty')]"))
      let export = try await desk.get("/app/bookings/export.csv?\(field)=\(QueryText.escaped(typed))")
      #expect(export.status == 303)
      #expect(export["Location"] == "/app/bookings?\(field)=\(QueryText.escaped(typed))")
    }
  }

  @Test func `what can't be read is said`() async throws {
    try await withDesk { desk in
      let page = try await desk.get("/app/bookings?cursor=nonsense").page
      #expect(page.done == "Some of this address could not be read. This is the nearest there is.")
    }
  }

  @Test func `one that waits is accepted from the list, which says so`() async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let id = try await desk.booked()
      let page = try await desk.get("/app/bookings?when=pending").page
      #expect(page.first("//nav[@class='tabs']/a[@aria-current='page']")?.text == "Waiting 1")
      #expect(page.first("//span[contains(@class, 'num')]")?.text.hasPrefix("1") == true)
      let form = try #require(page.first("//li//form"))
      #expect(form["action"] == "/app/bookings/\(id)/confirmation")
      #expect(page.first("//li//form//a")?["href"] == "/app/bookings/\(id)/refusal")
      let hidden = form.all(".//input[@type='hidden' and @name!='csrf']").map { ($0["name"] ?? "", $0["value"] ?? "") }
      let reply = try await desk.post(form["action"] ?? "", hidden)
      #expect(reply["Location"] == "/app/bookings?when=pending&done=confirmed")
      let after = try await desk.get(reply["Location"] ?? "")
      #expect(after.page.done == "Accepted. Your guest has been told.")
      #expect(after.page.first("//h1")?.text == "Bookings")
      #expect(try await desk.status(id) == "confirmed")
    }
  }

  @Test func `a name is shown as it was typed, whatever it holds`() async throws {
    try await withDesk { desk in
      try await desk.booked("<script>alert(1)</script> & \"co\"")
      let page = try await desk.get("/app/bookings").page
      #expect(page.first("//a[@class='title']")?.text == "<script>alert(1)</script> & \"co\"")
      #expect(!page.has("//main//script"))
    }
  }
}
