import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct RepeatedFormTests {
  @Test func `the same form sent twice is one booking, and the same answer`() async throws {
    try await withOffice { world in
      let first = try await world.book()
      let second = try await world.book()
      #expect(second == first)
      #expect(try await world.book(email: "ADA@example.com") == first)
      #expect(try await world.count("SELECT count(*) FROM bookings") == 1)
      #expect(try await world.count("SELECT count(*) FROM email_logs") == 2)
    }
  }

  @Test func `sent twice at the same moment it is one booking too, by one process or two`() async throws {
    try await withOffice { world in
      let offices = [world.office, world.another()]
      let answers = try await withThrowingTaskGroup(of: Appointment?.self) { group in
        for index in 0..<20 {
          group.addTask { try await offices[index % 2].book(world.request()).appointment }
        }
        return try await group.reduce(into: [Appointment?]()) { $0.append($1) }
      }
      #expect(Set(answers.map { $0?.id }).count == 1)
      #expect(try await world.count("SELECT count(*) FROM bookings") == 1)
    }
  }

  @Test func `the form comes back to its booking when the link is used up or the booking called off`() async throws {
    try await withOffice({ $0.isSingleUse = true }) { world in
      let booked = try await world.book()
      #expect(try await world.book() == booked)
      _ = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house)
      #expect(try await world.book().status == .cancelled)
    }
  }

  @Test func `a key is no password: with another address it shows nobody's booking`() async throws {
    try await withOffice { world in
      _ = try await world.book()
      let taken = world.request(email: "eve@example.com")
      #expect(try await world.office.book(taken).refusals == [Refusal(.key, .usedAlready)])
      let free = world.request(TestOffice.monday.adding(minutes: 60), email: "eve@example.com")
      #expect(try await world.office.book(free).refusals == [Refusal(.key, .usedAlready)])
      #expect(try await world.count("SELECT count(*) FROM bookings") == 1)
    }
  }

  @Test func `taken to the letter, with another time or name it is another form; a page leads to the booking`()
    async throws
  {
    try await withOffice { world in
      let booked = try await world.book()
      let free = TestOffice.monday.adding(minutes: 60)
      for request in [
        world.request(name: "Ada II"), world.request(free), world.request(TestOffice.monday.adding(minutes: 7)),
      ] {
        var exact = request
        exact.isToTheLetter = true
        for office in [world.office, world.another()] {
          #expect(try await office.book(exact).refusals == [Refusal(.key, .usedAlready)])
          #expect(try await office.book(request).appointment == booked)
        }
      }
      #expect(try await world.count("SELECT count(*) FROM bookings") == 1)
    }
  }

  @Test func `the form comes back to its booking when that was moved and its link was changed`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let later = TestOffice.monday.adding(minutes: 60)
      _ = try await world.office.move(booked.id, of: world.owner, to: later, anyway: false, note: "", caller: .house)
      var exact = world.request()
      exact.isToTheLetter = true
      #expect(try await world.office.book(exact).appointment?.id == booked.id)
      exact.duration = 30
      #expect(try await world.office.book(exact).appointment?.id == booked.id)
      for start in [later, TestOffice.monday.adding(minutes: 120)] {
        exact.start = start
        #expect(try await world.office.book(exact).refusals == [Refusal(.key, .usedAlready)])
      }
    }
  }

  @Test func `two links may see the same key`() async throws {
    try await withOffice { world in
      let other = Link(id: world.office.newLinkID(), title: "Other", slug: "other", durations: [30])
      _ = try await world.office.saveLink(other, of: world.owner, caller: .house)
      let first = try await world.book()
      let second = try await world.book(TestOffice.monday.adding(minutes: 60), slug: "other")
      #expect(first.id != second.id)
    }
  }
}
