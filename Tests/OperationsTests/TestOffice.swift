import CivilTime
import Crypto
import Postgres
import Reactor
import Scheduling
import Store
import TestDatabases
import TestSupport

@testable import Operations

/// An office on a database of its own, with one owner: `demo` in Berlin, who takes meetings from Monday to Friday, nine
/// to five, by the link `intro` of half an hour. It is Friday, 20 November 2026, nine o'clock UTC, until a test moves it.
struct TestOffice: Sendable {
  let office: Office
  let database: Database
  let address: TestDatabase
  let clock: ManualClock
  let owner: UserID
  let link: Link

  /// Monday, 23 November 2026, ten o'clock in Berlin.
  static let monday = Instant("2026-11-23T09:00:00Z")!
  static let berlin = try! Zone.named("Europe/Berlin")
  static let tokens = try! TokenMaker(
    current: SecretKey(Array(repeating: 7, count: 32)), purpose: "booking")
}

/// Runs a test with an office, the link first changed as the test likes.
func withOffice(
  _ change: @escaping @Sendable (inout Link) -> Void = { _ in },
  _ body: @escaping @Sendable (TestOffice) async throws -> Void
) async throws {
  try await withFloor { database, address in
    try await body(try await TestOffice.make(database, address, ManualClock(), change))
  }
}

/// The same for a test that changes the schema.
func withOfficeAlone(_ body: @escaping @Sendable (TestOffice) async throws -> Void) async throws {
  try await withTestDatabase { address in
    try await withDatabase(address) { database in
      try await body(try await TestOffice.make(database, address, ManualClock()))
    }
  }
}

extension TestOffice {
  static func office(
    _ database: Database, _ clock: ManualClock, accounts: AccountKeys = TestAccount.keys(), isLimiting: Bool = false
  ) -> Office {
    Office(
      database, books: Books(database, clock: clock), clock: clock, ids: UUIDMaker(), tokens: tokens,
      accounts: accounts, isLimiting: isLimiting)
  }

  static func make(
    _ database: Database, _ address: TestDatabase, _ clock: ManualClock, _ change: (inout Link) -> Void = { _ in }
  ) async throws -> TestOffice {
    let office = office(database, clock)
    let demo = NewOwner(
      username: "demo", email: "demo@example.org", passwordHash: "-", firstName: "Dana", lastName: "Demo",
      zone: berlin)
    guard case .created(let owner) = try await office.createOwner(demo, caller: .house) else {
      throw Unexpected("no owner")
    }
    var link = Link(id: office.newLinkID(), title: "Intro call", slug: "intro", durations: [30])
    change(&link)
    guard try await office.saveLink(link, of: owner, caller: .house) == .saved else { throw Unexpected("no link") }
    return TestOffice(office: office, database: database, address: address, clock: clock, owner: owner, link: link)
  }

  /// Another server process, as far as memory goes.
  func another() -> Office { Self.office(database, clock) }

  /// One that sends away who asks too often.
  func strict() -> Office { Self.office(database, clock, isLimiting: true) }

  func request(
    _ start: Instant = TestOffice.monday, slug: String? = nil, name: String = "Ada Guest",
    email: String = "ada@example.com", key: String = "form-1", duration: Minutes? = nil,
    change: (inout BookingForm) -> Void = { _ in }
  ) -> BookingRequest {
    var form = BookingForm(name: name, email: email, zone: Self.berlin, key: key)
    change(&form)
    return BookingRequest(
      username: "demo", slug: slug ?? link.slug, start: start, duration: duration, form: form,
      caller: Caller(address: "192.0.2.7", userAgent: "Tests"))
  }

  func book(
    _ start: Instant = TestOffice.monday, slug: String? = nil, email: String = "ada@example.com",
    key: String = "form-1",
    duration: Minutes? = nil, change: (inout BookingForm) -> Void = { _ in }
  ) async throws -> Appointment {
    let outcome = try await office.book(
      request(start, slug: slug, email: email, key: key, duration: duration, change: change))
    guard case .booked(let appointment) = outcome else { throw Unexpected("\(outcome)") }
    return appointment
  }

  /// The link as another guest finds it now.
  func open(_ slug: String? = nil) async throws -> OpenLink {
    let finding = try await office.link(slug ?? link.slug, of: "demo")
    guard case .open(let open) = finding else { throw Unexpected("\(finding)") }
    return open
  }

  /// One number of the database.
  func count(_ query: Query) async throws -> Int {
    try await database.query(query).first?.decode(Int.self) ?? -1
  }

  func texts(_ query: Query) async throws -> [String] {
    try await database.query(query).map { try $0.decode(String.self) }
  }
}

struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
