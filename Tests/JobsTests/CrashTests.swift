import CivilTime
import Guard
import Letters
import Mail
import Postgres
import Reactor
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Jobs

/// Servers that die with letters in hand.
@Suite struct CrashTests {
  @Test func `a letter in the Maildir whose row does not know it makes no second file`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      try await room.claimAll()
      // As far as the dead server came: delivered, not noted.
      let letter = try #require(try await room.letters().first)
      let facts = try #require(try await room.facts().first)
      let written = try room.stationery.write(.bookingConfirmed, facts, letter.id, of: room.owner)
      _ = try await room.maildir.deliver(Parcel(written))
      room.clock.advance(by: SendLetters.lease)
      _ = try await room.worker(room.maildir).run(Shift())
      let files = try room.mail()
      let after = try #require(try await room.letters().first)
      #expect(files.count == 1)
      #expect(after.status == "sent" && after.attempts == 2 && after.providerID == files.first)
      #expect(after.message == written.bytes)
    }
  }

  @Test func `a letter that was claimed and not begun is sent after the claim has ended`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      try await room.claimAll()
      let transport = FakeTransport()
      room.clock.advance(by: SendLetters.lease)
      _ = try await room.worker(transport).run(Shift())
      #expect(transport.delivered.count == 1)
      #expect(try await room.letters().first?.status == "sent")
    }
  }

  @Test func `a letter that was being handed to a mail server is not handed over again`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      try await room.claimAll()
      try await room.database.query("UPDATE email_logs SET provider = 'smtp'")
      let transport = FakeTransport()
      room.clock.advance(by: SendLetters.lease)
      _ = try await room.worker(transport).run(Shift())
      let letter = try #require(try await room.letters().first)
      #expect(transport.delivered.isEmpty)
      #expect(letter.status == "failed")
      #expect(letter.error == "it may have arrived: this program ended while it handed it over by smtp")
    }
  }

  @Test func `before a mail server gets a letter its row says so`() async throws {
    try await withTestDatabase { address in
      let seen = Guarded<[String]>([])
      try await withPostRoom(at: address) { room in
        try await room.bookOne()
        let transport = FakeTransport { _, _ in
          let rows = try address.query("SELECT status || ' ' || provider FROM email_logs")
          seen.withLock { seen in seen += rows.compactMap { try? $0.decode(String.self) } }
          return .accepted(id: "1")
        }
        _ = try await room.worker(transport).run(Shift())
      }
      #expect(seen.withLock { $0 } == ["sending fake"])
    }
  }

  @Test func `after a mail server that fell silent nobody knows, and nothing goes twice`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      let transport = FakeTransport { _, _ in .unknown("the mail server did not say") }
      for _ in 0..<3 {
        _ = try await room.worker(transport).run(Shift())
        room.clock.advance(by: .seconds(86_400))
      }
      #expect(transport.delivered.count == 1)
      let letter = try #require(try await room.letters().first)
      #expect(letter.status == "failed" && letter.error == "it may have arrived: the mail server did not say")
    }
  }

  @Test func `a letter that was stopped before it left is sent later`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      let transport = FakeTransport { _, number in
        if number == 1 { throw CancellationError() }
        return .accepted(id: "1")
      }
      _ = try await room.worker(transport).run(Shift())
      let stopped = try #require(try await room.letters().first)
      #expect(stopped.status == "queued" && stopped.attempts == 0 && stopped.provider == nil)
      _ = try await room.worker(transport).run(Shift())
      #expect(try await room.letters().first?.status == "sent")
    }
  }

  @Test func `a worker whose claim was taken over hands nothing over`() async throws {
    try await withPostRoom { room in
      try await room.book()
      let transport = FakeTransport { _, number in
        // Meanwhile another server has claimed the second letter.
        if number == 1 { room.clock.advance(by: SendLetters.lease) }
        return .accepted(id: "\(number)")
      }
      _ = try await room.worker(transport).run(Shift())
      let letters = try await room.letters()
      #expect(transport.delivered.count == 1)
      #expect(letters.map(\.status).sorted() == ["queued", "sent"])
    }
  }
}

extension PostRoom {
  func facts() async throws -> [LetterFacts] {
    let due = try await database.query(
      "SELECT id, template_name, view, attempts, provider FROM email_logs ORDER BY id")
    return try due.compactMap { try ClaimedLetter($0, of: owner).facts }
  }
}
