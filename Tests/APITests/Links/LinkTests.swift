import CivilTime
import HTTP
import Operations
import Postgres
import Scheduling
import Store
import Testing

@testable import API

@Suite struct `links as resources` {
  @Test func `a link is made of a title alone`() async throws {
    try await inHouse { house in
      let made = try await house.ask("POST /links", ["title": "Tea & talk"])
      #expect(made.status == 201)
      #expect(made["slug"] == "tea-talk")
      #expect(made["duration_minutes"] == 30)
      #expect(made["bookable_from"] == .null)
      let id = try #require(made["id"]?.text)
      #expect(made.header(.location) == "/api/v1/links/\(id)")
      let shown = try await house.ask("GET /links/\(id)")
      #expect(shown.status == 200)
      #expect(shown.json == made.json)
    }
  }

  @Test func `every member is kept and given back`() async throws {
    try await inHouse { house in
      let sent: JSON = [
        "title": "Workshop", "slug": "workshop", "description": "*Bring* paper", "duration_minutes": 90,
        "further_durations": [30, 120], "slot_increment_minutes": 15, "buffer_before_minutes": 5,
        "buffer_after_minutes": 10, "schedule_id": nil,
        "availability_hours": [
          "sun": [], "mon": [["09:00", "12:00"], ["13:00", "24:00"]], "tue": [], "wed": [], "thu": [], "fri": [],
          "sat": [],
        ],
        "min_booking_notice_minutes": 45, "max_booking_days_future": nil, "bookable_from": "2026-12-01",
        "bookable_to": "2026-12-31", "daily_limit": 3, "weekly_limit": 9, "seats": 12, "requires_confirmation": true,
        "color": "#123456", "meeting_type": "in_person", "location": "12 Lê Lợi", "reminders": [1440, 60],
        "redirect_url": "https://example.org/thanks", "is_active": false, "is_listed": false,
        "expires_at": "2027-01-01T00:00:30Z", "single_use": true,
      ]
      let made = try await house.ask("POST /links", sent)
      #expect(made.status == 201, "\(made.json)")
      guard case .object(let members) = sent else { return }
      for member in members { #expect(made[member.name] == member.value, "\(member.name)") }
    }
  }

  @Test func `what is not sent stays as it is`() async throws {
    try await inHouse({
      $0.durations = [45, 15, 30]; $0.dailyLimit = 4; $0.description = "Say hello"
    }) { house in
      let link = try #require(try await house.ask("GET /links").items.first)
      let id = try #require(link["id"]?.text)
      let changed = try await house.ask("PATCH /links/\(id)", ["title": "Hello", "daily_limit": nil])
      #expect(changed.status == 200)
      #expect(changed["title"] == "Hello")
      #expect(changed["daily_limit"] == .null)
      for name in ["slug", "duration_minutes", "further_durations", "description", "max_booking_days_future"] {
        #expect(changed[name] == link[name], "\(name)")
      }
      let shorter = try await house.ask("PATCH /links/\(id)", ["duration_minutes": 20])
      #expect(shorter["duration_minutes"] == 20)
      #expect(shorter["further_durations"] == [15, 30])
      let nothing = try await house.ask("PATCH /links/\(id)", [:] as JSON)
      #expect(nothing.json == shorter.json)
    }
  }

  @Test func `a change is bound to what was read, in whichever coding`() async throws {
    try await inHouse { house in
      let address = "/links/\(try await house.linkID())"
      let tag = try #require(try await house.ask("GET \(address)").header(.etag))
      let changed = try await house.ask("PATCH \(address)", ["title": "Tea"], ["If-Match": tag])
      #expect(changed.status == 200)
      let late = try await house.ask("PATCH \(address)", ["title": "Coffee"], ["If-Match": tag])
      #expect(late.status == 412)
      #expect(late.problem == "changed")
      let now = try await house.ask("GET \(address)")
      #expect(now["title"] == "Tea")
      #expect(now.header(.etag) == changed.header(.etag))
      #expect(now.header(.cacheControl) == "no-store")
      let packed = try #require(now.header(.etag)).replacing(/"$/, with: "-gzip\"")
      #expect(try await house.ask("PATCH \(address)", ["seats": 2], ["If-Match": packed]).status == 200)
      #expect(try await house.ask("PATCH \(address)", ["seats": 3], ["If-Match": "*"]).status == 200)
      #expect(try await house.ask("PATCH \(address)", ["seats": 4]).status == 200)
      for odd in ["nonsense", "\"\"", "W/\(tag)"] {
        #expect(try await house.ask("PATCH \(address)", ["seats": 5], ["If-Match": odd]).status == 412, "\(odd)")
      }
      // What is wrong in itself is wrong whatever it is bound to.
      #expect(try await house.ask("PATCH \(address)", ["seats": 0], ["If-Match": tag]).status == 422)
    }
  }

  @Test func `a deletion is bound to what was read`() async throws {
    try await inHouse { house in
      let address = "/links/\(try await house.linkID())"
      let tag = try #require(try await house.ask("GET \(address)").header(.etag))
      let changed = try await house.ask("PATCH \(address)", ["title": "Tea"])
      let late = try await house.ask("DELETE \(address)", nil, ["If-Match": tag])
      #expect(late.status == 412)
      #expect(late.problem == "changed")
      #expect(try await house.ask("GET \(address)")["title"] == "Tea")
      let now = try #require(changed.header(.etag))
      #expect(try await house.ask("DELETE \(address)", nil, ["If-Match": now]).status == 204)
      #expect(try await house.ask("DELETE \(address)", nil, ["If-Match": now]).status == 404)
    }
  }

  @Test func `dates take the place of days ahead, and the other way round`() async throws {
    try await inHouse { house in
      let id = try await house.linkID()
      let dates = try await house.ask(
        "PATCH /links/\(id)", ["bookable_from": "2026-12-05", "bookable_to": "2026-12-06"])
      #expect(dates["max_booking_days_future"] == .null)
      let later = try await house.ask("PATCH /links/\(id)", ["bookable_to": "2026-12-09"])
      #expect(later["bookable_from"] == "2026-12-05")
      let days = try await house.ask("PATCH /links/\(id)", ["max_booking_days_future": 14])
      #expect(days["max_booking_days_future"] == 14)
      #expect(days["bookable_to"] == .null)
      let both = try await house.ask(
        "PATCH /links/\(id)",
        ["max_booking_days_future": 14, "bookable_from": "2026-12-05", "bookable_to": "2026-12-06"])
      #expect(both.wrong("max_booking_days_future") != nil)
      let half = try await house.ask("PATCH /links/\(id)", ["bookable_from": "2026-12-05"])
      #expect(half.wrong("bookable_to") == "is missing.")
    }
  }

  @Test func `questions keep their ids`() async throws {
    try await inHouse { house in
      let id = try await house.linkID()
      let asked = try await house.ask(
        "PATCH /links/\(id)",
        ["custom_questions": [["label": "Which size?", "kind": "choice", "required": true, "choices": ["A4", "A5"]]]])
      #expect(asked.status == 200, "\(asked.json)")
      let again = try await house.ask("PATCH /links/\(id)", ["custom_questions": asked["custom_questions"]!])
      #expect(again["custom_questions"] == asked["custom_questions"])
    }
  }

  /// What was sent, and where something is wrong with it.
  static let refusals: [(JSON, String)] = [
    (["title": ""], "title"), (["title": .text(String(repeating: "x", count: 201))], "title"),
    (["title": "a\nb"], "title"), (["slug": "дом"], "slug"), (["slug": ""], "slug"),
    (["redirect_url": " "], "redirect_url"), (["duration_minutes": 0], "duration_minutes"),
    (["duration_minutes": 1_441], "duration_minutes"), (["duration_minutes": -5], "duration_minutes"),
    (["further_durations": [0]], "further_durations"), (["slot_increment_minutes": 0], "slot_increment_minutes"),
    (["buffer_before_minutes": 1_441], "buffer_before_minutes"), (["seats": 0], "seats"), (["seats": nil], "seats"),
    (["schedule_id": "nobody's"], "schedule_id"), (["availability_hours": [:]], "availability_hours"),
    (["availability_hours": ["mon": [["12:00", "09:00"]]]], "availability_hours.mon"),
    (["availability_hours": ["mon": [["9", "12"]]]], "availability_hours.mon"),
    (["availability_hours": ["monday": []]], "availability_hours.monday"),
    (["min_booking_notice_minutes": 525_601], "min_booking_notice_minutes"),
    (["max_booking_days_future": 3_661], "max_booking_days_future"), (["daily_limit": 0], "daily_limit"),
    (["bookable_from": "2026-02-30", "bookable_to": "2026-03-01"], "bookable_from"),
    (["bookable_from": "2026-03-02", "bookable_to": "2026-03-01"], "bookable_to"), (["color": "red"], "color"),
    (["meeting_type": "telepathy"], "meeting_type"), (["redirect_url": "javascript:alert(1)"], "redirect_url"),
    (["reminders": [43_201]], "reminders"), (["expires_at": "tomorrow"], "expires_at"),
    (["custom_questions": [["label": ""]]], "custom_questions[0].label"),
    (["custom_questions": [["label": "x", "kind": "riddle"]]], "custom_questions[0].kind"),
    (["custom_questions": [["label": "x", "kind": "choice"]]], "custom_questions[0].choices"),
    (["seats": 99_999_999_999], "seats"), (["seats": .otherNumber(1.5e300)], "seats"),
  ]

  @Test(arguments: refusals)
  func `what is wrong is said by the member's name`(_ sent: JSON, _ name: String) async throws {
    try await inHouse { house in
      let made = try await house.ask("POST /links", JSON(["title": "Tea"]).overlaid(with: sent))
      #expect(made.status == 422)
      #expect(made.wrong(name) != nil, "\(made.json)")
      let before = try await house.ask("GET /links").json
      let changed = try await house.ask("PATCH /links/\(try await house.linkID())", sent)
      #expect(changed.status == 422)
      #expect(changed.wrong(name) != nil, "\(changed.json)")
      #expect(try await house.ask("GET /links").json == before)
    }
  }

  @Test func `an address is the owner's once`() async throws {
    try await inHouse { house in
      let made = try await house.ask("POST /links", ["title": "Tea", "slug": "intro-call"])
      #expect(made.status == 422)
      #expect(made.wrong("slug") == "is the address of another link of yours.")
    }
  }

  @Test func `a copy has an address of its own`() async throws {
    try await inHouse { house in
      let id = try await house.linkID()
      let copy = try await house.ask("POST /links/\(id)/duplicate", nil)
      #expect(copy.status == 201)
      #expect(copy["slug"] == "intro-call-2")
      #expect(copy["is_listed"] == false)
      let named = try await house.ask("POST /links/\(id)/duplicate", ["title": ""])
      #expect(named.wrong("title") == "is unknown here.")
    }
  }

  @Test func `what a program does is noted under its token's name, also when the token is gone`() async throws {
    try await inHouse { house in
      let (address, token) = ("/links/\(try await house.linkID())", try await house.accessToken(["write"]))
      #expect(try await house.ask("PATCH \(address)", ["title": "Tea"], by: token).status == 200)
      #expect(try await house.ask("PATCH \(address)", ["title": "Coffee"]).status == 200)
      try await house.database.query("DELETE FROM access_tokens WHERE user_id = \(house.owner)")
      let lines = try await house.office.activity(of: house.owner, kind: "link", count: 2).lines
      #expect(lines.map(\.token) == [nil, "Backup"])
    }
  }

  @Test func `a link that is deleted is gone`() async throws {
    try await inHouse { house in
      let id = try await house.linkID()
      #expect(try await house.ask("DELETE /links/\(id)").status == 204)
      #expect(try await house.ask("DELETE /links/\(id)").status == 404)
      #expect(try await house.ask("GET /links/\(id)").status == 404)
      #expect(try await house.ask("GET /links").items.isEmpty)
    }
  }

  @Test func `a list comes in pages`() async throws {
    try await inHouse { house in
      for number in 1...6 { _ = try await house.ask("POST /links", ["title": .text("Talk \(number)")]) }
      var titles: [JSON] = []
      var cursor = ""
      var pages = 0
      repeat {
        let page = try await house.ask("GET /links?limit=3\(cursor)")
        #expect(page.status == 200)
        titles += page.items.compactMap { $0["title"] }
        cursor = page["next"]?.text.map { "&cursor=\($0)" } ?? ""
        pages += 1
      } while !cursor.isEmpty && pages < 9
      #expect(pages == 3)
      #expect(titles.compactMap(\.text) == ["Intro call"] + (1...6).map { "Talk \($0)" })
      #expect(try await house.ask("GET /links?q=talk+3").items.count == 1)
      #expect(try await house.ask("GET /links?cursor=nonsense").status == 422)
    }
  }

  @Test(arguments: ["Intro call", "Talk 1", "Talk 2", "Talk 3"])
  func `what is deleted between two pages hides nothing from the second`(_ title: String) async throws {
    try await inHouse { house in
      for number in 1...3 { _ = try await house.ask("POST /links", ["title": .text("Talk \(number)")]) }
      let first = try await house.ask("GET /links?limit=2")
      let next = try #require(first["next"]?.text)
      let gone = try #require(try await house.ask("GET /links").items.first { $0["title"]?.text == title })
      _ = try await house.ask("DELETE /links/\(gone["id"]?.text ?? "")")
      let second = try await house.ask("GET /links?limit=2&cursor=\(next)")
      #expect(second.items.compactMap { $0["title"]?.text } == ["Talk 2", "Talk 3"].filter { $0 != title })
      #expect(second["next"] == .null)
    }
  }

  @Test(arguments: ["AAAAAw", "AgAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAD_"])
  func `what was never a cursor is refused`(_ cursor: String) async throws {
    try await inHouse { house in
      for list in ["links", "availability", "calendars"] {
        let answer = try await house.ask("GET /\(list)?cursor=\(cursor)")
        #expect(answer.wrong("cursor") == "is none of ours.", "\(list)")
      }
    }
  }

  @Test(arguments: ["nonsense", "00000000-0000-0000-0000-000000000000", "%20", "1"])
  func `an id that is none is not found`(_ id: String) async throws {
    try await inHouse { house in
      for line in ["GET", "PATCH", "DELETE"] {
        let answer = try await house.ask("\(line) /links/\(id)", line == "PATCH" ? [:] as JSON : nil)
        #expect(answer.status == 404, "\(line)")
      }
    }
  }
}

extension House {
  /// Of the link she has.
  func linkID() async throws -> String {
    try await ask("GET /links").items.first?["id"]?.text ?? ""
  }
}

extension JSON {
  /// This object with other members in place of its own of the same name.
  func overlaid(with other: JSON) -> JSON {
    guard case .object(let own) = self, case .object(let new) = other else { return self }
    return .object(own.filter { member in !new.contains { $0.name == member.name } } + new)
  }
}
