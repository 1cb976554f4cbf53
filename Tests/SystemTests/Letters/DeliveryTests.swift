import CivilTime
import Glibc
import Postgres
import TestDatabases
import TestSupport
import Testing

extension LettersOfARunningServer {
  /// Letters between servers that come and go.
  @Suite struct `a letter` {
    @Test func `of a server that was killed right after it answered leaves once, by the next`() async throws {
      try await withHouse(servers: 0) { house in
        let folder = try CalentoServer.folder()
        for round in 0..<4 {
          // Each starts when the claims of the one before have ended.
          let server = try await house.letterServer(now: Self.time(round), in: folder)
          for number in 0..<3 { _ = try await server.take(Self.guest(3 * round + number)) }
          server.process.signal(SIGKILL)
          #expect(try await server.process.finish().ending == .killed(by: SIGKILL))
        }
        let last = try await house.letterServer(now: Self.time(4), in: folder)
        try await house.settle(24)
        #expect(try await house.count("SELECT count(*) FROM email_logs WHERE status = 'sent'") == 24)
        let letters = try await last.letters()
        #expect(letters.count == 24 && Set(letters.map(\.id)).count == 24)
        #expect(letters.count { $0.to == "anna@example.org" } == 12)
        #expect(try await last.end() == .exited(0))
      }
    }

    @Test func `travels by a mail server as its row keeps it`() async throws {
      try await withHouse(servers: 0) { house in
        let post = try await MailServer()
        let server = try await house.letterServer(mail: post.address)
        _ = try await server.take(Guest())
        try await house.settle(2)
        let arrived = try post.letters()
        #expect(try await house.states() == ["sent smtp 1 t 2"])
        #expect(arrived.count == 2 && Set(arrived.flatMap(\.to)) == ["anna@example.org", "ben@example.com"])
        #expect(arrived.allSatisfy { $0.from == "no-reply@localhost" && $0.greeting == "book.example.org" })
        let database = house.database
        let kept = try await waiting {
          try database.query("SELECT message FROM email_logs").map { try $0.decode([UInt8].self) }
        }
        #expect(Set(kept) == Set(arrived.map(\.bytes)))
        let letters = try await ReadLetter.read(kept)
        #expect(letters.allSatisfy { $0.event?.method == "REQUEST" })
        #expect(try await server.end() == .exited(0))
      }
    }

    @Test func `to nobody fails with the mail server's words, and its neighbour leaves`() async throws {
      try await withHouse(servers: 0) { house in
        let post = try await MailServer()
        let server = try await house.letterServer(mail: post.address)
        var guest = Guest()
        guest.email = "nobody@example.com"
        _ = try await server.take(guest)
        try await house.settle(2)
        #expect(
          try await house.texts(
            "SELECT concat_ws(' ', recipient_email, status, error_message) FROM email_logs ORDER BY recipient_email")
            == ["anna@example.org sent", "nobody@example.com failed 550 5.1.1 No such user"])
        #expect(try await server.end() == .exited(0))
      }
    }

    @Test func `waits while the mail server is away, and leaves when it is back`() async throws {
      try await withHouse(servers: 0) { house in
        let server = try await house.letterServer(mail: "smtp://127.0.0.1:1")
        _ = try await server.take(Guest())
        try await house.wait(for: "SELECT count(*) FROM email_logs WHERE error_message LIKE '%can''t be reached%'", 1)
        #expect(try await server.end() == .exited(0))
        #expect(try await house.count("SELECT count(*) FROM email_logs WHERE status = 'queued'") == 2)
        let post = try await MailServer()
        let next = try await house.letterServer(now: Self.time(1), mail: post.address)
        try await house.settle(2)
        #expect(try await house.count("SELECT count(*) FROM email_logs WHERE status = 'sent'") == 2)
        #expect(try await next.end() == .exited(0))
        #expect(try post.letters().count == 2)
      }
    }

    @Test func `goes to a mail server once at the most, whenever the program is killed`() async throws {
      try await withHouse(servers: 0) { house in
        let post = try await MailServer()
        for round in 0..<4 {
          let server = try await house.letterServer(now: Self.time(round), mail: post.address)
          for number in 0..<3 { _ = try await server.take(Self.guest(3 * round + number)) }
          server.process.signal(SIGKILL)
          _ = try await server.process.finish()
        }
        let last = try await house.letterServer(now: Self.time(4), mail: post.address)
        try await house.settle(24)
        #expect(try await last.end() == .exited(0))
        let arrived = try await ReadLetter.read(try post.letters().map(\.bytes)).map(\.id)
        #expect(Set(arrived).count == arrived.count)
        // What is not known to have arrived says so.
        let sent = try await house.count("SELECT count(*) FROM email_logs WHERE status = 'sent'")
        let doubtful = try await house.count(
          "SELECT count(*) FROM email_logs WHERE status = 'failed' AND error_message LIKE 'it may have arrived%'")
        #expect(sent + doubtful == 24)
        #expect((sent...24).contains(arrived.count))
      }
    }

    private static func time(_ round: Int) -> String {
      Instant(TestHouse.usualTime)!.adding(minutes: 10 * round).description
    }

    private static func guest(_ number: Int) -> Guest {
      .number(number) { $0.start = TestHouse.monday.adding(minutes: 1_440 * (number / 8) + 30 * (number % 8)) }
    }
  }
}
