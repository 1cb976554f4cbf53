import CivilTime
import Crypto
import HTTP
import Operations
import Postgres
import Store
import TestSupport
import Testing

@testable import API

@Suite struct `accounts and sessions by program` {
  @Test func `who signs in gets a token that opens the rest`() async throws {
    try await inHouse { house in
      let sent: JSON = ["email": .text("\(house.username)@example.org"), "password": .text(House.password)]
      let answer = try await house.ask("POST /session", sent, by: nil)
      #expect(answer.status == 201)
      let token = try #require(answer["token"]?.text)
      #expect(try await house.ask("GET /me", by: token).status == 200)
      #expect(try await house.ask("DELETE /session", by: token).status == 204)
      #expect(try await house.ask("GET /me", by: token).status == 401)
      #expect(try await house.ask("GET /me").status == 200)
    }
  }

  @Test(arguments: [("nobody@example.org", House.password), ("lan", "wrong password"), ("a\u{1}b", ""), ("", "")])
  func `whoever is wrong is told no more than that`(_ email: String, _ password: String) async throws {
    try await inHouse { house in
      let sent: JSON = ["email": .text(email == "lan" ? house.username : email), "password": .text(password)]
      let answer = try await house.ask("POST /session", sent, by: nil)
      #expect(answer.status == 401)
      #expect(answer.problem == "wrong-credentials")
      #expect(answer["detail"]?.text?.hasPrefix("The address or the password is wrong.") == true)
      #expect(answer.header(.wwwAuthenticate) == #"Bearer realm="Calento""#)
    }
  }

  @Test func `who has a second factor sends a code of it along`() async throws {
    try await inHouse { house in
      let app = try await house.secondFactor()
      let sent: JSON = ["email": .text(house.username), "password": .text(House.password)]
      let asked = try await house.ask("POST /session", sent, by: nil)
      #expect(asked.status == 401)
      #expect(asked["needs"] == "code")
      let wrong = try await house.ask("POST /session", sent.overlaid(with: ["code": "000000"]), by: nil)
      #expect(wrong.status == 401)
      #expect(wrong["token"] == nil)
      // Of the next half minute: this one's was used to set it up.
      house.clock.advance(by: .seconds(30))
      let code = app.code(at: TOTP.step(at: Int64(house.office.now.seconds)))
      let right = try await house.ask("POST /session", sent.overlaid(with: ["code": .text(code)]), by: nil)
      #expect(right.status == 201)
      #expect(try await house.ask("GET /me", by: right["token"]?.text).status == 200)
      let again = try await house.ask("POST /session", sent.overlaid(with: ["code": .text(code)]), by: nil)
      #expect(again.status == 401)
    }
  }

  @Test func `signing up is answered the same, known or not`() async throws {
    try await inHouse { house in
      func signUp(_ email: String) async throws -> Answered {
        let sent: JSON = [
          "username": .text("\(house.username)-2"), "email": .text(email), "password": "seven seas and a boat",
          "timezone": "Asia/Ho_Chi_Minh", "locale": "vi",
        ]
        return try await house.ask("POST /users", sent, by: nil)
      }
      let known = try await signUp("\(house.username)@example.org")
      let unknown = try await signUp("\(house.username)@example.net")
      #expect(known.status == 202)
      #expect(unknown.status == 202)
      #expect(known.bytes.isEmpty && unknown.bytes.isEmpty)
      // Neither does what is asked later tell: the name is free as before, and so is signing in refused.
      #expect(try await signUp("\(house.username)@example.com").status == 202)
      var details: Set<String?> = []
      for login in ["\(house.username)-2", "\(house.username)@example.net", "\(house.username)@example.org"] {
        let again = try await house.ask(
          "POST /session", ["email": .text(login), "password": "seven seas and a boat"], by: nil)
        #expect(again.status == 401)
        details.insert(again["detail"]?.text)
      }
      #expect(details.count == 1)
    }
  }

  @Test(arguments: [("vi", "Giờ làm việc"), ("en", "Working hours")])
  func `an account's first schedule is called so in its owner's language`(_ locale: String, _ name: String) async throws
  {
    try await inHouse { house in
      let username = "\(house.username)-2"
      let sent: JSON = [
        "username": .text(username), "email": .text("\(username)@example.org"), "password": "seven seas and a boat",
        "locale": .text(locale),
      ]
      #expect(try await house.ask("POST /users", sent, by: nil).status == 202)
      let rows = try await house.database.query(
        "SELECT s.name FROM availability_schedules s JOIN users u ON u.id = s.user_id WHERE u.username = \(username)")
      #expect(try rows.map { try $0.decode(String.self) } == [name])
    }
  }

  @Test(arguments: [
    ("username", "app"), ("username", "-"), ("email", "nobody"), ("password", "short"), ("password", "password123"),
    ("timezone", "Mars"), ("locale", "!"),
  ])
  func `what is wrong with an account is said by name`(_ name: String, _ value: String) async throws {
    try await inHouse { house in
      let sent: JSON = [
        "username": "grace-hopper", "email": "grace@example.org", "password": "seven seas and a boat",
      ]
      let answer = try await house.ask(
        "POST /users", sent.overlaid(with: .object([.init(name: name, value: .text(value))])), by: nil)
      #expect(answer.status == 422)
      #expect(answer.wrong(name) != nil, "\(answer.json)")
    }
  }

  @Test func `everything that is wrong with a new account is said at once`() async throws {
    try await inHouse { house in
      let sent: JSON = ["username": "admin", "email": "nobody", "password": "short", "timezone": "Mars", "locale": "!"]
      let answer = try await house.ask("POST /users", sent, by: nil)
      #expect(answer.status == 422)
      for name in ["username", "email", "password", "timezone", "locale"] {
        #expect(answer.wrong(name) != nil, "\(name): \(answer.json)")
      }
    }
  }

  @Test func `an owner changes what is sent of themselves`() async throws {
    try await inHouse { house in
      let before = try await house.ask("GET /me").json
      let changed = try await house.ask("PATCH /me", ["timezone": "Europe/Berlin", "clock": 12, "bio": "*Hello*"])
      #expect(changed.status == 200, "\(changed.json)")
      #expect(changed.json == before.overlaid(in: ["timezone": "Europe/Berlin", "clock": 12, "bio": "*Hello*"]))
      #expect(try await house.ask("GET /me").json == changed.json)
      #expect(try await house.ask("PATCH /me", ["clock": nil])["clock"] == .null)
    }
  }

  @Test func `who names what they have seen changes nothing newer`() async throws {
    try await inHouse { house in
      let seen = try #require(try await house.ask("GET /me").header(.etag))
      let changed = try await house.ask("PATCH /me", ["bio": "First."], ["If-Match": seen])
      #expect(changed.status == 200, "\(changed.json)")
      let late = try await house.ask("PATCH /me", ["bio": "Second."], ["If-Match": seen])
      #expect(late.status == 412)
      #expect(late.problem == "changed")
      let newer = try #require(changed.header(.etag))
      #expect(try await house.ask("GET /me").header(.etag) == newer)
      #expect(try await house.ask("PATCH /me", ["bio": "Second."], ["If-Match": newer])["bio"] == "Second.")
    }
  }

  static let refusals: [(JSON, String)] = [
    (["username": "app"], "username"), (["first_name": .text(String(repeating: "x", count: 101))], "first_name"),
    (["timezone": "Mars"], "timezone"), (["locale": "tlh"], "locale"), (["week_start": 7], "week_start"),
    (["clock": 13], "clock"), (["email": "other@example.org"], "email"), (["last_name": nil], "last_name"),
  ]

  @Test(arguments: refusals)
  func `what is wrong with a profile is said by name`(_ sent: JSON, _ name: String) async throws {
    try await inHouse { house in
      let before = try await house.ask("GET /me").json
      let answer = try await house.ask("PATCH /me", sent)
      #expect(answer.status == 422)
      #expect(answer.wrong(name) != nil, "\(answer.json)")
      #expect(try await house.ask("GET /me").json == before)
    }
  }

  @Test func `a token that may only read changes nothing`() async throws {
    try await inHouse { house in
      let (reading, writing) = (try await house.accessToken(["read"]), try await house.accessToken(["write"]))
      let writers = RouteTable.all.lines.filter { line in
        if case .writer = line.access { true } else { false }
      }
      for line in writers {
        let path = line.pattern.text.replacing("{id}", with: "none")
        let answer = try await house.ask(
          "\(line.method) \(path)", line.method == .delete ? nil : [:] as JSON, by: reading)
        #expect(answer.status == 403, "\(line.method) \(path)")
        #expect(answer.header(.wwwAuthenticate)?.contains("insufficient_scope") == true)
      }
      #expect(try await house.ask("GET /links", by: reading).items.count == 1)
      #expect(try await house.ask("POST /links", ["title": "Tea"], by: writing).status == 201)
      #expect(try await house.ask("DELETE /session", by: writing).status == 409)
    }
  }

  @Test func `a token that was taken back opens nothing`() async throws {
    try await inHouse { house in
      let token = try await house.accessToken(["write"])
      let id = try #require(try await house.office.accessTokens(of: house.owner).first?.id)
      _ = try await house.office.revokeAccessToken(id, of: house.owner, caller: .house)
      #expect(try await house.ask("GET /me", by: token).status == 401)
    }
  }
}

extension House {
  /// An app that knows her secret, and that she is asked for codes from now on.
  func secondFactor() async throws -> TOTP {
    _ = try await office.beginSecondFactor(House.password, of: owner, caller: .house)
    let session = try #require(try await office.session(token, caller: .house))
    guard case .beingSetUp(let setup) = try await office.secondFactor(of: session.owner),
      let app = TOTP(secret: base32(setup.secret))
    else { throw Unexpected(what: "no second factor") }
    let code = app.code(at: TOTP.step(at: Int64(office.now.seconds)))
    guard case .on = try await office.confirmSecondFactor(code, of: owner, caller: .house) else {
      throw Unexpected(what: "no second factor")
    }
    return app
  }

  /// A token for programs, called `Backup`, as its owner copies it.
  func accessToken(_ scopes: [String]) async throws -> String {
    let form = AccessTokenForm(name: "Backup", scopes: scopes, life: "30d", password: House.password)
    guard case .created(_, let text) = try await office.createAccessToken(form, of: owner, caller: .house) else {
      throw Unexpected(what: "no token")
    }
    return text.text
  }
}

extension JSON {
  /// The same with other values, each in its place.
  fileprivate func overlaid(in other: JSON) -> JSON {
    guard case .object(let own) = self else { return self }
    return .object(own.map { JSON.Member(name: $0.name, value: other[$0.name] ?? $0.value) })
  }
}
