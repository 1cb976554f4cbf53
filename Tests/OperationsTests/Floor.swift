import Guard
import Postgres
import Reactor
import TestDatabases

/// A database with its connections open, which one test after the other stands on: new connections cost a test more than
/// everything it does. It goes with the process.
private struct Floor: Sendable {
  let database: Database
  let address: TestDatabase
  let loop: EventLoop

  init() throws {
    address = try .fresh()
    loop = try EventLoop()
    _ = try Thread(named: "floor") { [loop] in loop.run() }
    database = Database(try .patient(address), loops: [loop], pool: try BlockingPool(threads: 1))
  }

  /// Nothing but the schema.
  func sweep() async throws {
    try await database.transaction(sending: [
      "SET LOCAL calento.archiving = 'on'", "DELETE FROM audit_logs", "DELETE FROM users",
      "DELETE FROM rate_limits",
    ])
  }
}

/// Runs a test on an empty database, on its event loop.
func withFloor(_ body: @escaping @Sendable (Database, TestDatabase) async throws -> Void) async throws {
  let floor = try await floors.take()
  defer { floors.giveBack(floor) }
  try await Task(executorPreference: floor.loop) {
    try await floor.sweep()
    try await body(floor.database, floor.address)
  }.value
}

private let floors = Floors()

/// As many floors as tests may run at once; who finds none free waits.
private final class Floors: Sendable {
  private let state = Guarded(State())
  private static let most = 3

  private struct State {
    var made = 0
    var free: [Floor] = []
    var waiting: [CheckedContinuation<Floor, Never>] = []
  }

  func take() async throws -> Floor {
    let isToBeMade = state.withLock { state in
      guard state.free.isEmpty, state.made < Self.most else { return false }
      state.made += 1
      return true
    }
    if isToBeMade { return try Floor() }
    return await withCheckedContinuation { continuation in
      let floor = state.withLock { state -> Floor? in
        if let floor = state.free.popLast() { return floor }
        state.waiting.append(continuation)
        return nil
      }
      if let floor { continuation.resume(returning: floor) }
    }
  }

  func giveBack(_ floor: Floor) {
    let next = state.withLock { state -> CheckedContinuation<Floor, Never>? in
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      state.free.append(floor)
      return nil
    }
    next?.resume(returning: floor)
  }
}
