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

  @Test func `a request that is under way is not done a second time`() async throws {
    try await inHouse { house in
      _ = try await house.ask("POST /links", ["title": "Tea"], key)
      try await house.run("UPDATE idempotency_keys SET status = NULL, answer = NULL WHERE user_id = \(house.owner)")
      let second = try await house.ask("POST /links", ["title": "Tea"], key)
      #expect(second.status == 409)
      #expect(second.problem == "under-way")
      #expect(second.header(.retryAfter) == "1")
      house.clock.advance(by: .seconds(61))
      let later = try await house.ask("POST /links", ["title": "Tea"], key)
      #expect(later.status == 201)
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
