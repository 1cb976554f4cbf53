import CivilTime
import HTTP
import Postgres
import TestSupport
import Testing

@testable import API

@Suite struct `keys of requests` {
  private let key = ["Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"]

  @Test func `the same request is done once and answered the same`() async throws {
    try await inHouse { house in
      let first = try await house.ask("POST /links", ["title": "Tea"], key)
      let second = try await house.ask("POST /links", ["title": "Tea"], key)
      #expect(second.status == 201)
      #expect(second.json == first.json)
      #expect(second.header(.location) == first.header(.location))
      #expect(try await house.ask("GET /links").items.count == 2)
    }
  }

  @Test func `a refusal is an answer too`() async throws {
    try await inHouse { house in
      let first = try await house.ask("POST /links", ["title": "Tea", "slug": "intro-call"], key)
      #expect(first.status == 422)
      _ = try await house.ask("DELETE /links/\(try await house.linkID())")
      let second = try await house.ask("POST /links", ["title": "Tea", "slug": "intro-call"], key)
      #expect(second.status == 422)
      #expect(second.json == first.json)
      #expect(second.header(.contentType) == "application/problem+json")
    }
  }

  @Test func `another request with the same key is refused`() async throws {
    try await inHouse { house in
      _ = try await house.ask("POST /links", ["title": "Tea"], key)
      let body = try await house.ask("POST /links", ["title": "Coffee"], key)
      #expect(body.status == 422)
      #expect(body.problem == "key-reused")
      let address = try await house.ask("POST /availability", ["title": "Tea"], key)
      #expect(address.problem == "key-reused")
    }
  }

  @Test func `a request that is under way is not done a second time, until its server must be gone`() async throws {
    try await inHouse { house in
      _ = try await house.ask("POST /links", ["title": "Tea"], key)
      try await house.run(
        """
        UPDATE idempotency_keys SET status = NULL, answer = NULL, location = NULL, done_id = NULL
        WHERE user_id = \(house.owner)
        """)
      let second = try await house.ask("POST /links", ["title": "Tea"], key)
      #expect(second.status == 409)
      #expect(second.problem == "under-way")
      #expect(second.header(.retryAfter) == "1")
      house.clock.advance(by: .seconds(61))
      let later = try await house.ask("POST /links", ["title": "Tea"], key)
      #expect(later.status == 201)
    }
  }

  static let deeds: [(line: String, body: JSON, list: String)] = [
    ("POST /links", ["title": "Tea"], "/links"), ("POST /links/{id}/duplicate", [:], "/links"),
    ("POST /events", ["title": "Away", "first_date": "2026-12-24"], "/events?to=2027-01-01T00:00:00Z"),
    ("POST /availability", ["name": "Evenings"], "/availability"),
    ("POST /bookings/{booking}/cancel", ["reason": "Ill"], "/emails"),
  ]

  /// The server dies after what was done was committed, before its answer was kept.
  @Test(arguments: deeds)
  func `what was done and never answered is answered when it comes again, and not done twice`(
    _ line: String, _ body: JSON, _ list: String
  ) async throws {
    try await inHouse { house in
      let line = line.replacing("{id}", with: try await house.linkID())
        .replacing("{booking}", with: line.contains("{booking}") ? try await house.booked()["id"]?.text ?? "" : "")
      let first = try await house.ask(line, body, key)
      #expect((200...201).contains(first.status), "\(first.json)")
      let before = try await house.ask("GET \(list)").items.count
      try await house.run(
        "UPDATE idempotency_keys SET status = NULL, answer = NULL, location = NULL WHERE user_id = \(house.owner)")
      for seconds in [0, 61] {
        house.clock.advance(by: .seconds(seconds))
        let again = try await house.ask(line, body, key)
        #expect(again.status == first.status && again.json == first.json, "\(again.json)")
        #expect(again.header(.location) == first.header(.location))
      }
      #expect(try await house.ask("GET \(list)").items.count == before)
    }
  }

  @Test func `requests that come together with one key are done once`() async throws {
    try await inHouse { house in
      let answers = try await withThrowingTaskGroup(of: Answered.self) { group in
        for _ in 0..<8 { group.addTask { try await house.ask("POST /links", ["title": "Tea"], key) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 201 || $0.problem == "under-way" })
      #expect(Set(answers.compactMap { $0["id"] }).count == 1)
      #expect(try await house.ask("GET /links?q=tea").items.count == 1)
    }
  }

  @Test func `a key means something for a day and to one owner`() async throws {
    try await inHouse { house in
      let first = try await house.ask("POST /links", ["title": "Tea"], key)
      let other = try await house.neighbour().ask("POST /links", ["title": "Coffee"], key)
      #expect(other.status == 201)
      house.clock.advance(by: .seconds(86_401))
      let next = try await house.ask("POST /links", ["title": "Tea"], key)
      #expect(next.status == 201)
      #expect(next["id"] != first["id"])
    }
  }

  @Test(arguments: ["a b", "ü", String(repeating: "x", count: 101)])
  func `a key is short and plain`(_ text: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("POST /links", ["title": "Tea"], ["Idempotency-Key": text])
      #expect(answer.status == 422)
      #expect(answer.wrong("Idempotency-Key") != nil)
    }
  }
}

extension House {
  func run(_ query: Query) async throws { _ = try await database.query(query) }
}
