import CivilTime
import Crypto
import Operations
import Postgres
import Reactor
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

/// Anna in Berlin, who takes meetings from Monday to Friday, nine to five, by the link `intro` of half an hour; and
/// server processes on one database for her guests. It is Friday, 20 November 2026, nine o'clock UTC, unless a test says
/// otherwise.
struct TestHouse: Sendable {
  let servers: [CalentoServer]
  let database: TestDatabase
  let owner: UserID
  let link: Link

  /// Where Anna does what she does: as another process, as far as the servers can tell.
  let office: Office

  /// Monday, 23 November 2026, ten o'clock in Berlin.
  static let monday = Instant("2026-11-23T09:00:00Z")!
  static let berlin = try! Zone.named("Europe/Berlin")
  static let usualTime = "2026-11-20T09:00:00Z"
  static let key = SecretKey(Array(repeating: 7, count: 32))
}

/// Runs a test in a house of its own, with the link first changed as the test likes.
func withHouse(
  servers: Int = 2, now: String = TestHouse.usualTime, _ change: @escaping @Sendable (inout Link) -> Void = { _ in },
  _ body: @escaping @Sendable (TestHouse) async throws -> Void
) async throws {
  let clock = SystemClock(startingAt: Instant(now)!.microseconds)
  try await withHouse(servers: servers, setting: now, clock: clock, change, body)
}

/// The same where time stands still, for the servers as for the office, until the test moves it.
func withStillHouse(
  servers: Int = 2, _ change: @escaping @Sendable (inout Link) -> Void = { _ in },
  _ body: @escaping @Sendable (TestHouse, SharedTime) async throws -> Void
) async throws {
  let time = try SharedTime()
  try await withHouse(servers: servers, setting: time.setting, clock: time.clock, change) { try await body($0, time) }
}

private func withHouse(
  servers: Int, setting: String, clock: any Clock, _ change: @escaping @Sendable (inout Link) -> Void,
  _ body: @escaping @Sendable (TestHouse) async throws -> Void
) async throws {
  try await withTestDatabase { database in
    var started: [CalentoServer] = []
    for _ in 0..<servers { started.append(try await TestHouse.server(on: database, now: setting)) }
    try await withDatabase(database) { [started] open in
      try await body(try await TestHouse.make(started, database, open, clock, change))
    }
    for server in started { #expect(try await server.end() == .exited(0)) }
  }
}

extension TestHouse {
  static func server(
    on database: TestDatabase, now: String = usualTime, in folder: ScratchFolder? = nil
  ) async throws -> CalentoServer {
    try await CalentoServer(
      in: folder,
      environment: [
        "DATABASE_URL": database.address, "TEST_CLOCK": now, "ENCRYPTION_KEY": key.revealed,
        "JWT_SECRET": key.revealed,
      ])
  }

  fileprivate static func make(
    _ servers: [CalentoServer], _ database: TestDatabase, _ open: Database, _ clock: any Clock,
    _ change: (inout Link) -> Void
  ) async throws -> TestHouse {
    let office = Office(
      open, books: Books(open, clock: clock), clock: clock, ids: UUIDMaker(),
      tokens: try TokenMaker(current: key, purpose: "booking"))
    return try await settle(servers, database, office, change)
  }

  /// The same house with another Anna in it, of whom nothing is known yet.
  func anew() async throws -> TestHouse {
    try await run("SET calento.archiving = 'on'; DELETE FROM audit_logs; DELETE FROM users")
    return try await TestHouse.settle(servers, database, office) { _ in }
  }

  private static func settle(
    _ servers: [CalentoServer], _ database: TestDatabase, _ office: Office, _ change: (inout Link) -> Void
  ) async throws -> TestHouse {
    let anna = NewOwner(
      username: "anna", email: "anna@example.org", passwordHash: "-", firstName: "Anna", lastName: "Host", zone: berlin)
    guard case .created(let owner) = try await office.createOwner(anna, caller: .house) else {
      throw Unexpected("no owner")
    }
    let link = try await add("intro", of: owner, by: office, change)
    return TestHouse(servers: servers, database: database, owner: owner, link: link, office: office)
  }

  /// Another link of Anna's.
  @discardableResult
  func add(_ slug: String, _ change: (inout Link) -> Void = { _ in }) async throws -> Link {
    try await TestHouse.add(slug, of: owner, by: office, change)
  }

  private static func add(
    _ slug: String, of owner: UserID, by office: Office, _ change: (inout Link) -> Void
  ) async throws -> Link {
    var link = Link(id: office.newLinkID(), title: "Intro call", slug: slug, durations: [30])
    change(&link)
    let outcome = try await office.saveLink(link, of: owner, caller: .house)
    guard outcome == .saved else { throw Unexpected("\(outcome)") }
    return link
  }

  /// The same window on every working day.
  static func everyDay(from start: String, to end: String) -> WeeklyHours {
    let day = DayHours([try! Window(LocalTime(start)!, LocalTime(end)!)])
    let days = [Weekday.monday, .tuesday, .wednesday, .thursday, .friday]
    return days.reduce(into: WeeklyHours()) { hours, weekday in hours[weekday] = day }
  }

  /// Something of Anna's own at that time.
  @discardableResult
  func addEvent(_ start: Instant, minutes: Int = 30) async throws -> EventID {
    let time = TimeRange(from: start, to: start.adding(minutes: minutes))
    return try await office.addEvent(
      OwnEvent(title: "Own", time: .timed(time), zone: TestHouse.berlin), of: owner, caller: .house)
  }
}

// MARK: What the database has

extension TestHouse {
  /// One number.
  func count(_ query: Query) async throws -> Int {
    let database = database
    return try await waiting { try database.query(query).first?.decode(Int.self) ?? -1 }
  }

  func texts(_ query: Query) async throws -> [String] {
    let database = database
    return try await waiting { try database.query(query).map { try $0.decode(String.self) } }
  }

  func run(_ script: String) async throws {
    let database = database
    try await waiting { try database.run(script) }
  }

  /// The starts that were booked, in order.
  var bookedStarts: [Instant] {
    get async throws {
      let database = database
      return try await waiting {
        try database.query("SELECT slot_start FROM bookings ORDER BY slot_start").map { try $0.decode(Instant.self) }
      }
    }
  }

  /// Meetings that take each other's time.
  func overlappingMeetings() async throws -> Int {
    try await count(
      """
      SELECT count(*) FROM events a JOIN events b ON a.user_id = b.user_id AND a.id < b.id AND a.blocked && b.blocked
      WHERE a.status <> 'cancelled' AND b.status <> 'cancelled' AND a.origin = 'booking' AND b.origin = 'booking'
      """)
  }
}

struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
