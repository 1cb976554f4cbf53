import CivilTime
import Crypto
import FoundationEssentials
import Guard
import Letters
import Log
import Mail
import Operations
import Postgres
import Reactor
import Scheduling
import Store
import TestDatabases
import TestSupport

@testable import Jobs

struct Unexpected: Error {
  let what: String

  init(_ what: some Any) {
    self.what = "\(what)"
  }
}

/// A database of its own with one owner, Dana in Berlin, and her link of half an hour. It is Friday, 20 November 2026,
/// nine o'clock UTC, until a test moves it; for the connections to the database time goes on as everywhere, or an hour
/// that passes at once would be an hour in which the database did not answer.
struct PostRoom: Sendable {
  let database: Database
  let clock: ManualClock
  let office: Office
  let owner: UserID
  let stationery: Stationery
  let pool: BlockingPool
  let scratch = ScratchFolder()
  let notebook = Notebook()
  /// Rung by the office when it has written letters.
  let bell: Bell

  static let tokens = try! TokenMaker(current: SecretKey(Array(repeating: 7, count: 32)), purpose: "booking")

  var now: Instant { Instant(microseconds: clock.wall) }
  var mailFolder: String { scratch.path + "/mail" }
  var maildir: Maildir { Maildir(folder: mailFolder, pool: pool) }

  var log: Log { Log(.json, to: notebook) }

  func worker(_ transport: any Transport, patience: Patience = Patience(), batch: Int = 200) -> SendLetters {
    SendLetters(
      database, stationery: stationery, transport: transport, pool: pool, clock: clock, log: log,
      patience: patience, batch: batch, bell: bell)
  }

  /// Books with Dana, which writes two letters.
  @discardableResult
  func book(
    _ start: String = "2026-11-23T09:00:00Z", name: String = "Ada Guest", locale: String = "en"
  ) async throws -> Appointment {
    let form = BookingForm(
      name: name, email: "ada@example.com", zone: try .named("Europe/Paris"), locale: locale, key: "form-\(start)")
    guard let instant = Instant(start) else { throw Unexpected(start) }
    let outcome = try await office.book(
      BookingRequest(username: "dana", slug: "intro", start: instant, form: form, caller: .house))
    guard case .booked(let booking) = outcome else { throw Unexpected(outcome) }
    return booking
  }

  /// Books so many half hours, one after the other.
  func bookMany(_ count: Int) async throws {
    guard let first = Instant("2026-11-23T08:00:00Z") else { return }
    for number in 0..<count {
      let start = first.adding(minutes: number / 16 * 1_440 + number % 16 * 30)
      try await book("\(start)")
    }
  }

  func letters() async throws -> [LetterRow] {
    try await database.query(LetterRow.all).map(LetterRow.init)
  }

  func mail() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: mailFolder + "/new").sorted()
  }

  func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(mailFolder)/new/\(file)")))
  }
}

/// A row of the e-mail log.
struct LetterRow: Sendable {
  let id: LetterID
  let recipient: String
  let status: String
  let subject: String
  let attempts: Int16
  let provider: String?
  let providerID: String?
  let error: String?
  let next: Instant?
  let sentAt: Instant?
  let failedAt: Instant?
  let message: [UInt8]?

  static let all: Query = """
    SELECT id, recipient_email, status, subject, attempts, provider, provider_message_id, error_message,
      next_attempt_at, sent_at, failed_at, message
    FROM email_logs ORDER BY id
    """

  init(_ row: Row) throws(DatabaseError) {
    (
      id, recipient, status, subject, attempts, provider, providerID, error, next, sentAt, failedAt, message
    ) = try row.decode(
      LetterID.self, String.self, String.self, String.self, Int16.self, String?.self, String?.self, String?.self,
      Instant?.self, Instant?.self, Instant?.self, [UInt8]?.self)
  }
}

/// Takes letters as it is told to, and remembers each.
final class FakeTransport: Transport {
  let name = "fake"
  let knowsRepeats: Bool
  private let answer: @Sendable (Parcel, Int) throws -> Delivery
  private let parcels = Guarded<[Parcel]>([])

  init(
    knowsRepeats: Bool = false,
    _ answer: @escaping @Sendable (Parcel, Int) throws -> Delivery = { _, _ in .accepted(id: "1") }
  ) {
    self.knowsRepeats = knowsRepeats
    self.answer = answer
  }

  var delivered: [Parcel] { parcels.withLock { $0 } }

  func deliver(_ parcel: Parcel) async throws -> Delivery {
    let number = parcels.withLock { parcels in
      parcels.append(parcel)
      return parcels.count
    }
    return try answer(parcel, number)
  }
}

/// Keeps what is logged.
final class Notebook: LogSink {
  let isTerminal = false
  private let text = Guarded<[UInt8]>([])

  func take(_ lines: [UInt8], patience: Duration) -> Int {
    text.withLock { $0 += lines }
    return lines.count
  }

  /// How many lines say that.
  func count(_ message: String) -> Int {
    text.withLock { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").count { $0.contains(message) }
  }
}

/// Runs a test in a post room of its own, on the event loop of its database.
func withPostRoom(_ body: @escaping @Sendable (PostRoom) async throws -> Void) async throws {
  try await withTestDatabase { try await withPostRoom(at: $0, body) }
}

func withPostRoom(
  at address: TestDatabase, _ body: @escaping @Sendable (PostRoom) async throws -> Void
) async throws {
  let clock = ManualClock()
  try await withDatabase(address) { database in
    let pool = try BlockingPool(threads: 2)
    defer { pool.stop() }
    try await body(try await PostRoom.make(database, clock, pool))
  }
}

extension PostRoom {
  fileprivate static func make(_ database: Database, _ clock: ManualClock, _ pool: BlockingPool) async throws
    -> PostRoom
  {
    let bell = Bell()
    let office = Office(
      database, books: Books(database, clock: clock), clock: clock, ids: UUIDMaker(), tokens: tokens,
      haveLetters: bell.ring)
    let dana = NewOwner(
      username: "dana", email: "dana@example.org", passwordHash: "-", firstName: "Dana", lastName: "Demo",
      zone: try .named("Europe/Berlin"))
    guard case .created(let owner) = try await office.createOwner(dana, caller: .house) else {
      throw Unexpected("no owner")
    }
    let link = Link(id: office.newLinkID(), title: "Intro call", slug: "intro", durations: [30])
    guard try await office.saveLink(link, of: owner, caller: .house) == .saved else { throw Unexpected("no link") }
    guard let sender = Mailbox("Calento <no-reply@book.example>") else { throw Unexpected("no sender") }
    let stationery = try Stationery(
      folder: Checkout.root + "/Templates", sender: sender, base: "https://book.example", tokens: tokens,
      accounts: AccountTokens(current: SecretKey(Array(repeating: 7, count: 32))))
    return PostRoom(
      database: database, clock: clock, office: office, owner: owner, stationery: stationery, pool: pool,
      bell: bell)
  }
}
