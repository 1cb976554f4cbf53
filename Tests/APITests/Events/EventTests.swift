import CivilTime
import HTTP
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
      let slots = try await house.ask(
        "GET /public/\(house.username)/intro-call/slots?from=2026-12-03&to=2026-12-03", by: nil)
      let starts = try #require(slots.json.list("days").first).list("slots").map { $0["start"] }
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

  static let refusals: [(JSON, String)] = [
    (["title": ""], "title"), (["title": "a\nb"], "title"),
    (["title": .text(String(repeating: "x", count: 501))], "title"),
    (["end_time": "2026-12-03T08:00:00Z"], "end_time"), (["end_time": "2027-12-31T08:00:00Z"], "end_time"),
    (["start_time": "1200-12-03T08:00:00Z"], "start_time"), (["timezone": "Mars"], "timezone"),
    (["transparency": "glass"], "transparency"), (["first_date": "2026-12-03"], "start_time"),
    (["recurrence_rule": "FREQ=DAILY"], "recurrence_rule"), (["start_time": nil], "start_time"),
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
