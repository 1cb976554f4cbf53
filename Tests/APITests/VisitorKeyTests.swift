import CivilTime
import HTTP
import Postgres
import TestSupport
import Testing

@testable import API

/// Where nobody is signed in yet, a key stands for one request from one network.
@Suite struct `keys of requests without a token` {
  @Test func `who signs up again with a key is answered the same, and is written to once`() async throws {
    try await inHouse { house in
      let visitor = Newcomer(house)
      let first = try await visitor.signUp()
      #expect(first.status == 202)
      for verified in [false, true] {
        if verified { try await house.run("UPDATE users SET email_verified = true WHERE email = \(visitor.email)") }
        let again = try await visitor.signUp()
        #expect(again.status == 202 && again.bytes.isEmpty, "\(again.json)")
      }
      #expect(try await visitor.letters == 1)
      #expect(try await visitor.accounts == 1)
      let keyless = try await house.ask("POST /users", visitor.form, by: nil)
      #expect(keyless.wrong("username") != nil)
    }
  }

  @Test func `with another body the key of a sign-up is refused, and nothing is made`() async throws {
    try await inHouse { house in
      let visitor = Newcomer(house)
      _ = try await visitor.signUp()
      for change: JSON in [["email": "x@example.org"], ["password": "eight seas and a boat"], ["username": "nobody"]] {
        let other = try await visitor.signUp(change)
        #expect(other.status == 422)
        #expect(other.problem == "key-reused")
      }
      #expect(try await visitor.accounts == 1)
      #expect(try await visitor.letters == 1)
    }
  }

  @Test func `sign-ups that come together with one key make one account`() async throws {
    try await inHouse { house in
      let visitor = Newcomer(house)
      let answers = try await withThrowingTaskGroup(of: Answered.self) { group in
        for _ in 0..<6 { group.addTask { try await visitor.signUp() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 202 || $0.problem == "under-way" })
      #expect(answers.contains { $0.status == 202 })
      #expect(try await visitor.letters == 1)
    }
  }

  @Test func `what a server did before it died is not done again`() async throws {
    try await inHouse { house in
      let visitor = Newcomer(house)
      _ = try await visitor.signUp()
      try await house.run("UPDATE visitor_keys SET status = NULL WHERE key = \(visitor.key)")
      house.clock.advance(by: .seconds(61))
      #expect(try await visitor.signUp().status == 202)
      #expect(try await visitor.letters == 1)
    }
  }

  @Test func `a refused sign-up lets go of its key`() async throws {
    try await inHouse { house in
      let visitor = Newcomer(house)
      let refused = try await visitor.signUp(["password": "short"])
      #expect(refused.wrong("password") != nil)
      #expect(try await visitor.signUp().status == 202)
    }
  }

  @Test func `who signs in again with a key gets a token of their own, and both hold`() async throws {
    try await inHouse { house in
      let key = ["Idempotency-Key": "\(house.username)-in"]
      let form: JSON = ["email": .text(house.username), "password": .text(House.password)]
      let answers = [
        try await house.ask("POST /session", form, by: nil, key),
        try await house.ask("POST /session", form, by: nil, key),
      ]
      #expect(answers.map(\.status) == [201, 201])
      let tokens = answers.compactMap { $0["token"]?.text }
      #expect(Set(tokens).count == 2)
      for token in tokens { #expect(try await house.ask("GET /me", by: token).status == 200) }
      for token in tokens {
        #expect(
          try await house.database.query(
            "SELECT count(*) FROM visitor_keys k WHERE strpos(k::text, \(token)) > 0"
          ).first?.decode(Int.self) == 0)
      }
    }
  }

  @Test func `with another body the key of a sign-in is refused; a refused sign-in lets go of it`() async throws {
    try await inHouse { house in
      let key = ["Idempotency-Key": "\(house.username)-in"]
      let wrong: JSON = ["email": .text(house.username), "password": "not it at all"]
      let right: JSON = ["email": .text(house.username), "password": .text(House.password)]
      #expect(try await house.ask("POST /session", wrong, by: nil, key).status == 401)
      #expect(try await house.ask("POST /session", right, by: nil, key).status == 201)
      let other = try await house.ask("POST /session", wrong, by: nil, key)
      #expect(other.status == 422)
      #expect(other.problem == "key-reused")
    }
  }

  @Test func `sign-ins that come together with one key give no token twice`() async throws {
    try await inHouse { house in
      let form: JSON = ["email": .text(house.username), "password": .text(House.password)]
      let answers = try await withThrowingTaskGroup(of: Answered.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try await house.ask("POST /session", form, by: nil, ["Idempotency-Key": "\(house.username)-in"])
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 201 || $0.problem == "under-way" })
      let tokens = answers.compactMap { $0["token"]?.text }
      #expect(!tokens.isEmpty && Set(tokens).count == tokens.count)
    }
  }
}

/// Somebody without an account, who signs up with a key.
private struct Newcomer: Sendable {
  let house: House
  let key: String
  let email: String
  let form: JSON

  init(_ house: House) {
    self.house = house
    key = "\(house.username)-up"
    email = "\(house.username)-new@example.org"
    form = [
      "username": .text("\(house.username)-new"), "email": .text(email), "password": "seven seas and a boat",
    ]
  }

  func signUp(_ change: JSON = [:]) async throws -> Answered {
    try await house.ask("POST /users", form.overlaid(with: change), by: nil, ["Idempotency-Key": key])
  }

  var letters: Int {
    get async throws {
      try await house.database.query("SELECT count(*) FROM email_logs WHERE recipient_email = \(email)").first?
        .decode(Int.self) ?? -1
    }
  }

  var accounts: Int {
    get async throws {
      try await house.database.query("SELECT count(*) FROM users WHERE email = \(email)").first?.decode(Int.self) ?? -1
    }
  }
}
