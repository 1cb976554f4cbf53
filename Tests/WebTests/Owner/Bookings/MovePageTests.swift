import CivilTime
import HTTP
import Postgres
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct MovePageTests {
  @Test func `another time is picked in the owner's zone, asked about, and taken`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let page = try await desk.get(desk.path(.reschedule(id))).page
      #expect(page.first("//h1")?.text == "Another time for Ada Moreau")
      #expect(page.first("//a[@aria-current='date']")?.text == "3")
      #expect(
        page.all("//a[@class='slot']").map(\.text) == ["14:00", "14:30", "15:30", "16:00", "16:30", "17:00", "17:30"])
      let slot = try #require(page.all("//a[@class='slot']").last?["href"])
      #expect(slot == "\(desk.path(.reschedule(id)))?start=2026-12-03T10:30:00Z")
      let asked = try await desk.get(slot).page
      #expect(asked.first("//p[@class='moment gone']")?.text == "Thursday 3 December 15:00 – 15:30")
      #expect(asked.first("//main//form//button")?.text == "Move to Thursday 3 December, 17:30")
      #expect(!asked.has("//input[@name='anyway']"))
      let after = try await desk.follow(
        desk.path(.reschedule(id)), [("start", "2026-12-03T10:30:00Z"), ("reason", "Sorry!")])
      #expect(after.page.done == "Moved. Your guest has been told.")
      #expect(after.page.first("//p[@class='moment']")?.text == "Thursday 3 December 17:30 – 18:00")
      #expect(try await desk.letters("booking_rescheduled").allSatisfy { $0.hasSuffix("Sorry!") })
      #expect(
        after.page.all("//section[@aria-labelledby='changes']//li/div/p[1]").first?.text
          == "You moved it from Thursday 3 December, 15:00 to Thursday 3 December, 17:30")
    }
  }

  @Test func `a time out of hours says why, and is taken only by a tick`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let address = desk.path(.reschedule(id))
      let asked = try await desk.get("\(address)?on=2026-12-04&at=9.15+pm").page
      #expect(asked.first("//h2[@id='objection']")?.text == "This time is not free")
      #expect(asked.all("//div[@role='alert']/p").first?.text == "It lies outside of your hours.")
      #expect(asked.has("//input[@name='anyway' and @required and not(@checked)]"))
      #expect(asked.has("//div[@role='alert']//li/button[@name='start' and @formnovalidate]"))
      let start = try #require(asked.first("//button[@class='button' and @name='start']")?["value"])
      #expect(start == "2026-12-04T14:15:00Z")

      let refused = try await desk.post(address, [("start", start)])
      #expect(refused.status == 409)
      #expect(refused.page.has("//input[@name='anyway']"))
      let form = try #require(refused.page.first("//main//form"))
      let after = try await desk.follow(address, form.hidden + [("start", start), ("anyway", "1")])
      #expect(after.page.first("//p[@class='moment']")?.text == "Friday 4 December 21:15 – 21:45")
    }
  }

  @Test func `a time that clocks leave out is told to be another`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      _ = try await desk.guests.database.query("UPDATE users SET timezone = 'Europe/Berlin' WHERE id = \(desk.owner)")
      let link = try await desk.list()[0].id
      let said = "On Sunday 28 March clocks go forward and never show 02:30. This is 03:30."
      for address in ["\(desk.path(.reschedule(id)))?", "/app/bookings/new?link=\(link)&"] {
        let skipped = try await desk.get("\(address)on=2027-03-28&at=2:30")
        #expect(skipped.status == 200)
        #expect(skipped.page.first("//main//p[@role='status']")?.text == said)
        #expect(!(try await desk.get("\(address)on=2027-03-28&at=3:30")).page.has("//main//p[@role='status']"))
      }
    }
  }

  @Test(arguments: ["2026-12-04T09:00:00Z", "2026-12-04T14:15:00Z"])
  func `words typed beside a time that is not free go along to one close by`(start: String) async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      try await desk.booked("Bob", at: "2026-12-04T09:00:00Z", key: "form-2")
      let address = desk.path(.reschedule(id))
      let asked = try await desk.get("\(address)?start=\(start)").page
      #expect(asked.has("//main//form//textarea[@name='reason']"))
      #expect(!asked.has("//main//form//input[@name='start']") && !asked.has("//div[@role='alert']//a"))
      let refused = try await desk.post(address, [("gone", start), ("start", start), ("reason", "My train!")])
      #expect(refused.status == 409 && refused.page.first("//textarea")?.text == "My train!")
      // Enter in the tick presses the first button: that asks for the same time again.
      #expect(refused.page.first("//main//form//button")?["value"] == start)
      let near = try #require(refused.page.first("//div[@role='alert']//button[@name='start']"))
      #expect(near.text.hasPrefix("Move to "))
      let after = try await desk.follow(
        address, [("gone", start), ("start", near["value"] ?? ""), ("reason", "My train!")])
      #expect(after.page.done == "Moved. Your guest has been told.")
      #expect(try await desk.letters("booking_rescheduled").allSatisfy { $0.hasSuffix("My train!") })
    }
  }

  @Test func `a tick takes the time it was asked for, and no other`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let sent = [("gone", "2026-12-04T14:15:00Z"), ("start", "2026-12-04T15:15:00Z"), ("anyway", "1")]
      let refused = try await desk.post(desk.path(.reschedule(id)), sent)
      #expect(refused.status == 409 && refused.page.has("//input[@name='anyway' and not(@checked)]"))
    }
  }

  @Test func `onto another booking there is nothing to tick and nothing to press`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      try await desk.booked("Bob", at: "2026-12-04T09:00:00Z", key: "form-2")
      let asked = try await desk.get("\(desk.path(.reschedule(id)))?start=2026-12-04T09:10:00Z").page
      #expect(asked.first("//h2[@id='objection']")?.text == "This time can’t be taken")
      #expect(!asked.has("//input[@name='anyway']"))
      #expect(!asked.has("//main//form//button[@class='button']"))
      let sent = try await desk.post(
        desk.path(.reschedule(id)), [("start", "2026-12-04T09:10:00Z"), ("anyway", "1")])
      #expect(sent.status == 409)
      #expect(!sent.page.has("//main//form//button[@class='button']"))
    }
  }

  @Test(arguments: [
    ("", "9"), ("2026-12-04", ""), ("2026-12-04", "9:5"), ("next week", "noon"), ("2026-12-04", "24:00"),
  ])
  func `a day or time that can't be read comes back as typed`(date: String, time: String) async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let address = "\(desk.path(.reschedule(id)))?on=\(QueryText.escaped(date))&at=\(QueryText.escaped(time))"
      let reply = try await desk.get(address)
      #expect(reply.status == 422)
      #expect(reply.page.has("//div[@role='alert' and @autofocus]//li/a"))
      #expect(reply.page.first("//input[@id='on']")?["value"] == date)
      #expect(reply.page.first("//input[@id='at']")?["value"] == time)
      #expect(reply.page.has("//details[@open]//input[@aria-invalid='true']"))
    }
  }

  @Test(arguments: [
    "start=never", "month=2026-13", "date=x", "start=-1", "month=9999-12", "month=0001-01", "tz=Mars/Phobos",
    "start=2026-12-03T08:00:00Z",
    "on=2026-12-03&at=15:00",
  ])
  func `a hostile address shows the times there are`(query: String) async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let reply = try await desk.get("\(desk.path(.reschedule(id)))?\(query)")
      #expect(reply.status == 200)
      #expect(reply.page.has("//table//td"))
    }
  }

  @Test func `a form without its time, or with one out of this world, moves nothing`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      #expect(try await desk.post(desk.path(.reschedule(id))).status == 400)
      for start in ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        #expect(try await desk.post(desk.path(.reschedule(id)), [("start", start), ("anyway", "1")]).status == 409)
      }
      #expect(try await desk.guests.bookings().map(\.start.description) == ["2026-12-03T08:00:00Z"])
    }
  }

  @Test func `words that can't be kept come back with the time`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let long = String(repeating: "a", count: 2_001)
      let reply = try await desk.post(
        desk.path(.reschedule(id)), [("start", "2026-12-04T09:00:00Z"), ("reason", long)])
      #expect(reply.status == 422)
      #expect(reply.page.first("//textarea")?.text == long)
      #expect(reply.page.first("//input[@name='start']")?["value"] == "2026-12-04T09:00:00Z")
    }
  }

  @Test func `a booking that is over is not moved`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      _ = try await desk.post(desk.path(.verb(id, .cancellation)))
      let reply = try await desk.get(desk.path(.reschedule(id)))
      #expect(reply.status == 303 && reply["Location"] == "\(desk.path(.one(id)))?done=fixed")
    }
  }
}
