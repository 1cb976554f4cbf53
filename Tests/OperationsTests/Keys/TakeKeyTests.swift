import CivilTime
import Crypto
import Postgres
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct TakeKeyTests {
  private static let one = SHA256.hash([1])
  private static let two = SHA256.hash([2])
  private static let answer = KeptAnswer(status: 201, content: Array("{}".utf8), location: "/somewhere")

  private func ticket(_ world: TestOffice, _ request: Digest = one) async throws -> KeyTicket {
    let outcome = try await world.office.takeKey("key", request, of: .owner(world.owner))
    guard case .first(let ticket) = outcome else { throw Unexpected("\(outcome)") }
    return ticket
  }

  private func again(_ world: TestOffice, _ request: Digest = one) async throws -> String {
    switch try await world.office.takeKey("key", request, of: .owner(world.owner)) {
    case .first: "first"
    case .answered(let answer): "answered \(answer.status)"
    case .done(let id): "done \(id)"
    case .underWay: "under way"
    case .reused: "reused"
    }
  }

  @Test func `what was answered is answered again`() async throws {
    try await withOffice { world in
      let ticket = try await ticket(world)
      #expect(try await again(world) == "under way")
      try await world.office.keep(Self.answer, for: ticket)
      guard case .answered(let kept) = try await world.office.takeKey("key", Self.one, of: .owner(world.owner)) else {
        throw Unexpected("not answered")
      }
      #expect(kept == Self.answer)
      #expect(try await again(world, Self.two) == "reused")
    }
  }

  @Test func `a request that came to nothing lets go of its key`() async throws {
    try await withOffice { world in
      try await world.office.release(try await ticket(world))
      #expect(try await again(world, Self.two) == "first")
    }
  }

  @Test func `a request that did something keeps its key, whatever fails afterwards`() async throws {
    try await withOffice { world in
      let ticket = try await ticket(world)
      var caller = Caller.house
      caller.key = ticket
      let id = try await world.office.addEvent(world.event, of: world.owner, caller: caller)
      try await world.office.release(ticket)
      #expect(try await again(world) == "done \(id.uuid)")
      world.clock.advance(by: .seconds(61))
      #expect(try await again(world) == "done \(id.uuid)")
      #expect(try await again(world, Self.two) == "reused")
      world.clock.advance(by: .seconds(86_400))
      #expect(try await again(world, Self.two) == "first")
    }
  }

  @Test func `what came to nothing is noted nowhere`() async throws {
    try await withOffice { world in
      let ticket = try await ticket(world)
      var caller = Caller.house
      caller.key = ticket
      _ = try await world.office.deleteEvent(EventID(world.owner.uuid), of: world.owner, caller: caller)
      #expect(try await again(world) == "under way")
      try await world.office.release(ticket)
      #expect(try await again(world, Self.two) == "first")
    }
  }

  @Test func `a request that never ended is taken over, and its answer comes too late`() async throws {
    try await withOffice { world in
      let lost = try await ticket(world)
      world.clock.advance(by: .seconds(61))
      #expect(try await again(world, Self.two) == "reused")
      let second = try await ticket(world)
      try await world.office.keep(KeptAnswer(status: 200, content: nil, location: nil), for: lost)
      try await world.office.release(lost)
      #expect(try await again(world) == "under way")
      try await world.office.keep(Self.answer, for: second)
      #expect(try await again(world) == "answered 201")
    }
  }

  @Test func `after a day a key means nothing any more`() async throws {
    try await withOffice { world in
      try await world.office.keep(Self.answer, for: try await ticket(world))
      world.clock.advance(by: .seconds(86_401))
      #expect(try await again(world, Self.two) == "first")
    }
  }

  @Test func `without an account it is the network that a key is of`() async throws {
    try await withOffice { world in
      let visitor = { world.office.visitor(Caller(address: $0, userAgent: "")) }
      #expect(visitor("192.0.2.7") == visitor("192.0.2.7"))
      #expect(visitor("192.0.2.7") != visitor("192.0.2.8"))
      #expect(visitor("2001:db8::1") == visitor("2001:db8::2"))
      guard case .first = try await world.office.takeKey("key", Self.one, of: visitor("192.0.2.7")) else {
        throw Unexpected("not first")
      }
      for other in [visitor("192.0.2.8"), .owner(world.owner)] {
        guard case .first = try await world.office.takeKey("key", Self.two, of: other) else {
          throw Unexpected("not first")
        }
      }
      guard case .reused = try await world.office.takeKey("key", Self.two, of: visitor("192.0.2.7")) else {
        throw Unexpected("not reused")
      }
    }
  }

  @Test func `a password can't be tried on a key faster than by signing in`() async throws {
    try await withOffice { world in
      let office = world.strict()
      let caller = Caller(address: "192.0.2.7", userAgent: "")
      var waits: [Wait?] = []
      for _ in 1...21 { waits.append(try await office.waitToCompare(caller)) }
      #expect(waits.map { $0 == nil } == Array(repeating: true, count: 20) + [false])
    }
  }

  @Test func `what is known of a request can't be made without the house's secret`() async throws {
    try await withOffice { world in
      let request = Array("POST /api/v1/session".utf8)
      #expect(world.office.fingerprint(of: request) == world.another().fingerprint(of: request))
      #expect(world.office.fingerprint(of: request) != SHA256.hash(request))
    }
  }

  @Test func `two servers do not both begin`() async throws {
    try await withOffice { world in
      let (office, other) = (world.office, world.another())
      async let first = office.takeKey("key", Self.one, of: .owner(world.owner))
      async let second = other.takeKey("key", Self.one, of: .owner(world.owner))
      let begun = try await [first, second].filter { if case .first = $0 { true } else { false } }
      #expect(begun.count == 1)
    }
  }
}
