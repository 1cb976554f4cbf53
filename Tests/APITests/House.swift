import CivilTime
import Crypto
import HTTP
import Log
import Operations
import Postgres
import Reactor
import Scheduling
import Server
import Store
import Synchronization
import TestDatabases
import TestSupport

@testable import API

/// Lan Nguyen's house in Ho Chi Minh City as programs see it: she takes meetings from Monday to Friday, two to six in the
/// afternoon, by the link `intro-call`. Everything is real but the clock: it is Wednesday 2 December 2026, 09:05 UTC.
struct House: Sendable {
  let api: API
  let office: Office
  let database: Database
  let clock: ManualClock
  let owner: UserID
  let username: String
  /// What she is signed in by.
  let token: String

  static let password = "sumac and paper"
  static let sealKey = SecretKey(Array(repeating: 7, count: 32))
  static let start = "2026-12-03T08:00:00Z"
}

/// Runs a test in a house of its own, its link changed as the test likes.
func inHouse(
  _ change: @escaping @Sendable (inout Link) -> Void = { _ in },
  _ body: @escaping @Sendable (House) async throws -> Void
) async throws {
  let ground = try Ground.shared.get()
  try await Task(executorPreference: ground.loop) { try await body(try await House.make(on: ground, change)) }.value
}

/// What all houses of these tests stand on: one database, one loop.
private struct Ground: Sendable {
  let database: Database
  let loop: EventLoop

  static let shared = Result { try Ground() }

  private init() throws {
    loop = try EventLoop()
    _ = try Thread(named: "api-tests") { [loop] in loop.run() }
    database = Database(try .patient(.fresh()), loops: [loop], pool: try BlockingPool(threads: 2))
  }
}

extension House {
  private static let saigon = try! Zone.named("Asia/Ho_Chi_Minh")
  private static let houses = Atomic(0)
  /// As cheap as passwords can be hashed, for tests have many.
  private static let cost = 4
  private static let hash = Result { try PasswordHash.make(of: password.utf8, cost: cost).text }

  fileprivate static func make(on ground: Ground, _ change: (inout Link) -> Void) async throws -> House {
    let clock = ManualClock(wall: Instant("2026-12-02T09:05:00Z")!.microseconds)
    let office = Office(
      ground.database, books: Books(ground.database, clock: clock), clock: clock, ids: UUIDMaker(),
      tokens: try TokenMaker(current: sealKey, purpose: "booking"),
      accounts: try AccountKeys(sessions: try JWT(secret: sealKey), encryption: sealKey, pool: nil, cost: cost))
    let api = try API(
      office: office, assets: "\(Checkout.root)/Public", languages: ["en", "vi"],
      firstSchedule: { $0 == "vi" ? "Giờ làm việc" : "Working hours" }, baseAddress: "https://calento.example",
      log: Log(.json, to: Deaf()))
    let house = try await owner(api, office, ground.database, clock)
    var hours = WeeklyHours()
    let afternoon = try Window(LocalTime(hour: 14, minute: 0)!, LocalTime(hour: 18, minute: 0)!)
    for day in [Weekday.monday, .tuesday, .wednesday, .thursday, .friday] { hours[day] = DayHours([afternoon]) }
    try await office.changeHours(hours, in: saigon, of: house.owner, caller: .house)
    var link = Link(id: office.newLinkID(), title: "Intro call", slug: "intro-call", durations: [30])
    change(&link)
    guard try await office.saveLink(link, of: house.owner, caller: .house) == .saved else {
      throw Unexpected(what: "no link")
    }
    return house
  }

  /// Somebody else in the same town, signed in.
  func neighbour() async throws -> House { try await House.owner(api, office, database, clock) }

  private static func owner(
    _ api: API, _ office: Office, _ database: Database, _ clock: ManualClock
  ) async throws -> House {
    let username = "lan-\(houses.add(1, ordering: .relaxed).newValue)-nguyen"
    let lan = NewOwner(
      username: username, email: "\(username)@example.org", passwordHash: try hash.get(), firstName: "Lan",
      lastName: "Nguyen", bio: "I help small shops *print*.", zone: saigon)
    guard case .created(let owner) = try await office.createOwner(lan, caller: .house),
      case .signedIn(let token, _) = try await office.signIn(username, password: password, caller: .house)
    else { throw Unexpected(what: "no owner") }
    return House(
      api: api, office: office, database: database, clock: clock, owner: owner, username: username, token: token.text)
  }
}

/// Throws lines away.
private struct Deaf: LogSink {
  let isTerminal = false
  func take(_ lines: [UInt8], patience: Duration) -> Int { lines.count }
}

struct Unexpected: Error {
  let what: String
}
