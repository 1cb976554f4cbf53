import CivilTime
import Mail
import Postgres
import Reactor
import TestSupport
import Testing

@testable import Jobs

/// Letters that were not taken the first time.
@Suite struct RetryTests {
  @Test(arguments: [
    (1, 30), (2, 90), (3, 270), (4, 810), (5, 2_430), (6, 7_290), (7, 14_400), (8, 14_400), (17, 14_400), (18, nil),
    (19, nil),
  ])
  func `pauses grow, up to four hours, for some two days`(attempt: Int, seconds: Int?) {
    #expect(Patience().pause(after: attempt) == seconds.map { .seconds($0) })
  }

  @Test func `a letter refused for now is tried again after a growing pause`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      let transport = FakeTransport { _, number in
        number < 4 ? .refusedForNow("451 4.7.1 Please try again later") : .accepted(id: "x")
      }
      let worker = room.worker(transport)
      for (attempt, seconds) in [(1, 30), (2, 90), (3, 270)] {
        _ = try await worker.run(Shift())
        let letter = try #require(try await room.letters().first)
        #expect(letter.status == "queued" && letter.attempts == attempt)
        #expect(letter.error == "451 4.7.1 Please try again later" && letter.provider == nil)
        #expect(letter.next == room.now.adding(seconds: seconds))
        room.clock.advance(by: .seconds(seconds - 1))
        _ = try await worker.run(Shift())
        #expect(transport.delivered.count == attempt)
        room.clock.advance(by: .seconds(1))
      }
      _ = try await worker.run(Shift())
      let letter = try #require(try await room.letters().first)
      #expect(letter.status == "sent" && letter.attempts == 4 && letter.error == nil && letter.providerID == "x")
      #expect(transport.delivered.map(\.isRepeat) == [false, true, true, true])
      #expect(Set(transport.delivered.map(\.id)).count == 1)
      #expect(Set(transport.delivered.map(\.bytes)).count == 1)
    }
  }

  @Test func `a letter refused too often is given up`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      let transport = FakeTransport { _, _ in .refusedForNow("451 Later") }
      let worker = room.worker(transport, patience: Patience(attempts: 3))
      for _ in 0..<5 {
        _ = try await worker.run(Shift())
        room.clock.advance(by: .seconds(20_000))
      }
      let letter = try #require(try await room.letters().first)
      #expect(transport.delivered.count == 3)
      #expect(letter.status == "failed" && letter.error == "451 Later" && letter.next == nil && letter.failedAt != nil)
      #expect(room.notebook.count("letter failed") == 1)
    }
  }

  @Test func `a letter refused for good fails at once, and its neighbour is sent`() async throws {
    try await withPostRoom { room in
      try await room.book()
      let transport = FakeTransport { parcel, _ in
        parcel.to[0].address == "ada@example.com" ? .refused("550 5.1.1 No such user") : .accepted(id: "1")
      }
      _ = try await room.worker(transport).run(Shift())
      room.clock.advance(by: .seconds(86_400))
      _ = try await room.worker(transport).run(Shift())
      let letters = try await room.letters()
      #expect(letters.first { $0.recipient == "ada@example.com" }?.error == "550 5.1.1 No such user")
      #expect(letters.map(\.status).sorted() == ["failed", "sent"])
      #expect(transport.delivered.count == 2)
    }
  }

  @Test func `while nothing can leave letters wait without being tried one by one`() async throws {
    try await withPostRoom { room in
      try await room.bookMany(5)
      let transport = FakeTransport { _, number in
        number <= 2 ? .closed("the mail server can't be reached") : .accepted(id: "\(number)")
      }
      let worker = room.worker(transport)
      _ = try await worker.run(Shift())
      _ = try await worker.run(Shift())
      #expect(transport.delivered.count == 1)
      let letters = try await room.letters()
      #expect(letters.count { $0.attempts == 1 && $0.error == "the mail server can't be reached" } == 1)
      #expect(letters.count { $0.attempts == 0 && $0.status == "queued" && $0.error == nil } == 9)
      room.clock.advance(by: .seconds(15))
      _ = try await worker.run(Shift())
      #expect(transport.delivered.count == 2)
      room.clock.advance(by: .seconds(15))
      _ = try await worker.run(Shift())
      #expect(transport.delivered.count > 9)
      room.clock.advance(by: .seconds(90))
      _ = try await worker.run(Shift())
      #expect(try await room.letters().allSatisfy { $0.status == "sent" })
      #expect(room.notebook.count("letters can't leave") == 1)
      #expect(room.notebook.count("letters leave again") == 1)
    }
  }

  @Test func `a long reason is kept as far as there is room`() async throws {
    try await withPostRoom { room in
      try await room.bookOne()
      let transport = FakeTransport { _, _ in .refused(String(repeating: "ế", count: 5_000)) }
      _ = try await room.worker(transport).run(Shift())
      #expect(try await room.letters().first?.error == String(repeating: "ế", count: 2_000))
    }
  }
}

extension PostRoom {
  /// Leaves one letter.
  func bookOne() async throws {
    try await book()
    try await database.query("DELETE FROM email_logs WHERE recipient_email <> 'ada@example.com'")
  }
}
