import CivilTime
import Crypto
import Operations
import Postgres
import Reactor
import Scheduling
import Store
import Synchronization
import TestDatabases
import TestSupport
import Web

/// What all houses of these tests stand on: one database, one loop. Made by the first test that asks; both end with the
/// process.
struct GuestGround: Sendable {
  let database: Database
  let loop: EventLoop

  static let shared = Result { try GuestGround() }

  private init() throws {
    loop = try EventLoop()
    let loop = loop
    _ = try Thread(named: "guest-tests") { loop.run() }
    database = Database(try .patient(.fresh()), loops: [loop], pool: try BlockingPool(threads: 2))
  }

  func run<Outcome: Sendable>(_ body: @escaping @Sendable () async throws -> Outcome) async throws -> Outcome {
    try await Task(executorPreference: loop) { try await body() }.value
  }
}

extension GuestHouse {
  private static let saigon = try! Zone.named("Asia/Ho_Chi_Minh")
  private static let houses = Atomic(0)

  /// What everything is signed and sealed with.
  static let sealKey = SecretKey(Array(repeating: 7, count: 32))

  /// As cheap as passwords can be hashed, for tests have many.
  private static let cost = 4
  private static let password = Result { try PasswordHash.make(of: DeskHouse.password.utf8, cost: cost) }

  private static func accounts() throws -> AccountKeys {
    try AccountKeys(sessions: try JWT(secret: sealKey), encryption: sealKey, pool: nil, cost: cost)
  }

  static func office(on database: Database, clock: ManualClock, isLimiting: Bool = false) throws -> Office {
    Office(
      database, books: Books(database, clock: clock), clock: clock, ids: UUIDMaker(),
      tokens: try TokenMaker(current: sealKey, purpose: "booking"), accounts: try accounts(), isLimiting: isLimiting)
  }

  static func make(
    on ground: GuestGround, now: String = usualTime, templates: String = checkout + "/Templates",
    _ change: (inout Link) -> Void = { _ in }
  ) async throws -> GuestHouse {
    let clock = ManualClock(wall: Instant(now)!.microseconds)
    let office = try office(on: ground.database, clock: clock)
    let username = "lan-\(houses.add(1, ordering: .relaxed).newValue)-nguyen"
    let lan = NewOwner(
      username: username, email: "\(username)@example.org", passwordHash: try password.get().text, firstName: "Lan",
      lastName: "Nguyen",
      bio: "I help small shops *print*.", zone: saigon)
    guard case .created(let owner) = try await office.createOwner(lan, caller: .house) else {
      throw Unexpected(what: "no owner")
    }
    var hours = WeeklyHours()
    let afternoon = try Window(LocalTime(hour: 14, minute: 0)!, LocalTime(hour: 18, minute: 0)!)
    for day in [Weekday.monday, .tuesday, .wednesday, .thursday, .friday] { hours[day] = DayHours([afternoon]) }
    try await office.changeHours(hours, in: saigon, of: owner, caller: .house)
    let house = GuestHouse(
      site: try makeSite(templates: templates, office: office), office: office, database: ground.database,
      clock: clock, owner: owner, username: username)
    try await house.add("Intro call", "intro-call", change)
    return house
  }
}
