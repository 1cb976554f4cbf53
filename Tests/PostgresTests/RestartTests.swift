import Guard
import Postgres
import Reactor
import TestDatabases
import TestSupport
import Testing

extension ClusterTests {
  @Test func `while the server is down everybody is refused at once, and when it is back all is well`() async throws {
    let cluster = try PrivateCluster(in: Self.folder, for: .throwaway)
    let clock = ManualClock()
    var settings = DatabaseSettings(address: try DatabaseAddress(cluster.address))
    settings.queryLimit = .seconds(30)
    settings.patience = .seconds(1)
    settings.connectLimit = .seconds(1000)
    let events = EventLog()
    let folder = Self.folder
    let box = Guarded<PrivateCluster?>(cluster)
    try await withOpenDatabase(settings, clock: clock, report: { events.add($0) }) { database in
      try await database.query("SELECT 1")
      try await database.transaction(sending: ["SELECT 1"])
      // A connection that has stood for a while is made anew at once.
      clock.advance(by: .seconds(5))
      try box.withLock { try $0?.stop() }
      // The first may still meet the connection that is breaking.
      let first = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
      #expect(first?.isUnavailable == true)
      for _ in 0..<10 {
        let next = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
        #expect(next?.kind == .unavailable)
      }
      try box.withLock { $0 = try PrivateCluster(in: folder, for: .throwaway) }
      let rows = try await eventually {
        clock.advance(by: .seconds(1))
        return try await database.query("SELECT 1")
      }
      #expect(rows.count == 1)
      let answers = try await database.transaction(sending: ["SELECT 1"])
      #expect(answers.count == 1)
    }
    try box.withLock { try $0?.stop() }
    #expect(events.count { $0 == .connected } >= 4)
    #expect(events.count { if case .lost = $0 { true } else { false } } >= 1)
    #expect(events.count { if case .unreachable = $0 { true } else { false } } >= 1)
  }
}

private final class EventLog: Sendable {
  private let events = Guarded<[DatabaseEvent]>([])
  func add(_ event: DatabaseEvent) { events.withLock { $0.append(event) } }
  func count(_ matches: (DatabaseEvent) -> Bool) -> Int { events.withLock { $0.count(where: matches) } }
}
