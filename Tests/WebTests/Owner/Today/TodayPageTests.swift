import CivilTime
import HTTP
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// It is Wednesday 2 December, five past four in the afternoon, in Ho Chi Minh City.
@Suite struct TodayPageTests {
  private static func event(
    _ desk: DeskHouse, _ title: String, _ start: String, minutes: Int, change: (inout OwnEvent) -> Void = { _ in }
  ) async throws {
    let start = Instant(start)!
    var event = OwnEvent(
      title: title, time: .timed(TimeRange(from: start, to: start.adding(minutes: minutes))), zone: .utc)
    change(&event)
    _ = try await desk.office.addEvent(event, of: desk.owner, caller: .house)
  }

  private static func anytime(_ link: inout Link) {
    link.hours = .always
    link.notice = 0
    link.increment = 5
  }

  private static func lines(_ page: HTML, _ section: String) -> [String] {
    page.all("//section[@aria-labelledby='\(section)']/*/li").map {
      $0.text.split { $0.isWhitespace }.joined(separator: " ")
    }
  }

  @Test func `what comes next stands large, with whom, when for both, and how to join`() async throws {
    try await withDesk({
      Self.anytime(&$0)
      $0.place = MeetingPlace(.link, "https://meet.example/lan")
    }) { desk in
      _ = try await desk.guests.book(
        start: "2026-12-02T09:30:00Z", changing: ["name": "Chiara <Conti>", "notes": "How do I begin?"])
      let page = try await desk.get("/app").page
      #expect(page.first("//h1")?.text == "Wednesday 2 December")
      #expect(page.has("//p[.='Ho Chi Minh City, 16:05']"))
      let next = "//section[@aria-labelledby='next']"
      #expect(page.first("\(next)//h2")?.text == "Next, in 25 minutes")
      #expect(page.first("\(next)//a[@class='bare']")?.text == "Chiara <Conti>")
      #expect(page.first("\(next)//p[@class='soft']")?.text == "16:30 – 17:00 · Paris, where it is 10:30")
      #expect(page.first("\(next)//a[contains(@class, 'button')]")?["href"] == "https://meet.example/lan")
      #expect(page.first("\(next)//p[@class='quote']")?.text == "“How do I begin?”")
      #expect(page.first("\(next)//span[contains(@class, 'chip')]")?.text == "Intro call")
      #expect(
        page.has("//svg[@aria-label='Your day: Chiara <Conti> 16:30 to 17:00. It is 16:05.']//line[@class='now']"))
    }
  }

  @Test(arguments: [MeetingPlace.Kind.googleMeet, .zoom, .link])
  func `of a call without an address it says that the owner sends it`(kind: MeetingPlace.Kind) async throws {
    try await withDesk({
      Self.anytime(&$0)
      $0.place = MeetingPlace(kind, "")
    }) { desk in
      _ = try await desk.guests.book(start: "2026-12-02T09:30:00Z")
      let next = try #require(try await desk.get("/app").page.first("//section[@aria-labelledby='next']")).text
      #expect(next.contains("Online: you send your guest the address"))
      #expect(!next.contains("address comes by e-mail"))
    }
  }

  @Test func `the rest of today and tomorrow stand in order, series, groups and whole days too`() async throws {
    try await withDesk(Self.anytime) { desk in
      try await desk.guests.add("Yoga", "yoga") {
        Self.anytime(&$0)
        $0.seats = 6
        $0.color = "#a8511d"
      }
      try await Self.event(desk, "Breakfast", "2026-12-02T01:00:00Z", minutes: 30)
      try await Self.event(desk, "Round", "2026-11-04T10:00:00Z", minutes: 60) { $0.rule = "FREQ=WEEKLY;BYDAY=WE" }
      let today = LocalDate("2026-12-02")!
      let saigon = try Zone.named("Asia/Ho_Chi_Minh")
      _ = try await desk.office.addEvent(
        OwnEvent(title: "Fair", time: .days(today.adding(days: 1)...today.adding(days: 1)), zone: saigon),
        of: desk.owner, caller: .house)
      for (key, name) in [("a", "Ada One"), ("b", "Ben Two")] {
        _ = try await desk.guests.book(
          "yoga", start: "2026-12-02T13:00:00Z", key: key, changing: ["name": name, "email": "\(key)@example.org"])
      }
      let page = try await desk.get("/app").page
      #expect(page.first("//section[@aria-labelledby='next']//p[@class='lead']")?.text == "Round")
      #expect(Self.lines(page, "later") == ["20:00 – 20:30 Yoga Group of 6, 2 seats taken Ada OneBen Two"])
      for guest in page.all("//section[@aria-labelledby='later']//ul//a") {
        #expect(try await desk.get(guest["href"] ?? "").page.first("//h1")?.text == guest.text)
      }
      #expect(page.first("//h2[@id='tomorrow']")?.text == "Thursday 3 December")
      #expect(Self.lines(page, "tomorrow") == ["All day Fair"])
      #expect(page.all("//svg//rect[contains(@class, 'busy')]").count == 3)
      #expect(page.first("/html/head/style")?.text.contains("{--own:#a8511d}") == true)
      #expect(!page.has("//*[@style]"))
    }
  }

  @Test func `what goes on just now says until when`() async throws {
    try await withDesk { desk in
      try await Self.event(desk, "Round", "2026-12-02T09:00:00Z", minutes: 60)
      let page = try await desk.get("/app").page
      #expect(page.first("//h2[@id='next']")?.text == "Now, until 17:00")
    }
  }

  @Test func `a booking that waits has its answers, and is marked in the day`() async throws {
    try await withDesk({
      Self.anytime(&$0)
      $0.requiresConfirmation = true
    }) { desk in
      _ = try await desk.guests.book(start: "2026-12-02T12:00:00Z", changing: ["name": "Priya Nair"])
      let page = try await desk.get("/app").page
      let ask = "//section[@aria-labelledby='answers']"
      #expect(page.first("\(ask)//a[contains(@class, 'bare')]")?.text == "Priya Nair asks for Intro call")
      let forms = page.all("\(ask)//form[@method='post']").map { $0["action"] ?? "" }
      #expect(forms.count == 1)
      // Declining is asked once more, with room for a word to the guest.
      let decline = try #require(page.first("\(ask)//a[.='Decline']")?["href"])
      let asked = try await desk.get(decline)
      #expect(asked.status == 200)
      let accepted = try await desk.follow(forms[0])
      #expect(accepted.status == 200)
      let after = try await desk.get("/app").page
      #expect(!after.has("\(ask)//form") && !after.has("//nav//span[@class='num']"))
      #expect(page.first("\(ask)//button")?["aria-label"] == "Accept Priya Nair, Wednesday 2 December")
      #expect(page.first("//nav//span[@class='num']")?.text == "1 waiting")
      #expect(page.has("//span[contains(@class, 'chip')][.='Waits for your answer']"))
    }
  }

  @Test func `of many that wait the first stand here, and a way to all`() async throws {
    try await withDesk({
      Self.anytime(&$0)
      $0.requiresConfirmation = true
    }) { desk in
      for number in 0..<7 {
        _ = try await desk.guests.book(start: "2026-12-04T0\(number):00:00Z", key: "k\(number)")
      }
      let page = try await desk.get("/app").page
      #expect(page.all("//section[@aria-labelledby='answers']//form").count == 5)
      #expect(page.has("//section[@aria-labelledby='answers']//a[@href='/app/bookings?when=pending']"))
    }
  }

  @Test(arguments: [("failed", "A letter could not be sent"), ("bounced", "A letter came back")])
  func `a letter that did not arrive is told of`(status: String, heading: String) async throws {
    try await withDesk { desk in
      _ = try await desk.guests.book()
      let quiet = try await desk.get("/app").page
      #expect(quiet.has("//section[@aria-labelledby='answers']//p[.='Nothing waits for you.']"))
      try await desk.guests.database.query(
        """
        UPDATE email_logs SET status = \(status) WHERE user_id = \(desk.owner)
          AND recipient_email = 'ada@moreau.example'
        """)
      let page = try await desk.get("/app").page
      #expect(page.first("//section[@aria-labelledby='answers']//b")?.text == heading)
      #expect(page.has("//section[@aria-labelledby='answers']//span[contains(., 'did not reach ada@moreau.example')]"))
      #expect(page.first("//a[.='See the booking']")?["href"]?.hasPrefix("/app/bookings/") == true)
    }
  }

  private static let first = "//section[@aria-labelledby='first']"

  private static func beginAgain(_ desk: DeskHouse) async throws {
    for listed in try await desk.office.links(of: desk.owner) {
      _ = try await desk.office.deleteLink(listed.link.id, of: desk.owner, caller: .house)
    }
    try await beginHoursAgain(desk)
  }

  /// As every account has them: Monday to Friday, nine to five.
  private static func beginHoursAgain(_ desk: DeskHouse) async throws {
    let day = DayHours([try Window(LocalTime(hour: 9, minute: 0)!, LocalTime(hour: 17, minute: 0)!)])
    var hours = WeeklyHours()
    for weekday in [Weekday.monday, .tuesday, .wednesday, .thursday, .friday] { hours[weekday] = day }
    try await desk.office.changeHours(hours, in: try .named("Asia/Ho_Chi_Minh"), of: desk.owner, caller: .house)
  }

  @Test func `on the first day it leads to a link and to hours`() async throws {
    try await withDesk { desk in
      try await Self.beginAgain(desk)
      let page = try await desk.get("/app").page
      #expect(page.first("\(Self.first)//h2")?.text == "Two steps, and guests can book you")
      #expect(page.first("\(Self.first)//a[@class='button']")?["href"]?.hasPrefix("/app/links") == true)
      #expect(page.has("\(Self.first)//a[@href='/app/availability']"))
      #expect(!page.has("//section[@aria-labelledby='next']"))
    }
  }

  @Test func `each first step stands until it is done`() async throws {
    try await withDesk { desk in
      #expect(try await !desk.get("/app").page.has(Self.first))
      try await Self.beginHoursAgain(desk)
      let page = try await desk.get("/app").page
      #expect(page.first("\(Self.first)//h2")?.text == "One step is left: your hours")
      #expect(page.all("\(Self.first)//li//a").map { $0["href"] } == ["/app/availability"])
      #expect(try await desk.post(DeskHouse.hours, desk.week([("mon", ["8-9"])])).status == 303)
      #expect(try await !desk.get("/app").page.has(Self.first))
    }
  }

  @Test func `first steps are put away for good`() async throws {
    try await withDesk { desk in
      try await Self.beginAgain(desk)
      let form = try #require(try await desk.get("/app").page.first("\(Self.first)//form[@method='post']"))
      let after = try await desk.follow(form["action"] ?? "", [("do", "away")])
      #expect(after.status == 200 && !after.page.has(Self.first))
      #expect(try await !desk.get("/app").page.has(Self.first))
    }
  }

  @Test func `where nothing is left until tomorrow is over, the next meetings stand under their days`() async throws {
    try await withDesk(Self.anytime) { desk in
      try await desk.guests.add("Yoga", "yoga") {
        Self.anytime(&$0)
        $0.seats = 6
      }
      for (key, link, day) in [("a", "intro-call", 7), ("b", "yoga", 8), ("c", "yoga", 8), ("d", "intro-call", 9)] {
        _ = try await desk.guests.book(
          link, start: "2026-12-0\(day)T02:00:00Z", key: key,
          changing: ["name": "Ada \(key)", "email": "\(key)@example.org"])
      }
      for day in 10...12 { try await desk.booked(at: "2026-12-\(day)T02:00:00Z", key: "\(day)") }
      let page = try await desk.get("/app").page
      #expect(!page.has("//p[.='Nothing more today.']") && !page.has("//section[@aria-labelledby='next']"))
      #expect(
        page.all("//h2[starts-with(@id, 'ahead-')]").map(\.text) == [
          "Next, Monday 7 December", "Tuesday 8 December", "Wednesday 9 December", "Thursday 10 December",
        ])
      #expect(Self.lines(page, "ahead-1") == ["09:00 – 09:30 Ada a Intro call · Paris, 03:00 there"])
      #expect(Self.lines(page, "ahead-2") == ["09:00 – 09:30 Yoga Group of 6, 2 seats taken Ada bAda c"])
      try await Self.event(desk, "Round", "2026-12-03T10:00:00Z", minutes: 60)
      let busy = try await desk.get("/app").page
      #expect(Self.lines(busy, "tomorrow").count == 1)
      // What lies ahead is told of whatever comes before it.
      #expect(busy.all("//h2[starts-with(@id, 'ahead-')]").first?.text == "Monday 7 December")
      #expect(!busy.has("//p[.='Nothing more today.']"))
    }
  }

  @Test func `on a quiet day it says so, in the owner's words and clock`() async throws {
    try await withDesk { desk in
      #expect(try await desk.get("/app").page.has("//p[.='Nothing more today.']"))
      try await desk.guests.database.query(
        "UPDATE users SET locale = 'vi', clock = 12, timezone = 'America/New_York' WHERE id = \(desk.owner)")
      try await desk.guests.database.query("UPDATE owners SET version = version + 1 WHERE user_id = \(desk.owner)")
      desk.guests.clock.advance(by: .milliseconds(200))
      let page = try await desk.get("/app").page
      #expect(page.first("/html")?["lang"] == "vi")
      #expect(page.has("//p[contains(., 'New York, 4:05 SA')]"))
      #expect(page.first("//main//h1")?.text == "Thứ Tư, ngày 2 tháng 12")
    }
  }

  @Test func `nobody sees another's day`() async throws {
    try await withDesk(Self.anytime) { desk in
      try await withGuestHouse(Self.anytime) { other in
        _ = try await other.book(start: "2026-12-02T12:00:00Z", changing: ["name": "Theirs Alone"])
        let page = try await desk.get("/app")
        #expect(!page.text.contains("Theirs Alone"))
      }
    }
  }
}
