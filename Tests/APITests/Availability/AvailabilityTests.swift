import CivilTime
import HTTP
import Testing

@testable import API

@Suite struct `availability as a resource` {
  @Test func `the default schedule is there from the start`() async throws {
    try await inHouse { house in
      let list = try await house.ask("GET /availability")
      #expect(list.items.count == 1)
      #expect(list.items[0]["is_default"] == true)
      #expect(list.items[0]["hours"]?["mon"] == [["14:00", "18:00"]])
      #expect(list.items[0]["hours"]?["sun"] == [])
      #expect(list["next"] == .null)
    }
  }

  @Test func `the default one stands first, and what is deleted between two pages hides nothing`() async throws {
    try await inHouse { house in
      var ids: [String] = []
      for name in ["A", "B", "C"] {
        ids.append(try await house.ask("POST /availability", ["name": .text(name)])["id"]?.text ?? "")
      }
      let first = try await house.ask("GET /availability?limit=2")
      #expect(first.items[0]["is_default"] == true)
      #expect(first.items[1]["name"] == "A")
      #expect(try await house.ask("DELETE /availability/\(ids[0])").status == 204)
      let next = try #require(first["next"]?.text)
      #expect(try await house.ask("GET /availability?cursor=\(next)").items.map { $0["name"] } == ["B", "C"])
    }
  }

  @Test func `a schedule is made whole`() async throws {
    try await inHouse { house in
      let sent: JSON = [
        "name": "Evenings", "timezone": "Europe/Berlin", "hours": ["mon": [["20:00", "24:00"]]],
        "overrides": [
          ["date": "2026-12-24", "hours": []],
          ["date": "2026-12-28", "hours": [["18:00", "19:00"], ["20:00", "21:00"]]],
        ],
      ]
      let made = try await house.ask("POST /availability", sent)
      #expect(made.status == 201, "\(made.json)")
      #expect(made["name"] == "Evenings")
      #expect(made["timezone"] == "Europe/Berlin")
      #expect(made["hours"]?["mon"] == [["20:00", "24:00"]])
      #expect(made["hours"]?["tue"] == [])
      #expect(made["overrides"] == sent["overrides"])
      #expect(made["is_default"] == false)
      let id = try #require(made["id"]?.text)
      #expect(made.header(.location) == "/api/v1/availability/\(id)")
      #expect(try await house.ask("GET /availability/\(id)").json == made.json)
    }
  }

  @Test func `what is not sent stays as it is`() async throws {
    try await inHouse { house in
      let made = try await house.ask(
        "POST /availability", ["name": "Evenings", "overrides": [["date": "2026-12-24", "hours": []]]])
      let id = try #require(made["id"]?.text)
      let renamed = try await house.ask("PATCH /availability/\(id)", ["name": "Late"])
      #expect(renamed["name"] == "Late")
      for name in ["hours", "timezone", "overrides"] { #expect(renamed[name] == made[name], "\(name)") }
      let cleared = try await house.ask("PATCH /availability/\(id)", ["overrides": []])
      #expect(cleared["overrides"] == [])
      let closed = try await house.ask("PATCH /availability/\(id)", ["hours": [:]])
      #expect(closed["hours"]?["mon"] == [])
    }
  }

  @Test func `a change is bound to what was read`() async throws {
    try await inHouse { house in
      let id = try await house.ask("GET /availability").items[0]["id"]?.text ?? ""
      let tag = try #require(try await house.ask("GET /availability/\(id)").header(.etag))
      let changed = try await house.ask("PATCH /availability/\(id)", ["name": "Days"], ["If-Match": tag])
      #expect(changed.status == 200)
      let late = try await house.ask("PATCH /availability/\(id)", ["name": "Nights"], ["If-Match": tag])
      #expect(late.status == 412)
      #expect(late.problem == "changed")
      let now = try await house.ask("GET /availability/\(id)")
      #expect(now["name"] == "Days")
      #expect(now.header(.etag) == changed.header(.etag))
    }
  }

  @Test func `a deletion is bound to what was read`() async throws {
    try await inHouse { house in
      let usual = try await house.ask("GET /availability").items[0]["id"]?.text ?? ""
      let made = try await house.ask("POST /availability", ["name": "Evenings"])
      let address = "/availability/\(made["id"]?.text ?? "")"
      let tag = try #require(try await house.ask("GET \(address)").header(.etag))
      let changed = try await house.ask("PATCH \(address)", ["name": "Nights"])
      let late = try await house.ask("DELETE \(address)", nil, ["If-Match": tag])
      #expect(late.status == 412)
      #expect(late.problem == "changed")
      #expect(try await house.ask("GET \(address)")["name"] == "Nights")
      // What can't be deleted can't be whatever it is bound to.
      #expect(try await house.ask("DELETE /availability/\(usual)", nil, ["If-Match": tag]).status == 409)
      let now = try #require(changed.header(.etag))
      #expect(try await house.ask("DELETE \(address)", nil, ["If-Match": now]).status == 204)
    }
  }

  @Test func `another schedule is made the default`() async throws {
    try await inHouse { house in
      let first = try await house.ask("GET /availability").items[0]["id"]?.text ?? ""
      let made = try await house.ask("POST /availability", ["name": "Evenings", "is_default": true])
      #expect(made["is_default"] == true)
      #expect(try await house.ask("GET /availability/\(first)")["is_default"] == false)
      let stays = try await house.ask("PATCH /availability/\(made["id"]?.text ?? "")", ["is_default": false])
      #expect(stays.wrong("is_default") != nil)
    }
  }

  @Test func `what a guest is offered follows`() async throws {
    try await inHouse { house in
      let id = try await house.ask("GET /availability").items[0]["id"]?.text ?? ""
      let changed = try await house.ask(
        "PATCH /availability/\(id)", ["overrides": [["date": "2026-12-03", "hours": [["15:00", "16:00"]]]]])
      #expect(changed.status == 200)
      let slots = try await house.ask(
        "GET /public/\(house.username)/intro-call/slots?from=2026-12-03&to=2026-12-03", by: nil)
      let times = try #require(slots.json.list("days").first).list("slots")
      #expect(times.map { $0["start"] } == ["2026-12-03T08:00:00Z", "2026-12-03T08:30:00Z"])
    }
  }

  static let refusals: [(JSON, String)] = [
    (["name": ""], "name"), (["name": nil], "name"), (["timezone": "Mars"], "timezone"),
    (["hours": ["mon": [["12:00", "09:00"]]]], "hours.mon[0]"), (["hours": ["mon": ["09:00"]]], "hours.mon"),
    (["hours": ["mon": [["09:00:30", "10:00"]]]], "hours.mon"), (["hours": ["day": []]], "hours.day"),
    (["overrides": [["date": "2026-12-24"]]], "overrides[0].hours"),
    (["overrides": [["date": "2026-11-24", "hours": []]]], "overrides"),
    (["overrides": [["date": "2026-02-30", "hours": []]]], "overrides"), (["overrides": 3], "overrides"),
    (["name": "working hours"], "name"), (["zone": "Europe/Berlin"], "zone"),
  ]

  @Test(arguments: refusals)
  func `what is wrong is said by the member's name`(_ changes: JSON, _ name: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("POST /availability", JSON(["name": "Evenings"]).overlaid(with: changes))
      #expect(answer.status == 422)
      #expect(answer.wrong(name) != nil, "\(answer.json)")
      #expect(try await house.ask("GET /availability").items.count == 1)
    }
  }

  @Test func `a schedule goes unless it is needed`() async throws {
    try await inHouse { house in
      let usual = try await house.ask("GET /availability").items[0]["id"]?.text ?? ""
      let made = try await house.ask("POST /availability", ["name": "Evenings"])["id"]!
      #expect(try await house.ask("DELETE /availability/\(usual)").status == 409)
      let link = try await house.linkID()
      #expect(try await house.ask("PATCH /links/\(link)", ["schedule_id": made])["schedule_id"] == made)
      #expect(try await house.ask("DELETE /availability/\(made.text ?? "")").status == 409)
      _ = try await house.ask("PATCH /links/\(link)", ["schedule_id": nil])
      #expect(try await house.ask("DELETE /availability/\(made.text ?? "")").status == 204)
      #expect(try await house.ask("DELETE /availability/\(made.text ?? "")").status == 404)
    }
  }
}
