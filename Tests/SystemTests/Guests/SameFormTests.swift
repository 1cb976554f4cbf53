import CivilTime
import Postgres
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// One form, sent more than once.
  @Suite struct `the same form sent again` {
    @Test func `a double click, at one server or at two, is one booking and the same page`() async throws {
      try await withHouse { house in
        for round in 0..<5 {
          let guest = Guest.number(round) { $0.start = TestHouse.monday.adding(minutes: 30 * round) }
          let replies = try await house.post(together: Array(repeating: guest, count: 8))
          #expect(replies.allSatisfy { $0.status == 303 })
          let addresses = Set(replies.compactMap { $0.field("Location") })
          #expect(addresses.count == 1)
          let pages = [
            try await house.servers[0].read(addresses.first ?? "/"),
            try await house.servers[1].read(addresses.first ?? "/"),
          ]
          #expect(pages[0].status == 200)
          #expect(pages[0].body == pages[1].body)
        }
        try await house.expectWhole(5)
      }
    }

    @Test func `a reload, and the back button, lead to the booking there is`() async throws {
      try await withHouse { house in
        let form = try await house.servers[0].read("/anna/intro/book?start=\(TestHouse.monday)&tz=Europe/Lisbon").page
        var guest = Guest()
        guest.key = try #require(form.first("//input[@name='key']")?["value"])
        let address = try await house.book(guest)
        #expect(try await house.book(guest) == address)
        #expect(try await house.book(guest, at: 1) == address)
        // Going back, a browser shows the form as it was; somebody mends their name and sends it again.
        guest.name = "Benjamin Guest"
        #expect(try await house.book(guest, at: 1) == address)
        #expect(
          try await house.servers[1].read(address).page.all("//dl/dd").contains { $0.text.hasSuffix("Ben Guest") })
        try await house.expectWhole(1)
        // Asking for the form anew, one is shown times that are free.
        let again = try await house.servers[1].read("/anna/intro/book?start=\(TestHouse.monday)&tz=Europe/Lisbon")
        #expect(again.status == 303)
        #expect(again.field("Location")?.hasPrefix("/anna/intro?") == true)
      }
    }

    @Test func `of other times pressed in a hurry on the page of a time that had gone, one is booked`() async throws {
      try await withHouse { house in
        _ = try await house.book(.number(0))
        let gone = try await house.post(.number(1), to: 1)
        #expect(gone.status == 409)
        let key = gone.page.first("//input[@name='key']")?["value"]
        #expect(key == "form-1")
        let presses = gone.offered.map { start in Guest.number(1) { $0.start = start } }
        #expect(presses.count == 6)
        let replies = try await house.post(together: presses)
        #expect(replies.allSatisfy { $0.status == 303 })
        #expect(Set(replies.compactMap { $0.field("Location") }).count == 1)
        try await house.expectWhole(2)
      }
    }

    @Test func `sent again after it was called off or moved, it leads to what became of it`() async throws {
      try await withHouse { house in
        let address = try await house.book()
        let later = TestHouse.monday.adding(minutes: 60)
        let moved = try await house.servers[1].submit(address + "/reschedule", [("start", later.description)])
        #expect(moved.status == 303)
        #expect(try await house.book() == address)
        #expect(try await house.bookedStarts == [later])
        #expect(try await house.servers[0].submit(address + "/cancel", [("reason", "")]).status == 303)
        #expect(try await house.book(at: 1) == address)
        #expect(try await house.texts("SELECT status FROM bookings") == ["cancelled"])
      }
    }
  }
}
