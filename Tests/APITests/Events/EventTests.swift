import CivilTime
import HTTP
import Postgres
import Scheduling
import Store
import Testing

@testable import API

@Suite struct `events, calendars and e-mails as resources` {
  private let dentist: JSON = [
    "title": "Dentist", "start_time": "2026-12-03T08:00:00Z", "end_time": "2026-12-03T09:00:00Z",
  ]

  @Test func `an event is written down and takes its time`() async throws {
    try await inHouse { house in
      let made = try await house.ask("POST /events", dentist)
      #expect(made.status == 201, "\(made.json)")
      #expect(made["timezone"] == "Asia/Ho_Chi_Minh")
      #expect(made["origin"] == "own")
      #expect(try await house.ask("GET /events/\(made["id"]?.text ?? "")").json == made.json)
      #expect(try await house.ask("GET /events").items == [made.json])
      let starts = try await house.starts(on: "2026-12-03")
      #expect(!starts.contains("2026-12-03T08:30:00Z"))
    }
  }

  @Test func `whole days have a first and a last date`() async throws {
    try await inHouse { house in
      let made = try await house.ask(
        "POST /events", ["title": "Away", "first_date": "2026-12-24", "last_date": "2026-12-26"])
      #expect(made["is_all_day"] == true)
      #expect(made["first_date"] == "2026-12-24")
      #expect(made["last_date"] == "2026-12-26")
    }
  }

  @Test func `a list has what takes place in the range, page by page`() async throws {
    try await inHouse { house in
      for hour in 10...14 {
        let made = try await house.ask(
          "POST /events",
          [
            "title": .text("Talk \(hour)"), "start_time": .text("2026-12-05T\(hour):00:00Z"),
            "end_time": .text("2026-12-05T\(hour):30:00Z"),
          ])
        #expect(made.status == 201)
      }
      let path = "/events?from=2026-12-05T10:30:00Z&to=2026-12-05T14:00:00Z&limit=2"
      let first = try await house.ask("GET \(path)")
      #expect(first.items.map { $0["title"] } == ["Talk 11", "Talk 12"])
      let next = try #require(first["next"]?.text)
      let second = try await house.ask("GET \(path)&cursor=\(next)")
      #expect(second.items.map { $0["title"] } == ["Talk 13"])
      #expect(second["next"] == .null)
    }
  }

  @Test func `a series takes its time each time, and is listed once`() async throws {
    try await inHouse { house in
      let weekly = dentist.overlaid(with: [
        "recurrence_rule": "freq=weekly;byday=th;count=3", "location": "Hàng Bông 12", "description": "Bring\ncards",
      ])
      let made = try await house.ask("POST /events", weekly)
      #expect(made.status == 201, "\(made.json)")
      #expect(made["recurrence_rule"] == "FREQ=WEEKLY;COUNT=3;BYDAY=TH")
      #expect(made["location"] == "Hàng Bông 12" && made["description"] == "Bring\ncards")
      for (date, isFree) in [("2026-12-10", false), ("2026-12-17", false), ("2026-12-24", true)] {
        let starts = try await house.starts(on: date)
        #expect(starts.contains(.text("\(date)T08:30:00Z")) == isFree, "\(date)")
      }
      let later = try await house.ask("GET /events?from=2026-12-11T00:00:00Z&to=2026-12-31T00:00:00Z")
      #expect(later.items.map { $0["id"] } == [made["id"]])
      let over = try await house.ask("GET /events?from=2026-12-18T00:00:00Z&to=2026-12-31T00:00:00Z")
      #expect(over.items.isEmpty)
    }
  }

  @Test func `what is sent of an event changes, and nothing else of it`() async throws {
    try await inHouse { house in
      let made = try await house.ask(
        "POST /events", dentist.overlaid(with: ["location": "Here", "recurrence_rule": "FREQ=DAILY"]))
      let path = "/events/\(made["id"]?.text ?? "")"
      let renamed = try await house.ask("PATCH \(path)", ["title": "Surgeon"])
      #expect(renamed.status == 200, "\(renamed.json)")
      #expect(renamed["title"] == "Surgeon")
      for name in ["id", "start_time", "end_time", "timezone", "location", "recurrence_rule", "transparency"] {
        #expect(renamed[name] == made[name], "\(name)")
      }
      let once = try await house.ask(
        "PATCH \(path)", ["recurrence_rule": nil, "end_time": "2026-12-03T08:30:00Z", "location": ""])
      #expect(once["recurrence_rule"] == .null && once["location"] == "" && once["title"] == "Surgeon")
      #expect(once["start_time"] == "2026-12-03T08:00:00Z" && once["end_time"] == "2026-12-03T08:30:00Z")
      let thursday = try await house.starts(on: "2026-12-03")
      #expect(!thursday.contains("2026-12-03T08:00:00Z") && thursday.contains("2026-12-03T08:30:00Z"))
      let friday = try await house.starts(on: "2026-12-04")
      #expect(friday.contains("2026-12-04T08:00:00Z"))
      let days = try await house.ask("PATCH \(path)", ["first_date": "2026-12-04", "last_date": "2026-12-05"])
      #expect(days["is_all_day"] == true && days["first_date"] == "2026-12-04" && days["last_date"] == "2026-12-05")
      let shorter = try await house.ask("PATCH \(path)", ["last_date": "2026-12-04"])
      #expect(shorter["first_date"] == "2026-12-04" && shorter["last_date"] == "2026-12-04")
      #expect(try await house.starts(on: "2026-12-04").isEmpty)
      #expect(try await house.ask("GET \(path)").json == shorter.json)
    }
  }

  @Test(
    arguments: [
      (["title": ""], "title"), (["title": nil], "title"), (["start_time": "2026-12-03T09:00:00Z"], "end_time"),
      (["first_date": "2026-12-03", "end_time": "2026-12-03T09:00:00Z"], "end_time"),
      (["last_date": "2026-12-03"], "first_date"),
      (["recurrence_rule": "x"], "recurrence_rule"), (["origin": "booking"], "origin"),
      (["calendar_id": "x"], "calendar_id"),
    ] as [(JSON, String)])
  func `a change that is not good changes nothing`(_ change: JSON, _ name: String) async throws {
    try await inHouse { house in
      let made = try await house.ask("POST /events", dentist)
      let path = "/events/\(made["id"]?.text ?? "")"
      let answer = try await house.ask("PATCH \(path)", change)
      #expect(answer.status == 422)
      #expect(answer.wrong(name) != nil, "\(answer.json)")
      #expect(try await house.ask("GET \(path)").json == made.json)
    }
  }

  @Test func `a booking's event is not changed, and one that is none is not found`() async throws {
    try await inHouse { house in
      _ = try await house.booked()
      let event = try #require(try await house.ask("GET /events").items.first)
      #expect(try await house.ask("PATCH /events/\(event["id"]?.text ?? "")", ["title": "Mine"]).status == 409)
      #expect(try await house.ask("GET /events").items == [event])
      #expect(
        try await house.ask("PATCH /events/0199a000-0000-7000-8000-00000000abc1", ["title": "Mine"]).status == 404)
    }
  }

  static let refusals: [(JSON, String)] = [
    (["title": ""], "title"), (["title": "a\nb"], "title"),
    (["title": .text(String(repeating: "x", count: 501))], "title"),
    (["end_time": "2026-12-03T08:00:00Z"], "end_time"), (["end_time": "2027-12-31T08:00:00Z"], "end_time"),
    (["start_time": "1200-12-03T08:00:00Z"], "start_time"), (["timezone": "Mars"], "timezone"),
    (["transparency": "glass"], "transparency"), (["first_date": "2026-12-03"], "start_time"),
    (["recurrence_rule": "FREQ=OFTEN"], "recurrence_rule"), (["recurrence_rule": ""], "recurrence_rule"),
    (["recurrence_rule": "FREQ=SECONDLY"], "recurrence_rule"),
    (["recurrence_rule": "FREQ=DAILY;COUNT=20001"], "recurrence_rule"),
    (
      ["recurrence_rule": .text("FREQ=DAILY;BYMONTHDAY=" + String(repeating: "1,", count: 500) + "1")],
      "recurrence_rule"
    ),
    (["recurrence_rule": 7], "recurrence_rule"), (["description": "a\u{7}"], "description"),
    (["location": .text(String(repeating: "x", count: 1_001))], "location"), (["start_time": nil], "start_time"),
    (["end_time": "9999-12-31T23:59:59Z"], "end_time"),
  ]

  @Test(arguments: refusals)
  func `what is wrong is said by the member's name`(_ changes: JSON, _ name: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("POST /events", dentist.overlaid(with: changes))
      #expect(answer.status == 422)
      #expect(answer.wrong(name) != nil, "\(answer.json)")
      #expect(try await house.ask("GET /events").items.isEmpty)
    }
  }

  @Test(arguments: [
    "from=x", "to=2026-12-01T00:00:00Z", "from=2026-01-01T00:00:00Z&to=2027-12-31T00:00:00Z", "cursor=x", "limit=0",
  ])
  func `a range is bounded`(_ query: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /events?\(query)")
      #expect(answer.status == 422)
    }
  }

  @Test(arguments: ["from=0001-01-01T00:00:00Z", "from=9999-12-31T00:00:00Z"])
  func `the ends of the calendar are empty`(_ query: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /events?\(query)")
      #expect(answer.status == 200)
      #expect(answer.items.isEmpty)
    }
  }

  @Test func `an event of one's own is deleted, a booking's is not`() async throws {
    try await inHouse { house in
      let id = try await house.ask("POST /events", dentist)["id"]?.text ?? ""
      #expect(try await house.ask("DELETE /events/\(id)").status == 204)
      #expect(try await house.ask("DELETE /events/\(id)").status == 404)
      _ = try await house.booked()
      let event = try #require(try await house.ask("GET /events").items.first)
      #expect(event["origin"] == "booking")
      #expect(try await house.ask("DELETE /events/\(event["id"]?.text ?? "")").status == 409)
    }
  }

  @Test func `calendars are listed`() async throws {
    try await inHouse { house in
      let list = try await house.ask("GET /calendars")
      #expect(list.items.count == 1)
      #expect(list.items[0]["is_primary"] == true)
      try await house.run(
        """
        INSERT INTO calendars (user_id, id, name, timezone)
        SELECT \(house.owner), gen_random_uuid(), name, 'UTC' FROM unnest(ARRAY ['Choir', 'Allotment']) name
        """)
      let first = try await house.ask("GET /calendars?limit=2")
      #expect(first.items == list.items + [try await house.ask("GET /calendars").items[1]])
      #expect(first.items[1]["name"] == "Allotment")
      let next = try #require(first["next"]?.text)
      #expect(try await house.ask("GET /calendars?cursor=\(next)").items.map { $0["name"] } == ["Choir"])
    }
  }

  @Test func `e-mails are listed with their state, the newest first`() async throws {
    try await inHouse { house in
      _ = try await house.booked()
      let list = try await house.ask("GET /emails")
      #expect(list.items.count == 2)
      #expect(list.items.allSatisfy { $0["status"] == "queued" })
      let first = try await house.ask("GET /emails?limit=1")
      let next = try #require(first["next"]?.text)
      #expect(first.items + (try await house.ask("GET /emails?limit=1&cursor=\(next)").items) == list.items)
      let one = try await house.ask("GET /emails/\(list.items[0]["id"]?.text ?? "")")
      #expect(one.json == list.items[0])
      let other = try await house.neighbour()
      #expect(try await other.ask("GET /emails").items.isEmpty)
      #expect(try await other.ask("GET /emails/\(list.items[0]["id"]?.text ?? "")").status == 404)
    }
  }
}

extension House {
  /// What guests can have on that date.
  fileprivate func starts(on date: String) async throws -> [JSON] {
    let slots = try await ask("GET /public/\(username)/intro-call/slots?from=\(date)&to=\(date)", by: nil)
    return (slots.json.list("days").first?.list("slots") ?? []).compactMap { $0["start"] }
  }
}
