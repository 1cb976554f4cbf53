import CivilTime
import HTTP
import Scheduling
import Store
import TestSupport
import Testing

@testable import API

@Suite struct `bookings as resources` {
  @Test func `a list has what is asked for`() async throws {
    try await inHouse { house in
      let first = try await house.booked("2026-12-03T08:00:00Z")
      let second = try await house.booked("2026-12-04T08:00:00Z", ["guest_name": "Bo Berg"])
      let list = try await house.ask("GET /bookings")
      #expect(list.items.map { $0["id"] } == [first["id"], second["id"]])
      #expect(try await house.ask("GET /bookings?q=berg").items.map { $0["id"] } == [second["id"]])
      #expect(try await house.ask("GET /bookings?when=past").items.isEmpty)
      #expect(try await house.ask("GET /bookings?from=2026-12-04T00:00:00Z").items.count == 1)
      #expect(try await house.ask("GET /bookings?link=\(try await house.linkID())").items.count == 2)
      let page = try await house.ask("GET /bookings?limit=1")
      #expect(page.items.count == 1)
      let next = try #require(page["next"]?.text)
      let last = try await house.ask("GET /bookings?limit=1&cursor=\(next)")
      #expect(last.items.map { $0["id"] } == [second["id"]])
      #expect(last["next"] == .null)
    }
  }

  @Test(arguments: [
    "when=someday", "link=x", "cursor=x", "from=x", "from=2026-12-04T00:00:00Z&to=2026-12-03T00:00:00Z",
  ])
  func `a question that can't be read is refused`(_ query: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /bookings?\(query)")
      #expect(answer.status == 422)
    }
  }

  @Test func `a start behind all time is what is named, where no end was sent`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /bookings?from=9999-12-31T12:00:00Z")
      #expect(answer.wrong("from") == "must lie before 9999-12-31T00:00:00Z.")
      #expect(answer.wrong("to") == nil)
    }
  }

  @Test func `an owner books for a guest`() async throws {
    try await inHouse { house in
      let sent = House.guest("2026-12-03T08:00:00Z").overlaid(with: ["booking_link_id": .text(try await house.linkID())]
      )
      let made = try await house.ask("POST /bookings", sent)
      #expect(made.status == 201, "\(made.json)")
      #expect(made["status"] == "confirmed")
      #expect(made["url"] == nil)
      let shown = try await house.ask("GET /bookings/\(made["id"]?.text ?? "")")
      #expect(shown["can"] == ["cancel", "reschedule"])
      #expect(shown.json.list("emails").count == 2)
      #expect(shown.json.list("changes").count == 1)
      let again = try await house.ask("POST /bookings", sent)
      #expect(again.status == 409)
      #expect(again["reason"] == "booked")
      #expect(again["detail"] == "Another booking stands at this time, or too close to it.")
      let evening = sent.overlaid(with: ["slot_start": "2026-12-03T20:00:00Z"])
      let refused = try await house.ask("POST /bookings", evening)
      #expect(refused["reason"] == "outside_hours")
      #expect(refused["detail"] == "This start lies outside of the link's hours.")
      let anyway = try await house.ask("POST /bookings", evening.overlaid(with: ["anyway": true]))
      #expect(anyway.status == 201)
    }
  }

  @Test func `a booking is moved, called off and counted`() async throws {
    try await inHouse { house in
      let id = try await house.booked()["id"]?.text ?? ""
      let moved = try await house.ask("POST /bookings/\(id)/reschedule", ["slot_start": "2026-12-03T09:00:00Z"])
      #expect(moved.status == 200, "\(moved.json)")
      #expect(moved["slot_start"] == "2026-12-03T09:00:00Z")
      #expect(moved["rescheduled_from"] == "2026-12-03T08:00:00Z")
      let closed = try await house.ask("POST /bookings/\(id)/reschedule", ["slot_start": "2026-12-03T21:00:00Z"])
      #expect(closed.status == 409)
      let early = try await house.ask("POST /bookings/\(id)/no-show", nil)
      #expect(early.status == 409)
      let cancelled = try await house.ask("POST /bookings/\(id)/cancel", ["reason": "I am ill"])
      #expect(cancelled["status"] == "cancelled")
      #expect(cancelled["cancellation_reason"] == "I am ill")
      #expect(try await house.ask("GET /bookings?when=cancelled").items.count == 1)
      #expect(try await house.ask("POST /bookings/\(id)/confirm", nil).status == 409)
    }
  }

  @Test func `a booking is moved by the rules of its link after that was deleted`() async throws {
    try await inHouse { house in
      let id = try await house.booked()["id"]?.text ?? ""
      #expect(try await house.ask("DELETE /links/\(try await house.linkID())").status == 204)
      #expect(try await house.ask("GET /bookings/\(id)")["can"] == ["cancel", "reschedule"])
      let late = try await house.ask("POST /bookings/\(id)/reschedule", ["slot_start": "2026-12-03T21:00:00Z"])
      #expect(late["reason"] == "outside_hours")
      let moved = try await house.ask("POST /bookings/\(id)/reschedule", ["slot_start": "2026-12-03T09:00:00Z"])
      #expect(moved.status == 200)
    }
  }

  @Test func `a booking that waits is answered`() async throws {
    try await inHouse({ $0.requiresConfirmation = true }) { house in
      let (first, second) = (try await house.booked(), try await house.booked("2026-12-04T08:00:00Z"))
      #expect(first["status"] == "pending")
      let yes = try await house.ask("POST /bookings/\(first["id"]?.text ?? "")/confirm", ["note": "See you"])
      #expect(yes["status"] == "confirmed")
      let no = try await house.ask("POST /bookings/\(second["id"]?.text ?? "")/decline", ["reason": "Full"])
      #expect(no["status"] == "declined")
      let long: JSON = .text(String(repeating: "x", count: 2_001))
      let third = try await house.booked("2026-12-04T09:00:00Z")["id"]?.text ?? ""
      let refused = try await house.ask("POST /bookings/\(third)/decline", ["reason": long])
      #expect(refused.wrong("reason") == "must have at most 2000 characters.")
    }
  }

  @Test func `what is done to a booking is bound to what was read of it`() async throws {
    try await inHouse({ $0.requiresConfirmation = true }) { house in
      let id = try await house.booked()["id"]?.text ?? ""
      let tag = try #require(try await house.ask("GET /bookings/\(id)").header(.etag))
      let moved = try await house.ask("POST /bookings/\(id)/reschedule", ["slot_start": "2026-12-03T09:00:00Z"])
      #expect(moved.status == 200)
      for verb in ["confirm", "decline", "cancel", "no-show"] {
        let late = try await house.ask("POST /bookings/\(id)/\(verb)", nil, ["If-Match": tag])
        // It is confirmed by being moved: so it is already.
        #expect(late.status == (verb == "confirm" ? 200 : 412), "\(verb)")
        #expect(verb == "confirm" || late.problem == "changed")
      }
      let elsewhere: JSON = ["slot_start": "2026-12-03T10:00:00Z"]
      #expect(try await house.ask("POST /bookings/\(id)/reschedule", elsewhere, ["If-Match": tag]).status == 412)
      let now = try #require(try await house.ask("GET /bookings/\(id)").header(.etag))
      #expect(try await house.ask("POST /bookings/\(id)/reschedule", elsewhere, ["If-Match": now]).status == 200)
      #expect(try await house.ask("POST /bookings/\(id)/cancel", nil, ["If-Match": "*"]).status == 200)
    }
  }

  @Test func `who did not come is noted, and who did after all`() async throws {
    try await inHouse { house in
      let id = try await house.booked()["id"]?.text ?? ""
      // Ten past eight the next morning.
      house.clock.advance(by: .seconds(23 * 3_600 + 300))
      let noted = try await house.ask("POST /bookings/\(id)/no-show", nil)
      #expect(noted["status"] == "no_show")
      let undone = try await house.ask("DELETE /bookings/\(id)/no-show")
      #expect(undone["status"] == "confirmed")
    }
  }

  @Test(arguments: [
    "GET /bookings/ID", "POST /bookings/ID/confirm", "POST /bookings/ID/decline", "POST /bookings/ID/cancel",
    "POST /bookings/ID/no-show", "DELETE /bookings/ID/no-show", "POST /bookings/ID/reschedule",
  ])
  func `another's booking is not found`(_ line: String) async throws {
    try await inHouse { house in
      let id = try await house.booked()["id"]?.text ?? ""
      let other = try await house.neighbour()
      let body: JSON? = line.hasSuffix("reschedule") ? ["slot_start": "2026-12-03T09:00:00Z"] : nil
      let answer = try await other.ask(line.replacing("ID", with: id), body)
      #expect(answer.status == 404)
      #expect(try await house.ask("GET /bookings/\(id)")["status"] == "confirmed")
    }
  }
}

extension House {
  static func guest(_ start: String = House.start) -> JSON {
    JSON([
      "slot_start": start, "guest_name": "Ada Moreau", "guest_email": "ada@moreau.example",
      "guest_timezone": "Europe/Paris",
    ])
  }

  /// What a guest was answered who booked.
  func booked(_ start: String = House.start, _ changes: JSON = [:]) async throws -> JSON {
    let sent = House.guest(start).overlaid(with: changes)
    let answer = try await ask("POST /public/\(username)/intro-call/bookings", sent, by: nil)
    guard answer.status == 201 else { throw Unexpected(what: "\(answer.json)") }
    return answer.json
  }
}
