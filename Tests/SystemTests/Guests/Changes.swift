import CivilTime
import Operations
import Postgres
import Scheduling
import Store
import TestSupport

/// Everything an owner or a guest can do that a page shows.
extension Change {
  static let all = byGuests + ofTime + ofLinks

  private static let byGuests = [
    Change(what: "a booking", isByServer: true, make: { _ = try await $0.book() }, isRight: { isTaken($0) }),
    Change(
      what: "a booking called off", isByServer: true, prepare: { _ = try await $0.book() },
      make: { house in
        // The same form sent again gives its booking's address.
        _ = try await house.servers[0].submit(try await house.book() + "/cancel", [("reason", "")])
      }, isRight: { !isTaken($0) }),
    Change(
      what: "a booking moved", isByServer: true, prepare: { _ = try await $0.book() },
      make: { house in
        _ = try await house.servers[0].submit(
          try await house.book() + "/reschedule", [("start", TestHouse.monday.adding(minutes: 60).description)])
      }, isRight: { !isTaken($0) && isTaken($0, TestHouse.monday.adding(minutes: 60)) }),
  ]

  private static let ofTime = [
    Change(what: "an event", make: { try await $0.addEvent(TestHouse.monday) }, isRight: { isTaken($0) }),
    Change(
      what: "an event deleted", prepare: { try await $0.addEvent(TestHouse.monday) },
      make: { house in
        guard let id = EventID(try await house.texts("SELECT id::text FROM events")[0]) else { return }
        _ = try await house.office.deleteEvent(id, of: house.owner, caller: .house)
      }, isRight: { !isTaken($0) }),
    Change(
      what: "other hours",
      make: { house in
        try await house.office.changeHours(
          TestHouse.everyDay(from: "14:00", to: "15:00"), in: TestHouse.berlin, of: house.owner, caller: .house)
      },
      isRight: { $0.shown == [240, 270].map { TestHouse.monday.adding(minutes: $0) } }),
    Change(
      what: "another zone",
      make: { house in
        try await house.office.changeHours(
          TestHouse.everyDay(from: "09:00", to: "17:00"), in: .utc, of: house.owner, caller: .house)
      },
      isRight: { $0.shown.first == TestHouse.monday }),
    Change(
      what: "a day off",
      make: { house in
        try await house.office.changeDate(
          TestHouse.berlin.local(TestHouse.monday).date, to: .closed, of: house.owner, caller: .house)
      }, isRight: { isTaken($0) }),
    Change(
      what: "a booking declined",
      prepare: { house in
        try await house.save { $0.requiresConfirmation = true }
        _ = try await house.book()
      },
      make: { house in
        guard let id = BookingID(try await house.texts("SELECT id::text FROM bookings")[0]) else { return }
        _ = try await house.office.decline(id, of: house.owner, reason: "", caller: .house)
      }, isRight: { !isTaken($0) }),
  ]

  private static let ofLinks = [
    Change(
      what: "a link's title", make: { try await $0.save { $0.title = "Another title" } },
      isRight: { $0.text.contains("Another title") }),
    Change(
      what: "a link's length", make: { try await $0.save { $0.durations = [60] } },
      isRight: { $0.shown.contains(TestHouse.monday) && isTaken($0, TestHouse.monday.adding(minutes: 30)) }),
    Change(
      what: "a link switched off", make: { try await $0.save { $0.isActive = false } },
      isRight: { $0.shown.isEmpty }),
    Change(
      what: "a link deleted",
      make: { try await $0.office.deleteLink($0.link.id, of: $0.owner, caller: .house) }, isRight: { $0.status == 404 }),
    Change(
      what: "another link", path: "/anna", make: { try await $0.add("more") { $0.title = "One more" } },
      isRight: { $0.text.contains("One more") }),
    Change(
      what: "another username",
      make: { _ = try await $0.office.renameOwner($0.owner, to: "annabel", caller: .house) },
      isRight: { $0.status == 302 }),
  ]

  private static func isTaken(_ reply: CalentoServer.Reply, _ start: Instant = TestHouse.monday) -> Bool {
    !reply.shown.contains(start)
  }
}

extension TestHouse {
  /// The link, changed.
  fileprivate func save(_ change: (inout Link) -> Void) async throws {
    var link = link
    change(&link)
    let outcome = try await office.saveLink(link, of: owner, caller: .house)
    guard outcome == .saved else { throw Unexpected("\(outcome)") }
  }
}
