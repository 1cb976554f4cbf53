import CivilTime
import Glibc
import Guard
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// A server that is killed in the middle of a thousand bookings, again and again.
  @Suite struct `a server that is killed` {
    private static let rounds = 10
    private static let forms = 1_000
    private static let clients = 12
    private static let owners = 10

    @Test func `has written every booking it told of, whole, and none by half or twice`() async throws {
      try await withHouse(servers: 0) { house in
        for number in 0..<Self.owners { try await house.addOwner("owner-\(number)") }
        var random = SplitMix(seed: 9)
        var told: [Int: String] = [:]
        var unanswered: [Int] = []
        for round in 0..<Self.rounds {
          let server = try await TestHouse.server(on: house.database)
          // Whoever got no answer asks again.
          for form in unanswered { told[form] = try await server.book(Self.guest(form)) }
          let run = try await Self.run(server, Self.forms * round, killAfter: 20 + random.below(200))
          unanswered = run.unanswered
          told.merge(run.told) { first, _ in first }
          #expect(run.told.count < Self.forms)
          try await Self.expectWhole(house, told)
        }
        let server = try await TestHouse.server(on: house.database)
        for form in unanswered { told[form] = try await server.book(Self.guest(form)) }
        try await Self.expectWhole(house, told)
        #expect(try await house.count("SELECT count(*) FROM bookings") == told.count)
        for form in told.keys.sorted().shuffled(using: &random).prefix(40) {
          #expect(try await server.book(Self.guest(form)) == told[form])
          #expect(try await server.read(told[form] ?? "/").status == 200)
        }
        #expect(try await server.end() == .exited(0))
      }
    }

    /// Every owner's next free time is the next guest's.
    private static func guest(_ form: Int) -> Guest {
      Guest.number(form) {
        $0.owner = "owner-\(form % owners)"
        $0.start = TestHouse.monday.adding(minutes: 5 * (form / owners))
        $0.minutes = 5
      }
    }

    /// Sends a thousand forms from `first` on, until the server is killed: once it has told of so many bookings.
    private static func run(_ server: CalentoServer, _ first: Int, killAfter count: Int) async throws -> Tally.State {
      let tally = Tally(next: first)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<clients {
          group.addTask {
            while let form = tally.take(below: first + forms) {
              guard let address = try? await server.book(guest(form)) else { return tally.miss(form) }
              if tally.tell(form, address) >= count { server.process.signal(SIGKILL) }
            }
          }
        }
      }
      server.process.signal(SIGKILL)
      #expect(try await server.process.finish().ending == .killed(by: SIGKILL))
      return tally.state.withLock { $0 }
    }

    private static func expectWhole(_ house: TestHouse, _ told: [Int: String]) async throws {
      // In one look: what had reached the database before the kill may still be on its way in.
      let emails = try await house.texts("SELECT guest_email FROM bookings")
      #expect(Set(emails).count == emails.count)
      #expect(Set(emails).isSuperset(of: told.keys.map { guest($0).email }))
      #expect(try await house.halfBookings() == 0)
      #expect(try await house.strays() == 0)
      #expect(try await house.overlappingMeetings() == 0)
    }
  }
}

/// What came of the forms that were sent.
private final class Tally: Sendable {
  struct State {
    var next: Int
    /// The addresses of the bookings that were told of, by the form's number.
    var told: [Int: String] = [:]
    var unanswered: [Int] = []
  }

  let state: Guarded<State>

  init(next: Int) {
    state = Guarded(State(next: next))
  }

  func take(below end: Int) -> Int? {
    state.withLock { state in
      guard state.next < end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func miss(_ form: Int) {
    state.withLock { $0.unanswered.append(form) }
  }

  /// Gives how many there are now.
  func tell(_ form: Int, _ address: String) -> Int {
    state.withLock { state in
      state.told[form] = address
      return state.told.count
    }
  }
}

extension CalentoServer {
  /// Books, and gives the booking's address.
  fileprivate func book(_ guest: Guest) async throws -> String {
    let reply = try await submit(guest.path, guest.fields)
    guard reply.status == 303, let address = reply.field("Location") else { throw Unexpected("\(reply.status)") }
    return address
  }
}

extension TestHouse {
  /// Somebody who takes five minutes at any time, by the link `intro`.
  fileprivate func addOwner(_ name: String) async throws {
    let new = NewOwner(username: name, email: "\(name)@example.org", passwordHash: "-", zone: TestHouse.berlin)
    guard case .created(let owner) = try await office.createOwner(new, caller: .house) else {
      throw Unexpected("no owner")
    }
    var link = Link(id: office.newLinkID(), title: "Intro call", slug: "intro", durations: [5])
    link.hours = .always
    guard try await office.saveLink(link, of: owner, caller: .house) == .saved else { throw Unexpected("no link") }
  }
}
