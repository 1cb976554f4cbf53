import CivilTime
import Guard
import Log
import Postgres
import Reactor
import TestDatabases
import TestSupport
import Testing

@testable import Jobs

@Suite struct RotaTests {
  @Test func `of two servers one does the job, and the other takes over when it ends`() async throws {
    try await withClockwork { database, clock, loop in
      let (one, other) = (Counter(), Counter())
      let servers = [
        Rota([one], database, clock: clock, log: quiet, server: "one"),
        Rota([other], database, clock: clock, log: quiet, server: "other"),
      ]
      servers[0].start(on: loop)
      try await clock.pass(database) { one.count == 3 }
      servers[1].start(on: loop)
      try await clock.pass(database) { one.count == 60 }
      #expect(other.count == 0)
      await servers[0].stop(within: .seconds(5), on: loop)
      let done = one.count
      try await clock.pass(database) { other.count == 3 }
      #expect(one.count == done)
      await servers[1].stop(within: .seconds(5), on: loop)
      let holders = try await database.query("SELECT locked_by FROM jobs").map { try $0.decode(String?.self) }
      #expect(holders == [nil])
    }
  }

  @Test func `the bell has the job done at once, by a server that does not have it`() async throws {
    try await withClockwork { database, clock, loop in
      let bell = Bell()
      let (one, other) = (Counter(), Counter(bell: bell))
      let first = Rota([one], database, clock: clock, log: quiet, server: "one")
      let second = Rota([other], database, clock: clock, log: quiet, server: "other")
      first.start(on: loop)
      // Time stands still all the while.
      try await until(database) { one.count == 1 }
      second.start(on: loop)
      try await until(database) { other.count == 1 }
      bell.ring()
      bell.ring()
      try await until(database) { other.count == 2 }
      #expect(one.count == 1)
      await first.stop(within: .seconds(5), on: loop)
      await second.stop(within: .seconds(5), on: loop)
      #expect(other.count == 2)
    }
  }

  @Test func `a server that starts does at once what is due`() async throws {
    try await withClockwork { database, clock, loop in
      let job = Counter()
      let rota = Rota([job], database, clock: clock, log: quiet, server: "one")
      rota.start(on: loop)
      try await until(database) { job.count == 1 }
      await rota.stop(within: .seconds(5), on: loop)
      #expect(job.count == 1)
    }
  }

  @Test func `a job that finds more to do goes on without a pause`() async throws {
    try await withClockwork { database, clock, loop in
      let job = Counter { $0 < 7 }
      let rota = Rota([job], database, clock: clock, log: quiet, server: "one")
      rota.start(on: loop)
      try await clock.pass(database) { job.count > 0 }
      try await until(database) { job.count == 7 }
      await rota.stop(within: .seconds(5), on: loop)
      #expect(job.count == 7)
    }
  }

  @Test func `a job that fails is tried again, noted, and logged once`() async throws {
    try await withClockwork { database, clock, loop in
      let notebook = Notebook()
      let job = Counter { count in
        if count < 4 { throw Unexpected("broken") }
        return false
      }
      let rota = Rota([job], database, clock: clock, log: Log(.json, to: notebook), server: "one")
      rota.start(on: loop)
      try await clock.pass(database) { job.count == 2 }
      try await until(database) {
        try await database.query("SELECT last_error FROM jobs").first?.decode(String?.self)?.contains("broken") == true
      }
      try await clock.pass(database) { job.count == 5 }
      await rota.stop(within: .seconds(5), on: loop)
      #expect(notebook.count("job failed") == 1)
    }
  }

  @Test func `a server that ends waits for what is under way, and in the end breaks it off`() async throws {
    try await withClockwork { database, clock, loop in
      let job = Counter { _ in
        try await loop.sleep(for: .seconds(1_000))
        return false
      }
      let rota = Rota([job], database, clock: clock, log: quiet, server: "one")
      rota.start(on: loop)
      try await clock.pass(database) { job.count == 1 }
      let stopping = Task(executorPreference: loop) { await rota.stop(within: .seconds(5), on: loop) }
      try await clock.pass(database) { job.wasCancelled }
      await stopping.value
      #expect(job.count == 1)
    }
  }

  private var quiet: Log { Log(.json, to: Notebook()) }
}

/// Counts how often it is done, and does what it is told with each.
final class Counter: Job {
  let name = "counter"
  let pause = Duration.seconds(1)
  let bell: Bell?
  private let state = Guarded((count: 0, wasCancelled: false))
  private let work: @Sendable (Int) async throws -> Bool

  init(bell: Bell? = nil, _ work: @escaping @Sendable (Int) async throws -> Bool = { _ in false }) {
    self.bell = bell
    self.work = work
  }

  var count: Int { state.withLock { $0.count } }
  var wasCancelled: Bool { state.withLock { $0.wasCancelled } }

  func run(_ shift: Shift) async throws -> Bool {
    let count = state.withLock { state in
      state.count += 1
      return state.count
    }
    do {
      return try await work(count)
    } catch is CancellationError {
      state.withLock { $0.wasCancelled = true }
      throw CancellationError()
    }
  }
}

private func withClockwork(
  _ body: @escaping @Sendable (Database, ManualClock, EventLoop) async throws -> Void
) async throws {
  try await withTestDatabase { address in
    let clock = ManualClock()
    try await withDatabase(address, clock: clock) { database in
      guard let loop = EventLoop.current else { throw Unexpected("no loop") }
      try await body(database, clock, loop)
    }
  }
}

/// Lets everything else have its turn until something is so.
func until(_ database: Database, _ condition: () async throws -> Bool) async throws {
  for _ in 0..<5_000 {
    if try await condition() { return }
    try await database.query("SELECT 1")
  }
  throw Unexpected("it never came to be")
}

extension ManualClock {
  /// Lets time pass, second by second and everybody their turn in each, until something is so.
  func pass(_ database: Database, until condition: () async throws -> Bool) async throws {
    for _ in 0..<1_000 {
      if try await condition() { return }
      advance(by: .seconds(1))
      for _ in 0..<5 { try await database.query("SELECT 1") }
    }
    throw Unexpected("it never came to be")
  }
}
