import CivilTime
import Crypto
import FoundationEssentials
import Glibc
import Operations
import Postgres
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

/// What running servers send. One test at a time, as with guests.
@Suite(.serialized) enum LettersOfARunningServer {}

extension TestHouse {
  /// A server whose letters go where `mail` says, else into its folder.
  func letterServer(
    now: String = usualTime, mail: String? = nil, in folder: ScratchFolder? = nil
  ) async throws -> CalentoServer {
    var settings = [
      "DATABASE_URL": database.address, "TEST_CLOCK": now, "ENCRYPTION_KEY": TestHouse.key.revealed,
      "JWT_SECRET": TestHouse.key.revealed, "BASE_URL": "https://book.example.org",
    ]
    if let mail { settings["MAIL_URL"] = mail }
    return try await CalentoServer(in: folder, environment: settings)
  }

  /// Waits until so many letters are written and none of them waits any more.
  func settle(_ count: Int) async throws {
    let start = time(nil)
    while time(nil) - start < 30 {
      let states = try await texts("SELECT status FROM email_logs")
      if states.count == count, !states.contains("queued"), !states.contains("sending") { return }
    }
    throw Unexpected("\(try await texts("SELECT concat_ws(' ', status, attempts, error_message) FROM email_logs"))")
  }

  /// Waits until the database counts so many.
  func wait(for query: Query, _ expected: Int) async throws {
    let start = time(nil)
    while time(nil) - start < 30 {
      if try await count(query) == expected { return }
    }
    throw Unexpected("never \(expected)")
  }

  /// How the rows say that it went: each state with how many letters are in it.
  func states() async throws -> [String] {
    try await texts(
      """
      SELECT concat_ws(' ', status, provider, attempts, is_kept, count(*))
      FROM (SELECT *, message IS NOT NULL AND sent_at IS NOT NULL AS is_kept FROM email_logs) AS letters
      GROUP BY status, provider, attempts, is_kept ORDER BY 1
      """)
  }

  /// The booking of that guest.
  func booking(of email: String) async throws -> BookingID {
    let database = database
    return try await waiting {
      let rows = try database.query("SELECT id FROM bookings WHERE guest_email = \(email)")
      guard let row = rows.first else { throw Unexpected("no booking of \(email)") }
      return try row.decode(BookingID.self)
    }
  }
}

extension CalentoServer {
  /// The letters in the folder, those of one reader in the order in which they were written.
  func letters(to reader: String? = nil) async throws -> [ReadLetter] {
    let folder = folder.path + "/var/mail/new"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let letters = try await ReadLetter.read(
      files.map { Array(try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) })
    // Ids grow with time.
    return letters.filter { reader == nil || $0.to == reader }.sorted { $0.id < $1.id }
  }

  /// Books, and gives the booking's address.
  func take(_ guest: Guest, headers: [String: String] = [:]) async throws -> String {
    let reply = try await submit(guest.path, guest.fields, headers: headers)
    guard reply.status == 303, let address = reply.field("Location") else { throw Unexpected("\(reply.status)") }
    return address
  }

  /// Sends a form. Whom a busy machine tells to come back, comes back.
  func submit(_ path: String, _ fields: [(String, String)], headers: [String: String] = [:]) async throws -> Reply {
    var reply = try await post(path, fields, headers: headers)
    for _ in 0..<100 where reply.status == 503 { reply = try await post(path, fields, headers: headers) }
    return reply
  }
}
