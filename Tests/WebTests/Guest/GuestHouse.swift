import CivilTime
import Crypto
import FoundationEssentials
import Operations
import Postgres
import Reactor
import Scheduling
import Store
import TestDatabases
import TestSupport
import Web

/// Lan Nguyen in Ho Chi Minh City takes meetings from Monday to Friday, two to six in the afternoon: eight to noon in
/// Paris, where Ada reads it. Everything is real but the clock: it is Wednesday 2 December 2026, 09:05 UTC.
struct GuestHouse: Sendable {
  let site: Site
  let office: Office
  let database: Database
  let clock: ManualClock
  let owner: UserID

  static let saigon = try! Zone.named("Asia/Ho_Chi_Minh")
  static let paris = try! Zone.named("Europe/Paris")
  /// Thursday 3 December, nine o'clock in Paris.
  static let thursdayNine = Instant("2026-12-03T08:00:00Z")!
}

/// Runs a test in a house of its own, with the link `intro-call`, changed as the test likes.
func withGuestHouse(
  _ change: @escaping @Sendable (inout Link) -> Void = { _ in },
  now: String = GuestHouse.usualTime, templates: String = checkout + "/Templates",
  _ body: @escaping @Sendable (GuestHouse) async throws -> Void
) async throws {
  try await withTestDatabase { address in
    let clock = ManualClock(wall: Instant(now)!.microseconds)
    try await withDatabase(address) { database in
      try await body(try await GuestHouse.make(database, clock, templates, change))
    }
  }
}

/// Runs a test in a house that all tests share which change nothing in it.
func inGuestHouse(_ body: @escaping @Sendable (GuestHouse) async throws -> Void) async throws {
  let shared = try shared.get()
  try await Task(executorPreference: shared.loop) { try await body(try await shared.house.value) }.value
}

private struct SharedHouse: Sendable {
  let loop: EventLoop
  let house: Task<GuestHouse, any Error>
}

/// Made by the first test that asks; its thread and its database end with the process.
private let shared = Result {
  let clock = ManualClock(wall: Instant(GuestHouse.usualTime)!.microseconds)
  let settings = DatabaseSettings(address: try DatabaseAddress(TestDatabase.fresh().address))
  let loop = try EventLoop()
  _ = try Thread(named: "shared-house") { loop.run() }
  let database = Database(settings, loops: [loop], pool: try BlockingPool(threads: 2))
  return SharedHouse(
    loop: loop,
    house: Task(executorPreference: loop) {
      try await GuestHouse.make(database, clock, checkout + "/Templates") { _ in }
    })
}

extension GuestHouse {
  static let usualTime = "2026-12-02T09:05:00Z"

  static func make(
    _ database: Database, _ clock: ManualClock, _ templates: String, _ change: (inout Link) -> Void
  ) async throws -> GuestHouse {
    let office = Office(
      database, books: Books(database, clock: clock), clock: clock, ids: UUIDMaker(),
      tokens: try TokenMaker(current: SecretKey(Array(repeating: 7, count: 32)), purpose: "booking"))
    let lan = NewOwner(
      username: "lan", email: "lan@example.org", passwordHash: "-", firstName: "Lan", lastName: "Nguyen",
      bio: "I help small shops *print*.", zone: saigon)
    guard case .created(let owner) = try await office.createOwner(lan, caller: .house) else {
      throw Unexpected(what: "no owner")
    }
    var hours = WeeklyHours()
    let afternoon = try Window(LocalTime(hour: 14, minute: 0)!, LocalTime(hour: 18, minute: 0)!)
    for day in [Weekday.monday, .tuesday, .wednesday, .thursday, .friday] { hours[day] = DayHours([afternoon]) }
    try await office.changeHours(hours, in: saigon, of: owner, caller: .house)
    let house = GuestHouse(
      site: try makeSite(templates: templates, office: office), office: office, database: database, clock: clock,
      owner: owner)
    try await house.add("Intro call", "intro-call", change)
    return house
  }

  /// Another link of Lan's.
  @discardableResult
  func add(_ title: String, _ slug: String, _ change: (inout Link) -> Void = { _ in }) async throws -> Link {
    var link = Link(id: office.newLinkID(), title: title, slug: slug, durations: [30])
    link.notice = 120
    change(&link)
    try await save(link)
    return link
  }

  func save(_ link: Link) async throws {
    let outcome = try await office.saveLink(link, of: owner, caller: .house)
    guard outcome == .saved else { throw Unexpected(what: "\(outcome)") }
  }

  // MARK: Asking

  func get(_ address: String, _ headers: [String: String] = [:]) async throws -> Reply {
    try await site.visit("GET \(address)", headers)
  }

  func post(_ address: String, _ fields: [(String, String)], _ headers: [String: String] = [:]) async throws -> Reply {
    let body = fields.map { "\(escaped($0))=\(escaped($1))" }.joined(separator: "&")
    return try await post(address, raw: Array(body.utf8), headers)
  }

  /// A body as it is.
  func post(_ address: String, raw body: [UInt8], _ headers: [String: String] = [:]) async throws -> Reply {
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    return try await site.visit("POST \(address)", headers.merging(type) { $1 }, body: body)
  }

  /// Everything but letters as a percent sign and two digits.
  private func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic { return String(scalar) }
      return "%" + String(Int(byte) + 256, radix: 16).dropFirst()
    }.joined()
  }

  // MARK: Booking

  /// What Ada types.
  static func form(
    start: String = "2026-12-03T08:00:00Z", key: String = "form-1", changing changes: [String: String?] = [:]
  ) -> [(String, String)] {
    let fields: [(String, String)] = [
      ("start", start), ("duration", "30"), ("tz", "Europe/Paris"), ("key", key), ("name", "Ada Moreau"),
      ("email", "ada@moreau.example"),
    ]
    let kept = fields.compactMap { name, value -> (String, String)? in
      guard let change = changes[name] else { return (name, value) }
      return change.map { (name, $0) }
    }
    let added = changes.filter { name, _ in !fields.contains { $0.0 == name } }
    return kept + added.sorted { $0.key < $1.key }.compactMap { name, value in value.map { (name, $0) } }
  }

  /// Books as Ada and gives the booking's address.
  func book(
    _ slug: String = "intro-call", start: String = "2026-12-03T08:00:00Z", key: String = "form-1",
    changing changes: [String: String?] = [:]
  ) async throws -> String {
    let reply = try await post("/lan/\(slug)/book", GuestHouse.form(start: start, key: key, changing: changes))
    guard reply.status == 303, let address = reply["Location"] else {
      throw Unexpected(what: "\(reply.status) \(reply.page.first("//h1")?.text ?? "")")
    }
    return address
  }

  func count(_ query: Query) async throws -> Int {
    try await database.query(query).first?.decode(Int.self) ?? -1
  }
}
