public import Postgres
public import Reactor
internal import TestSupport

/// Runs a test on an event loop with an open database. Time limits are wide: a busy machine is no failure. Not to be
/// called inside of itself: only so many run at a time, and the outer one would hold a place the inner one waits for.
public func withDatabase<Outcome: Sendable>(
  _ test: TestDatabase = .shared, clock: any Clock = SystemClock(),
  settings adjust: (inout DatabaseSettings) -> Void = { _ in },
  report: @escaping @Sendable (DatabaseEvent) -> Void = { _ in },
  _ body: @escaping @Sendable (Database) async throws -> Outcome
) async throws -> Outcome {
  var settings = try DatabaseSettings.patient(test)
  adjust(&settings)
  return try await withOpenDatabase(settings, clock: clock, report: report, body)
}

/// As `withDatabase`, with the settings as they are given.
public func withOpenDatabase<Outcome: Sendable>(
  _ settings: DatabaseSettings, clock: any Clock = SystemClock(),
  report: @escaping @Sendable (DatabaseEvent) -> Void = { _ in },
  _ body: @escaping @Sendable (Database) async throws -> Outcome
) async throws -> Outcome {
  await gate.enter()
  defer { gate.leave() }
  let pool = try BlockingPool(threads: 2)
  defer { pool.stop() }
  return try await withLoop(clock: clock) { loop in
    let database = Database(settings, loops: [loop], pool: pool, chance: { 0.5 }, report: report)
    defer { database.close() }
    return try await body(database)
  }
}

private let gate = Gate(places: 16)
