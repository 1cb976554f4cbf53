import CivilTime
import FoundationEssentials
import Guard
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct OwnDataTests {
  @Test func `all that is kept can be taken along, and no secret with it`() async throws {
    try await withAccount { world in
      _ = try await world.world.book()
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      _ = try await world.enableFactor()
      _ = try await world.office.rescue("demo", caller: .house)
      _ = try await world.signIn()
      let (text, _) = try await world.takeAlong()
      for word in ["demo@example.org", "Intro call", "ada@example.com", "booking_confirmed", "session.create"] {
        #expect(text.contains(word), "\(word)")
      }
      for secret in ["password_hash", "token", "nonce", "digest", "_hash", "$2b$", "secret"] {
        let lines = text.split(separator: "\n").filter { $0.contains(secret) && !$0.contains("access_tokens") }
        #expect(lines == [], "\(secret)")
      }
    }
  }

  @Test func `with the picture, and with what letters say where no link in them opens a door`() async throws {
    try await withAccount { world in
      let picture = "avatar = 'PNG', avatar_type = 'image/png', avatar_tag = '0123456789abcdef'"
      try await world.run("UPDATE users SET \(picture)")
      _ = try await world.world.book()
      _ = try await world.office.forgotPassword("demo", caller: world.caller)
      try await world.run("UPDATE email_logs SET message = convert_to('Subject: ' || template_name, 'UTF8')")
      let (text, _) = try await world.takeAlong()
      let taken = try JSONDecoder().decode(TakenAlong.self, from: Data(text.utf8))
      #expect(taken.account.picture == "UE5H")
      let letters = taken.letters.map { "\($0.template) \($0.tells.recipient.email) \($0.text ?? "-")" }
      #expect(
        letters.sorted() == [
          "booking_confirmed ada@example.com -",
          "booking_confirmed demo@example.org Subject: booking_confirmed",
          "reset_password demo@example.org -",
        ])
    }
  }

  @Test func `years of meetings are taken along whole, and never lie in memory whole`() async throws {
    try await withAccount { world in
      try await world.run(
        """
        INSERT INTO events (user_id, id, calendar_id, title, start_time, end_time, timezone, blocked, ical_uid)
        SELECT c.user_id, gen_random_uuid(), c.id, repeat('Long ', 40) || n, s, s + interval '30 minutes', 'UTC',
          tstzrange(s, s + interval '30 minutes'), n::text
        FROM calendars c, generate_series(1, 2100) n, LATERAL (SELECT timestamptz '2020-01-01' + n * interval '1 day' s) t
        """)
      let (text, longest) = try await world.takeAlong()
      let taken = try JSONDecoder().decode(TakenAlong.self, from: Data(text.utf8))
      #expect(Set(taken.events.map(\.id)).count == 2_100 && taken.events.count == 2_100)
      #expect(text.utf8.count > 1_000_000 && longest < 300_000)
      let seen = Guarded([0, 0])
      try await world.office.eachEvent(of: world.owner, rounds: 2) { round, events in
        #expect(events.count <= OwnData.pageSize)
        seen.withLock { $0[round] += events.count }
      }
      #expect(seen.withLock { $0 } == [2_100, 2_100])
    }
  }

  @Test func `nobody takes another's along`() async throws {
    try await withAccount { world in
      let other = try await world.makeOwner("erik")
      _ = try await world.world.book()
      let (text, _) = try await world.takeAlong(other)
      #expect(!text.contains("demo@example.org") && !text.contains("ada@example.com"))
    }
  }

  @Test func `what was done is listed page by page, of one kind or of all`() async throws {
    try await withAccount { world in
      for _ in 1...5 { _ = try await world.signIn() }
      _ = try await world.world.book()
      let first = try await world.office.activity(of: world.owner, count: 4)
      #expect(first.lines.first?.action == "booking.create")
      #expect(first.lines.first?.subject == "Ada Guest")
      #expect(first.lines.count == 4)
      let text = try #require(first.next?.text)
      let second = try await world.office.activity(of: world.owner, behind: AuditCursor(text), count: 4)
      #expect(second.lines.map(\.action) == ["session.create", "session.create"])
      #expect(second.next == nil)
      let signIns = try await world.office.activity(of: world.owner, kind: "session")
      #expect(signIns.lines.count == 5)
      #expect(signIns.lines.allSatisfy { $0.address == "192.0.2.7" && $0.userAgent == "Tests" && $0.isSuccess })
    }
  }

  @Test(arguments: ["", ".", "x.y", "1", "1.2.3", "1.not-a-uuid"])
  func `what is no place in the log is none`(text: String) {
    #expect(AuditCursor(text) == nil)
  }

  @Test func `devices are listed by when they were used, and all others signed out at once`() async throws {
    try await withAccount { world in
      let (first, _) = try await world.signIn()
      world.clock.advance(by: .seconds(60))
      let (second, here) = try await world.signIn()
      _ = try await world.makeOwner("erik")
      let (others, _) = try await world.signIn("erik")
      let devices = try await world.office.devices(of: world.owner)
      #expect(devices.map(\.id).first == here.id)
      #expect(devices.count == 2)
      try await world.office.signOutOthers(keeping: here.id, of: world.owner, caller: world.caller)
      #expect(try await world.office.session(first.text, caller: world.caller) == nil)
      #expect(try await world.office.session(second.text, caller: world.caller) != nil)
      #expect(try await world.office.session(others.text, caller: world.caller) != nil)
    }
  }

  @Test func `what nobody confirmed and what was closed long ago goes for good`() async throws {
    try await withAccount { world in
      try await world.wrote(SignUpForm(username: "lan", email: "lan@example.org", password: "a long sentence"))
      _ = try await world.makeOwner("erik")
      _ = try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: world.caller)
      #expect(try await world.office.clearAccounts() == 0)
      world.clock.advance(by: .seconds(86_401))
      #expect(try await world.office.clearAccounts() == 1)
      #expect(try await world.texts("SELECT username FROM users ORDER BY 1") == ["demo", "erik"])
      world.clock.advance(by: .seconds(30 * 86_400))
      #expect(try await world.office.clearAccounts() == 1)
      #expect(try await world.texts("SELECT username FROM users ORDER BY 1") == ["erik"])
      #expect(try await world.count("SELECT count(*) FROM booking_links") == 0)
    }
  }

  @Test func `whoever runs the house makes accounts and replaces passwords`() async throws {
    try await withAccount { world in
      let form = SignUpForm(username: "Lan", email: "lan@example.org", password: "a long sentence")
      guard case .made = try await world.office.makeAccount(form, caller: .house) else { throw Unexpected("not made") }
      guard case .signedIn = try await world.office.signIn("lan", password: "a long sentence", caller: world.caller)
      else { throw Unexpected("not let in") }
      #expect(
        try await world.office.makeAccount(form, caller: .house)
          == .refused([AccountRefusal(.email, .knownToOthers)]))
      let (token, _) = try await world.signIn()
      #expect(try await world.office.replacePassword(of: "demo", by: "a new sentence", caller: .house) == .saved)
      #expect(try await world.office.session(token.text, caller: world.caller) == nil)
      _ = try await world.outcome("a new sentence")
      let unknown = try await world.office.replacePassword(of: "nobody", by: "a new sentence", caller: .house)
      #expect(unknown == .refused([AccountRefusal(.username, .wrong)]))
    }
  }
}

/// What of a taken along document is looked at.
private struct TakenAlong: Decodable {
  struct Account: Decodable { let picture: String? }
  struct Event: Decodable { let id: String }
  struct Reader: Decodable { let email: String }
  struct Told: Decodable { let recipient: Reader }
  struct Letter: Decodable {
    let template: String
    let tells: Told
    let text: String?

    enum CodingKeys: String, CodingKey {
      case template = "template_name"
      case tells, text
    }
  }

  let account: Account
  let events: [Event]
  let letters: [Letter]

  enum CodingKeys: String, CodingKey {
    case account, events
    case letters = "email_logs"
  }
}

extension TestAccount {
  /// The document, and the length of its longest piece.
  fileprivate func takeAlong(_ owner: UserID? = nil) async throws -> (text: String, longest: Int) {
    let pieces = Guarded<[[UInt8]]>([])
    let count = try await office.exportData(of: owner ?? self.owner, caller: caller) { bytes, offset in
      pieces.withLock { pieces in
        #expect(offset == Int64(pieces.reduce(0) { $0 + $1.count }))
        pieces.append(bytes)
      }
    }
    let taken = pieces.withLock { $0 }
    #expect(count == Int64(taken.reduce(0) { $0 + $1.count }))
    return (String(decoding: taken.joined(), as: UTF8.self), taken.map(\.count).max() ?? 0)
  }
}
