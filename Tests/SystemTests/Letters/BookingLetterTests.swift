import CivilTime
import Operations
import Scheduling
import Store
import TestSupport
import Testing

extension LettersOfARunningServer {
  /// From the form in a browser to the letter in the Maildir.
  @Suite struct `what happens to a booking` {
    private let anna = "anna@example.org"
    private let ben = "ben@example.com"
    private let whole = ["text/plain", "text/html", "text/calendar", "application/ics"]
    private let plain = ["text/plain", "text/html"]

    @Test func `is told to guest and owner, each with an invitation`() async throws {
      try await withHouse(servers: 0) { house in
        let server = try await house.letterServer()
        let address = try await server.take(Guest())
        try await house.settle(2)
        #expect(try await house.states() == ["sent maildir 1 t 2"])
        let letters = try await server.letters()
        #expect(letters.map(\.to).sorted() == [anna, ben])
        for letter in letters {
          #expect(letter.types == whole)
          #expect(letter.replyTo == (letter.to == ben ? anna : ben))
          let event = try #require(letter.event)
          #expect(event.method == "REQUEST" && event.typeMethod == "REQUEST" && event.status == "CONFIRMED")
          #expect(event.sequence == 0 && event.start == "2026-11-23T09:00:00Z")
        }
        #expect(Set(letters.compactMap(\.event?.uid)).count == 1)
        // The way back to the booking, as the guest was shown it after booking.
        let link = "https://book.example.org" + address
        let guests = try #require(letters.first { $0.to == ben })
        #expect(
          guests.text.split(whereSeparator: \.isNewline).contains(link[...]) && guests.html.contains("href=\"\(link)\"")
        )
        #expect(try await server.get(address, until: { $0.status != 503 }).status == 200)
        let owners = try #require(letters.first { $0.to == anna })
        #expect(!owners.text.contains(link) && !owners.html.contains(link))
        #expect(try await server.end() == .exited(0))
      }
    }

    @Test func `is told again when it moves and when it is called off, to the same calendar entry`() async throws {
      try await withHouse(servers: 0) { house in
        let server = try await house.letterServer()
        let address = try await server.take(Guest())
        try await house.settle(2)
        let moved = try await server.submit(address + "/reschedule", [("start", "2026-11-24T10:00:00Z")])
        #expect(moved.status == 303)
        try await house.settle(4)
        #expect(try await server.submit(address + "/cancel", [("reason", "A cold, sorry.")]).status == 303)
        try await house.settle(6)
        #expect(try await house.states() == ["sent maildir 1 t 6"])
        for reader in [anna, ben] {
          let letters = try await server.letters(to: reader)
          #expect(letters.map(\.types) == [whole, whole, whole])
          let events = letters.compactMap(\.event)
          #expect(events.map(\.method) == ["REQUEST", "REQUEST", "CANCEL"])
          #expect(events.map(\.typeMethod) == events.map(\.method))
          #expect(events.map(\.sequence) == [0, 1, 2])
          #expect(events.map(\.start) == ["2026-11-23T09:00:00Z", "2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z"])
          #expect(Set(events.map(\.uid)).count == 1)
          #expect(letters.last?.text.contains("A cold, sorry.") == true)
        }
        #expect(try await server.end() == .exited(0))
      }
    }

    @Test func `that waits for its owner is told as such, and then what they said`() async throws {
      try await withHouse(servers: 0, { $0.requiresConfirmation = true }) { house in
        let server = try await house.letterServer()
        _ = try await server.take(Guest())
        _ = try await server.take(
          .number(2) {
            $0.start = TestHouse.monday.adding(minutes: 60)
            $0.others = ["locale": "vi"]
          })
        try await house.settle(4)
        for letter in try await server.letters() { #expect(letter.types == plain && letter.event == nil) }
        // Anna answers by another process, which does not ring for the server's letters.
        let yes = try await house.booking(of: ben)
        guard case .done = try await house.office.confirm(yes, of: house.owner, caller: .house) else {
          throw Unexpected("not confirmed")
        }
        let no = try await house.booking(of: "guest-2@example.com")
        guard case .done = try await house.office.decline(no, of: house.owner, reason: "Away.", caller: .house) else {
          throw Unexpected("not declined")
        }
        try await house.settle(7)
        #expect(try await house.states() == ["sent maildir 1 t 7"])
        let bens = try await server.letters(to: ben)
        #expect(bens.map(\.types) == [plain, whole])
        #expect(bens.last?.event?.method == "REQUEST" && bens.last?.event?.status == "CONFIRMED")
        let others = try await server.letters(to: "guest-2@example.com")
        #expect(others.map(\.types) == [plain, plain])
        #expect(others.last?.text.contains("Away.") == true)
        #expect(try await server.letters(to: anna).map(\.types) == [plain, plain, whole])
        #expect(try await server.end() == .exited(0))
      }
    }

    @Test func `is told in the guest's language and zone`() async throws {
      try await withHouse(servers: 0) { house in
        let server = try await house.letterServer()
        let guest = Guest.number(1) { $0.zone = "Asia/Ho_Chi_Minh" }
        _ = try await server.take(guest, headers: ["Accept-Language": "vi"])
        try await house.settle(2)
        let subject = try #require(try await server.letters(to: guest.email).first?.subject)
        #expect(subject == "Đã đặt: Intro call với Anna Host, thứ Hai, ngày 23 tháng 11, 16:00")
        #expect(try await server.end() == .exited(0))
      }
    }
  }
}
