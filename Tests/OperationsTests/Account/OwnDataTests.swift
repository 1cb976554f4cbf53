import CivilTime
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
      _ = try await world.signIn()
      let text = try #require(try await world.office.ownData(of: world.owner, caller: world.caller))
      for word in ["demo@example.org", "Intro call", "ada@example.com", "booking_confirmed", "session.create"] {
        #expect(text.contains(word), "\(word)")
      }
      for secret in ["password_hash", "token", "nonce", "_hash", "$2b$"] {
        let lines = text.split(separator: "\n").filter { $0.contains(secret) && !$0.contains("access_tokens") }
        #expect(lines == [], "\(secret)")
      }
    }
  }

  @Test func `nobody takes another's along`() async throws {
    try await withAccount { world in
      let other = try await world.makeOwner("erik")
      _ = try await world.world.book()
      let text = try #require(try await world.office.ownData(of: other, caller: world.caller))
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
