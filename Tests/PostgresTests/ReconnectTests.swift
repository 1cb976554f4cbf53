import Glibc
import Guard
import Postgres
import Reactor
import TestDatabases
import TestSupport
import Testing

struct ReconnectTests {
  @Test func `a connection that the server ends is made anew, and the next statement runs on it`() async throws {
    try await withDatabase { database in
      let first = try await process(database)
      let error = await #expect(throws: DatabaseError.self) {
        try await database.query("SELECT pg_terminate_backend(pg_backend_pid())")
      }
      #expect(error?.kind == .connectionLost)
      #expect(error?.isUnavailable == true)
      let second = try await process(database)
      #expect(first != second)
    }
  }

  @Test func `what was under way when the connection broke says so, and nothing is done twice`() async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TABLE done (n int)")
      try await withDatabase(test) { database in
        let kinds = try await together(10) { number -> DatabaseError.Kind? in
          do {
            if number == 5 {
              try await database.query("SELECT pg_terminate_backend(pg_backend_pid())")
            } else {
              try await database.query("INSERT INTO done VALUES (\(Int32(number)))")
            }
            return nil
          } catch let error as DatabaseError {
            return error.kind
          }
        }
        #expect(kinds[5] == .connectionLost)
        #expect(kinds.allSatisfy { $0 == nil || $0 == .connectionLost })
        let rows = try await database.query("SELECT n FROM done ORDER BY n")
        let told = kinds.indices.filter { kinds[$0] == nil }
        #expect(try rows.map { try $0.decode(Int.self) } == told)
      }
    }
  }

  @Test func `a transaction whose connection ends fails, and the next has another`() async throws {
    try await withDatabase(settings: { $0.transactionConnections = 1 }) { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.query("SELECT pg_terminate_backend(pg_backend_pid())")
        }
      }
      #expect(error?.kind == .connectionLost)
      let rows = try await database.transaction(sending: ["SELECT 1"])
      #expect(rows.count == 1)
    }
  }

  @Test func `a connection that ended while it lay idle is no loss`() async throws {
    try await withDatabase(settings: { $0.transactionConnections = 1 }) { database in
      let rows = try await database.transaction(sending: ["SELECT pg_backend_pid()"])
      let idle = try #require(try rows.first?.first?.decode(Int32.self))
      try await database.query("SELECT pg_terminate_backend(\(idle))")
      try await untilGone(idle, database)
      let after = try await database.transaction(sending: ["SELECT pg_backend_pid()"])
      #expect(try after.first?.first?.decode(Int32.self) != idle)
    }
  }

  @Test func `a server that is not there is told at once, to everybody`() async throws {
    let settings = DatabaseSettings(address: try DatabaseAddress("host=/nonexistent dbname=x"))
    try await withOpenDatabase(settings, clock: ManualClock()) { database in
      for _ in 0..<3 {
        let error = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
        #expect(error?.kind == .unavailable)
        let other = await #expect(throws: DatabaseError.self) { try await database.transaction(sending: ["SELECT 1"]) }
        #expect(other?.kind == .unavailable)
      }
    }
  }

  @Test func `a server that does not answer costs nobody more than their patience`() async throws {
    let silent = try SilentServer()
    let clock = ManualClock()
    let settings = DatabaseSettings(address: try DatabaseAddress("host=\(silent.folder) port=5432 dbname=x"))
    try await withOpenDatabase(settings, clock: clock) { database in
      // Runs when this task waits.
      Task(executorPreference: EventLoop.current) { clock.advance(by: .seconds(1)) }
      let error = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
      #expect(error?.kind == .unavailable)
    }
  }

  @Test func `of several servers the first that answers is taken`() async throws {
    let silent = try SilentServer()
    let clock = ManualClock()
    let real = try #require(try DatabaseAddress(TestDatabase.shared.address)["host"])
    let user = try #require(try DatabaseAddress(TestDatabase.shared.address)["user"])
    let address = """
      host=/nonexistent,localhost,\(silent.folder),\(real) port=5432,1,5432,5432 user=\(user) dbname=scratch
      """
    var settings = DatabaseSettings(address: try DatabaseAddress(address))
    settings.patience = .seconds(1000)
    settings.connectLimit = .seconds(2)
    let events = Guarded<[DatabaseEvent]>([])
    try await withOpenDatabase(settings, clock: clock, report: { event in events.withLock { $0.append(event) } }) {
      database in
      // Off the loop, which goes on meanwhile.
      Task.detached {
        silent.awaitVisitor()
        clock.advance(by: .seconds(2))
      }
      let rows = try await database.query("SELECT 1")
      #expect(rows.count == 1)
    }
    #expect(events.withLock { $0.first } == .connected)
  }

  @Test func `a wish that no server fulfils is told in the server's words`() async throws {
    var settings = DatabaseSettings(
      address: try DatabaseAddress(TestDatabase.shared.address + " target_session_attrs=standby"))
    settings.patience = .seconds(20)
    let events = Guarded<[DatabaseEvent]>([])
    try await withOpenDatabase(settings, report: { event in events.withLock { $0.append(event) } }) { database in
      let error = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
      #expect(error?.kind == .unavailable)
    }
    guard case .unreachable(let reason)? = events.withLock({ $0.first }) else {
      Issue.record("the attempt is not reported")
      return
    }
    #expect(reason.contains("server is not in hot standby mode"))
  }

  @Test func `a closed database refuses`() async throws {
    try await withDatabase { database in
      try await database.query("SELECT 1")
      database.close()
      await Task.yield()
      let error = await #expect(throws: DatabaseError.self) {
        while true { try await database.query("SELECT 1") }
      }
      #expect(error?.kind == .unavailable)
    }
  }

  private func process(_ database: Database) async throws -> Int? {
    try await database.query("SELECT pg_backend_pid()").first?.decode(Int.self)
  }

  private func untilGone(_ process: Int32, _ database: Database) async throws {
    while try await !database.query("SELECT 1 FROM pg_stat_activity WHERE pid = \(process)").isEmpty {}
  }
}

/// A socket where everybody gets in and nobody is answered.
private final class SilentServer: Sendable {
  let folder: String
  private let descriptor: Int32

  init() throws {
    var path = Array("/tmp/calento-silent-XXXXXX".utf8CString)
    folder = mkdtemp(&path).map { String(cString: $0) } ?? ""
    descriptor = try system("socket") { Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: "\(folder)/.s.PGSQL.5432".utf8)
    }
    try system("bind") {
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }
    try system("listen") { listen(descriptor, 16) }
  }

  func awaitVisitor() {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, -1) == -1 {}
  }

  deinit {
    close(descriptor)
    unlink("\(folder)/.s.PGSQL.5432")
    rmdir(folder)
  }
}
