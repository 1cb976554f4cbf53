import CivilTime
import HTTP
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct WhyPageTests {
  private static let why = "/app/availability/why"

  private static func told(_ page: HTML) -> [String] {
    page.all("//ol[contains(@class, 'whys')]/li").map { $0.text.split { $0.isWhitespace }.joined(separator: " ") }
  }

  private static func event(_ desk: DeskHouse, _ title: String, _ start: String, minutes: Int) async throws {
    let start = Instant(start)!
    let event = OwnEvent(
      title: title, time: .timed(TimeRange(from: start, to: start.adding(minutes: minutes))), zone: .utc)
    _ = try await desk.office.addEvent(event, of: desk.owner, caller: .house)
  }

  @Test func `a day is told stretch by stretch, in plain sentences`() async throws {
    try await withDesk { desk in
      try await Self.event(desk, "Studio <round>", "2026-12-03T08:00:00Z", minutes: 60)
      _ = try await desk.guests.book(start: "2026-12-03T10:00:00Z")
      let page = try await desk.get(Self.why + "?date=2026-12-03").page
      #expect(page.first("//h2[@id='day']")?.text == "When a meeting of 30 minutes could start on Thursday 3 December")
      #expect(
        Self.told(page) == [
          "00:00 – 14:00 Outside your weekly hours", "14:00 – 15:00 Free",
          "15:00 – 16:00 Studio <round>, 15:00 to 16:00, is in your calendar", "16:00 – 17:00 Free",
          "17:00 – 17:30 Ada Moreau has booked Intro call, 17:00 to 17:30", "17:30 – 18:00 Free",
          "18:00 – 24:00 Outside your weekly hours",
        ])
      #expect(page.has("//figure//rect[@class='free']"))
    }
  }

  @Test(arguments: [
    ("15:00", "15:00 is not free", "Dentist, 15:00 to 16:00, is in your calendar"), ("16:00", "16:00 is free", "Free"),
    ("4 pm", "16:00 is free", "Free"), ("20:00", "20:00 is not free", "Outside your weekly hours"),
  ])
  func `one time is answered first`(time: String, heading: String, text: String) async throws {
    try await withDesk { desk in
      try await Self.event(desk, "Dentist", "2026-12-03T08:00:00Z", minutes: 60)
      let page = try await desk.get(Self.why + "?date=2026-12-03&time=\(QueryText.escaped(time))").page
      #expect(page.first("//h2[@id='answer']")?.text == heading)
      #expect(page.first("//section[@aria-labelledby='answer']/p")?.text == text)
      #expect(page.all("//li[@aria-current]").count == 1)
    }
  }

  @Test func `notice, buffers, limits and dates of one's own have their sentences`() async throws {
    try await withDesk({
      $0.notice = 180
      $0.bufferBefore = 15
      $0.dailyLimit = 1
    }) { desk in
      try await Self.event(desk, "Dentist", "2026-12-04T08:00:00Z", minutes: 30)
      _ = try await desk.guests.book(start: "2026-12-03T08:00:00Z")
      // It is five past four.
      let today = try await Self.told(desk.get(Self.why + "?date=2026-12-02").page)
      #expect(today.contains("14:00 – 18:00 Less than 3 hours ahead: bookable from 19:05 on Wednesday 2 December"))
      let limited = try await Self.told(desk.get(Self.why + "?date=2026-12-03").page)
      #expect(limited.contains("16:00 – 18:00 You take one meeting of this link a day, and it is booked"))
      let close = try await Self.told(desk.get(Self.why + "?date=2026-12-04").page)
      #expect(close.contains("15:00 – 16:00 Dentist, 15:00 to 15:30, is in your calendar"))
      _ = try await desk.office.changeDates(DatesForm(first: "2026-12-05"), of: desk.owner, caller: .house)
      let own = try await Self.told(desk.get(Self.why + "?date=2026-12-05").page)
      #expect(own == ["00:00 – 24:00 Outside the hours you set for this date"])
      let past = try await Self.told(desk.get(Self.why + "?date=2026-12-01").page)
      #expect(
        past.contains("14:00 – 18:00 Less than 3 hours ahead: bookable from 19:05 on Wednesday 2 December") == false)
      #expect(past.contains("14:00 – 18:00 This time has passed"))
    }
  }

  @Test func `a link with hours of its own is explained by these, and leads to them`() async throws {
    try await withDesk({ $0.hours = WeeklyHours([.thursday: [try! Window(LocalTime("09:00")!, LocalTime("10:00")!)]]) })
    { desk in
      let link = try await desk.list()[0]
      let page = try await desk.get(Self.why + "?date=2026-12-03").page
      #expect(
        Self.told(page) == [
          "00:00 – 09:00 Outside the hours this link has of its own", "09:00 – 10:00 Free",
          "10:00 – 24:00 Outside the hours this link has of its own",
        ])
      #expect(page.first("//div[@class='top']/a")?["href"] == desk.path(link))
      _ = try await desk.office.changeDates(DatesForm(first: "2026-12-05"), of: desk.owner, caller: .house)
      let dated = try await desk.get(Self.why + "?date=2026-12-05").page
      #expect(Self.told(dated) == ["00:00 – 24:00 Outside the hours you set for this date"])
    }
  }

  @Test func `a link that takes nothing says so first`() async throws {
    try await withDesk({ $0.isActive = false }) { desk in
      let page = try await desk.get(Self.why).page
      #expect(page.first("//*[@role='status']")?.text.hasPrefix("This link is switched off") == true)
    }
  }

  @Test func `whoever has no link is led to make one`() async throws {
    try await withDesk { desk in
      for listed in try await desk.office.links(of: desk.owner) {
        _ = try await desk.office.deleteLink(listed.link.id, of: desk.owner, caller: .house)
      }
      let page = try await desk.get(Self.why).page
      #expect(page.has("//main//a[@class='button'][@href='/app/links/new']"))
    }
  }

  @Test(arguments: [
    "date=0001-01-01", "date=9999-12-31", "duration=7", "duration=-1", "duration=99999999999999999999999",
    "link=&date=&time=",
  ])
  func `an odd question has the nearest good answer`(query: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.get("\(Self.why)?\(query)")
      #expect(reply.status == 200)
      #expect(!Self.told(reply.page).isEmpty)
    }
  }

  @Test(arguments: [
    ("date", "x"), ("date", "2026-02-30"), ("date", "<b>"), ("time", "25:00"), ("time", "25h"), ("time", "24:00"),
    ("time", "<b>"),
  ])
  func `what can't be read is refused, said and kept`(field: String, typed: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.get("\(Self.why)?\(field)=\(QueryText.escaped(typed))")
      #expect(reply.status == 422)
      let said = [
        "date": "This is no date. Write it like 2026-12-24.", "time": "This is no time. Write it like 14:30.",
      ]
      let wrong = reply.page.all("//div[@role='alert'][@autofocus]//li/a")
      #expect(wrong.map(\.text) == [said[field]])
      #expect(wrong.first?["href"] == "#\(field)")
      let input = try #require(reply.page.first("//form//input[@id='\(field)']"))
      #expect(input["value"] == typed)
      #expect(input["type"] == "text")
      #expect(input["aria-invalid"] == "true")
      #expect(reply.page.first("//title")?.text.hasPrefix("1 answer needs a change: ") == true)
      // A day that can be read is told all the same; another than the one that was meant is not.
      #expect(Self.told(reply.page).isEmpty == (field == "date"))
      #expect(!reply.page.has("//main//b"))
    }
  }

  @Test func `a time that clocks leave out is told to be another`() async throws {
    try await withDesk { desk in
      _ = try await desk.guests.database.query(
        "UPDATE availability_schedules SET timezone = 'Europe/Berlin' WHERE user_id = \(desk.owner)")
      let page = try await desk.get(Self.why + "?date=2027-03-28&time=2:30").page
      let said = "On Sunday 28 March clocks go forward and never show 02:30. This is 03:30."
      #expect(page.all("//main//p[@role='status']").map(\.text) == [said])
      #expect(page.first("//h2[@id='answer']")?.text == "03:30 is not free")
      let usual = try await desk.get(Self.why + "?date=2027-03-28&time=3:30").page
      #expect(!usual.has("//main//p[@role='status']"))
    }
  }

  @Test func `a closed day of who counts to twelve ends at midnight`() async throws {
    try await withDesk { desk in
      _ = try await desk.guests.database.query("UPDATE users SET clock = 12 WHERE id = \(desk.owner)")
      _ = try await desk.office.changeDates(DatesForm(first: "2026-12-05"), of: desk.owner, caller: .house)
      let page = try await desk.get(Self.why + "?date=2026-12-05").page
      #expect(Self.told(page) == ["12:00 am – midnight Outside the hours you set for this date"])
    }
  }

  @Test func `somebody else's link is not found`() async throws {
    try await withDesk { desk in
      try await withGuestHouse { other in
        let theirs = try await other.office.links(of: other.owner)
        for id in theirs.map(\.link.id.description) + ["x", "00000000-0000-0000-0000-000000000000"] {
          let reply = try await desk.get("\(Self.why)?link=\(id)")
          #expect(reply.status == 404)
        }
      }
    }
  }
}
