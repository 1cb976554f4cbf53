import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import Testing

@testable import API

@Suite struct `what guests' programs see` {
  private func form(_ start: String = House.start, _ changes: JSON = [:]) -> JSON {
    JSON([
      "slot_start": start, "guest_name": "Ada Moreau", "guest_email": "ada@moreau.example",
      "guest_timezone": "Europe/Paris",
    ]).overlaid(with: changes)
  }

  @Test func `a link is shown as a guest may see it`() async throws {
    try await inHouse({ $0.bufferAfter = 15 }) { house in
      let link = try await house.ask("GET /public/\(house.username)/intro-call", by: nil)
      #expect(link.status == 200)
      #expect(link["title"] == "Intro call")
      #expect(link["name"] == "Lan Nguyen")
      #expect(link["closed"] == .null)
      #expect(link["url"] == .text("https://calento.example/\(house.username)/intro-call"))
      for secret in ["buffer_after_minutes", "email", "bookings_count", "id", "daily_limit"] {
        #expect(link[secret] == nil)
      }
    }
  }

  @Test func `a name that the owner had before is as good as theirs`() async throws {
    try await inHouse { house in
      let new = "new-\(house.username)"
      let conflict = try await house.office.renameOwner(house.owner, to: new, caller: .house)
      #expect(conflict == nil)
      let path = "/public/\(house.username)/intro-call"
      #expect(try await house.ask("GET \(path)", by: nil)["username"] == .text(new))
      #expect(try await house.ask("GET \(path)/slots", by: nil).status == 200)
      #expect(try await house.ask("POST \(path)/bookings", form(), by: nil).status == 201)
      #expect(try await house.ask("GET /public/nobody/intro-call", by: nil).status == 404)
    }
  }

  @Test(arguments: [
    (MeetingPlace(.zoom, "https://zoom.example/j/1"), false), (.init(.phone, "+84 28 1234"), false),
    (.init(.inPerson, "12 Nguyen Hue"), true),
  ])
  func `a call's address and number come with a booking that is agreed upon`(
    place: MeetingPlace, isOpen: Bool
  ) async throws {
    try await inHouse({
      $0.place = place
      $0.requiresConfirmation = true
    }) { house in
      let path = "/public/\(house.username)/intro-call"
      let told: JSON = .text(isOpen ? place.details : "")
      #expect(try await house.ask("GET \(path)", by: nil)["location"] == told)
      let booked = try await house.ask("POST \(path)/bookings", form(), by: nil)
      #expect(booked["status"] == "pending" && booked["location"] == told)
    }
  }

  @Test func `free times are grouped by the dates of the zone`() async throws {
    try await inHouse { house in
      let slots = try await house.ask(
        "GET /public/\(house.username)/intro-call/slots?from=2026-12-03&to=2026-12-04&tz=Europe/Paris", by: nil)
      #expect(slots.status == 200)
      #expect(slots["timezone"] == "Europe/Paris")
      let days = slots.json.list("days")
      #expect(days.map { $0["date"] } == ["2026-12-03", "2026-12-04"])
      let times = try #require(days.first).list("slots")
      #expect(times.count == 8)
      #expect(times[0] == ["start": "2026-12-03T07:00:00Z", "seats_left": 1])
    }
  }

  @Test func `whoever has the times already is told so`() async throws {
    try await inHouse { house in
      let path = "/public/\(house.username)/intro-call/slots?from=2026-12-03&to=2026-12-03"
      let first = try await house.ask("GET \(path)", by: nil)
      let tag = try #require(first.header(.etag))
      #expect(first.header(.cacheControl) == "no-cache")
      #expect(try await house.ask("GET \(path)", by: nil).header(.etag) == tag)
      _ = try await house.ask("POST /public/\(house.username)/intro-call/bookings", form(), by: nil)
      #expect(try await house.ask("GET \(path)", by: nil).header(.etag) != tag)
    }
  }

  @Test(arguments: [
    ("from=2026-12-03&to=2026-12-02", "to"), ("from=2026-12-03&to=2027-02-03", "to"), ("from=x", "from"),
    ("tz=Mars", "tz"), ("tz=../../etc/passwd", "tz"), ("duration=31", "duration"), ("duration=0", "duration"),
    ("day=2026-12-03", "day"),
  ])
  func `dates, zone and length are good ones`(_ query: String, _ name: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /public/\(house.username)/intro-call/slots?\(query)", by: nil)
      #expect(answer.status == 422)
      #expect(answer.wrong(name) != nil, "\(answer.json)")
    }
  }

  @Test(arguments: [
    "from=0001-01-01&to=0001-02-01", "from=9999-12-01&to=9999-12-31", "to=0001-01-01", "from=9999-12-31",
  ])
  func `the ends of the calendar have no free times`(_ query: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /public/\(house.username)/intro-call/slots?\(query)", by: nil)
      #expect(answer.status == 200)
      #expect(answer["days"] == [])
    }
  }

  @Test func `a time is booked`() async throws {
    try await inHouse { house in
      let booked = try await house.ask("POST /public/\(house.username)/intro-call/bookings", form(), by: nil)
      #expect(booked.status == 201, "\(booked.json)")
      #expect(booked["status"] == "confirmed")
      #expect(booked["slot_end"] == "2026-12-03T08:30:00Z")
      #expect(booked["guest_name"] == "Ada Moreau")
      #expect(booked["url"]?.text == booked.header(.location))
      #expect(booked.header(.location)?.hasPrefix("https://calento.example/bookings/") == true)
    }
  }

  @Test func `the same key is the same booking`() async throws {
    try await inHouse { house in
      let path = "POST /public/\(house.username)/intro-call/bookings"
      let key = ["Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"]
      let first = try await house.ask(path, form(), by: nil, key)
      let second = try await house.ask(path, form(), by: nil, key)
      #expect(second.status == 201)
      #expect(second.json == first.json)
    }
  }

  @Test(
    arguments: [
      ["guest_email": "bo@example.org"], ["guest_name": "Bo"], ["slot_start": "2026-12-03T09:00:00Z"],
      ["duration_minutes": 60], ["guest_phone": "+33 1 23 45 67 89"], ["guest_notes": "Hello"],
      ["further_guests": ["bo@example.org"]], ["custom_answers": [["id": "why", "values": ["Tea"]]]],
    ] as [JSON])
  func `a key that comes with another form is refused`(_ change: JSON) async throws {
    let question = Question(id: "why", label: "Why?", kind: .text)
    try await inHouse({ ($0.durations, $0.questions) = ([30, 60], [question]) }) { house in
      let path = "POST /public/\(house.username)/intro-call/bookings"
      let key = ["Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"]
      let first = try await house.ask(path, form(), by: nil, key)
      let another = try await house.ask(path, form().overlaid(with: change), by: nil, key)
      #expect(another.status == 422, "\(another.json)")
      #expect(another.problem == "key-reused")
      #expect(try await house.ask(path, form(), by: nil, key).json == first.json)
    }
  }

  @Test func `a time that has gone comes with those close by`() async throws {
    try await inHouse { house in
      let path = "POST /public/\(house.username)/intro-call/bookings"
      _ = try await house.ask(path, form(), by: nil)
      let late = try await house.ask(path, form(House.start, ["guest_email": "bo@example.org"]), by: nil)
      #expect(late.status == 409)
      #expect(late.problem == "taken")
      #expect(late["reason"] == "taken")
      #expect(late.json.list("free").count == 6)
      let soon = try await house.ask(path, form("2026-12-02T09:30:00Z"), by: nil)
      #expect(soon["reason"] == "too_soon")
      let night = try await house.ask(path, form("2026-12-03T20:00:00Z"), by: nil)
      #expect(night["reason"] == "not_offered")
    }
  }

  static let refusals: [(JSON, String)] = [
    (["guest_name": ""], "guest_name"), (["guest_email": "nobody"], "guest_email"),
    (["guest_timezone": "Mars"], "guest_timezone"), (["slot_start": "soon"], "slot_start"),
    (["duration_minutes": 31], "duration_minutes"), (["duration_minutes": 99_999_999_999], "duration_minutes"),
    (["further_guests": ["x"]], "further_guests"), (["custom_answers": [["id": 3]]], "custom_answers[0].id"),
    (["nonsense": 1], "nonsense"), (["guest_notes": "a\u{0}b"], "guest_notes"),
  ]

  @Test(arguments: refusals)
  func `a form that is not good is refused by name`(_ changes: JSON, _ name: String) async throws {
    try await inHouse { house in
      let path = "POST /public/\(house.username)/intro-call/bookings"
      let answer = try await house.ask(path, form(House.start, changes), by: nil)
      #expect(answer.status == 422)
      #expect(answer.wrong(name) != nil, "\(answer.json)")
    }
  }

  @Test func `a link that is switched off is gone`() async throws {
    try await inHouse({ $0.isActive = false }) { house in
      let path = "/public/\(house.username)/intro-call"
      #expect(try await house.ask("GET \(path)", by: nil)["closed"] == "switched_off")
      let slots = try await house.ask("GET \(path)/slots", by: nil)
      #expect(slots.status == 410)
      #expect(slots["closed"] == "switched_off")
      #expect(try await house.ask("POST \(path)/bookings", form(), by: nil).status == 410)
    }
  }

  @Test(arguments: ["nobody/intro-call", "LAN/none", "%F0%9F%92%A9/x", "-/-"])
  func `nobody's link is not found`(_ address: String) async throws {
    try await inHouse { house in
      for line in ["GET /public/\(address)", "GET /public/\(address)/slots"] {
        let answer = try await house.ask(line, by: nil)
        #expect(answer.status == 404)
      }
      let booked = try await house.ask("POST /public/\(address)/bookings", form(), by: nil)
      #expect(booked.status == 404)
    }
  }
}
