import CivilTime
import Crypto
import Mail
import Operations
import Postgres
import Reactor
import Store
import TestSupport
import Testing

@testable import Jobs

@Suite struct SendLettersTests {
  @Test func `what was booked is told to both, once, and kept as it left`() async throws {
    try await withPostRoom { room in
      try await room.book(locale: "vi")
      let worker = room.worker(room.maildir)
      #expect(try await worker.run(Shift()) == false)
      let letters = try await room.letters()
      #expect(letters.map(\.recipient).sorted() == ["ada@example.com", "dana@example.org"])
      #expect(letters.allSatisfy { $0.status == "sent" && $0.attempts == 1 && $0.next == nil && $0.error == nil })
      #expect(letters.allSatisfy { $0.sentAt == room.now && $0.provider == "maildir" })
      let subjects = Set(letters.map(\.subject))
      #expect(
        subjects == [
          "Đã đặt: Intro call với Dana Demo, thứ Hai, ngày 23 tháng 11, 10:00",
          "New booking: Ada Guest, Intro call, Monday 23 November, 10:00",
        ])
      #expect(try room.mail() == letters.compactMap(\.providerID).sorted())
      for letter in letters { #expect(try room.bytes(letter.providerID ?? "") == letter.message) }
      _ = try await worker.run(Shift())
      #expect(try room.mail().count == 2)
    }
  }

  @Test func `whatever writes letters has them leave at once`() async throws {
    try await withPostRoom { room in
      guard let loop = EventLoop.current else { throw Unexpected("no loop") }
      let transport = FakeTransport()
      let rota = Rota(
        [room.worker(transport)], room.database, clock: room.clock, log: room.log, server: "one")
      rota.start(on: loop)
      // The clock stands still: nothing comes due but by the bell.
      let booking = try await room.book()
      try await until(room.database) { transport.delivered.count == 2 }
      let token = LinkToken(
        owner: room.owner.uuid, token: PostRoom.tokens.token(row: booking.id.uuid, nonce: booking.trace.nonce))
      guard let later = Instant("2026-11-24T09:00:00Z"),
        case .moved = try await room.office.reschedule(token, to: later, caller: .house)
      else { throw Unexpected("not moved") }
      try await until(room.database) { transport.delivered.count == 4 }
      guard case .done = try await room.office.cancel(token, reason: "", caller: .house) else {
        throw Unexpected("not called off")
      }
      try await until(room.database) { transport.delivered.count == 6 }
      await rota.stop(within: .seconds(5), on: loop)
      #expect(try await room.letters().allSatisfy { $0.status == "sent" })
    }
  }

  @Test func `two workers at once send each letter once`() async throws {
    try await withPostRoom { room in
      try await room.bookMany(12)
      let transport = FakeTransport()
      async let one = room.worker(transport).run(Shift())
      async let other = room.worker(transport).run(Shift())
      _ = try await (one, other)
      _ = try await room.worker(transport).run(Shift())
      #expect(transport.delivered.count == 24)
      #expect(Set(transport.delivered.map(\.id)).count == 24)
      #expect(try await room.letters().allSatisfy { $0.status == "sent" && $0.attempts == 1 })
    }
  }

  @Test func `what a worker has claimed is no other's until the claim ends`() async throws {
    try await withPostRoom { room in
      try await room.book()
      try await room.claimAll()
      let transport = FakeTransport()
      _ = try await room.worker(transport).run(Shift())
      #expect(transport.delivered.isEmpty)
      room.clock.advance(by: SendLetters.lease)
      _ = try await room.worker(transport).run(Shift())
      #expect(transport.delivered.count == 2)
      #expect(transport.delivered.allSatisfy { $0.isRepeat })
      #expect(try await room.letters().allSatisfy { $0.status == "sent" && $0.attempts == 2 })
    }
  }

  @Test func `more letters than one look finds are all sent`() async throws {
    try await withPostRoom { room in
      try await room.bookMany(6)
      let transport = FakeTransport()
      let worker = room.worker(transport, batch: 5)
      var runs = 1
      while try await worker.run(Shift()) { runs += 1 }
      #expect(runs == 3)
      #expect(Set(transport.delivered.map(\.id)).count == 12)
    }
  }

  @Test func `a row that another version wrote fails, and says so`() async throws {
    try await withPostRoom { room in
      try await room.book()
      try await room.database.query(
        "UPDATE email_logs SET template_name = 'booking_sung' WHERE recipient_email = 'ada@example.com'")
      try await room.database.query(
        "UPDATE email_logs SET view = '{\"reader\": 7}' WHERE recipient_email = 'dana@example.org'")
      let transport = FakeTransport()
      _ = try await room.worker(transport).run(Shift())
      #expect(transport.delivered.isEmpty)
      for letter in try await room.letters() {
        #expect(letter.status == "failed")
        #expect(letter.error == "this version of the program does not know what this letter tells")
        #expect(letter.failedAt == room.now && letter.next == nil)
      }
    }
  }

  @Test func `a worker whose shift is over gives back what it claimed`() async throws {
    try await withPostRoom { room in
      try await room.bookMany(3)
      let shift = Shift()
      let transport = FakeTransport { _, number in
        if number == 2 { shift.end() }
        return .accepted(id: "\(number)")
      }
      #expect(try await room.worker(transport).run(shift) == false)
      let letters = try await room.letters()
      #expect(transport.delivered.count == 2)
      #expect(letters.count { $0.status == "sent" } == 2)
      #expect(letters.count { $0.status == "queued" && $0.attempts == 0 && $0.next == room.now } == 4)
    }
  }
}

extension PostRoom {
  /// As a worker does that then dies.
  func claimAll() async throws {
    try await database.query(
      """
      UPDATE email_logs SET status = 'sending', attempts = 1,
        next_attempt_at = \(now.adding(microseconds: SendLetters.lease.nanoseconds / 1_000))
      """)
  }
}
