internal import CivilTime
internal import Crypto
internal import Dispatch
internal import Operations
internal import Postgres
internal import Reactor
internal import Store

/// An office for the length of one command, on a loop of its own.
enum OfficeHours {
  static func with<Outcome: Sendable>(
    _ settings: Settings, _ secrets: Secrets, _ ground: Ground,
    _ body: @escaping @Sendable (Office, BlockingPool) async throws -> Outcome
  ) throws -> Outcome {
    let clock = settings.clock
    return try DatabaseHours.with(DatabaseSettings(address: ground.address), clock: clock) { database, pool in
      let office = Office(
        database, books: Books(database, clock: clock), clock: clock, ids: UUIDMaker(), tokens: secrets.bookingTokens,
        accounts: try secrets.accounts(pool))
      return try await body(office, pool)
    }
  }
}

/// A database for the length of one command, on a loop of its own.
enum DatabaseHours {
  static func with<Outcome: Sendable>(
    _ settings: DatabaseSettings, clock: any Clock,
    _ body: @escaping @Sendable (Database, BlockingPool) async throws -> Outcome
  ) throws -> Outcome {
    try LoopHours.with(clock: clock) { loop, pool in
      let database = Database(settings, loops: [loop], pool: pool)
      defer { database.close() }
      return try await body(database, pool)
    }
  }
}

/// A loop for the length of one command, and a thread for what blocks.
enum LoopHours {
  static func with<Outcome: Sendable>(
    clock: any Clock = SystemClock(), _ body: @escaping @Sendable (EventLoop, BlockingPool) async throws -> Outcome
  ) throws -> Outcome {
    let group = try EventLoopGroup(count: 1, clock: clock)
    let pool = try BlockingPool(threads: 1)
    try group.start()
    defer {
      group.stop()
      pool.stop()
    }
    let result = ResultBox<Outcome>()
    let loop = group.loops[0]
    Task(executorPreference: loop) {
      do {
        result.put(.success(try await body(loop, pool)))
      } catch {
        result.put(.failure(error))
      }
      result.done.signal()
    }
    result.done.wait()
    return try result.take()
  }
}

/// Carries what a task found to the main thread. `@unchecked Sendable` holds because the semaphore stands between the
/// one writing and the one reading.
private final class ResultBox<Outcome: Sendable>: @unchecked Sendable {
  let done = DispatchSemaphore(value: 0)
  private var result: Result<Outcome, any Error>?

  func put(_ result: Result<Outcome, any Error>) {
    self.result = result
  }

  func take() throws -> Outcome {
    guard let result else { preconditionFailure("the signal comes after the result") }
    return try result.get()
  }
}
