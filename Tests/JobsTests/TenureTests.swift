import CivilTime
import Postgres
import Reactor
import TestDatabases
import TestSupport
import Testing

@testable import Jobs

/// Which server does a job.
@Suite struct TenureTests {
  @Test func `the first who asks has the job, and keeps it while they say so`() async throws {
    try await withServers { one, other, clock in
      try await expect(&one, isDue: true)
      try await expect(&other, isDue: false)
      for _ in 0..<20 {
        clock.advance(by: Tenure.step)
        try await expect(&one, isDue: true)
        try await expect(&other, isDue: false)
      }
    }
  }

  @Test func `a job left behind is another's when its time has run out`() async throws {
    try await withServers { one, other, clock in
      try await expect(&one, isDue: true)
      clock.advance(by: Tenure.length - .seconds(1))
      try await expect(&other, isDue: false)
      clock.advance(by: Tenure.step)
      try await expect(&other, isDue: true)
      // The one who was away is told when they ask again.
      try await expect(&one, isDue: false)
    }
  }

  @Test func `a job that is given back is free at once`() async throws {
    try await withServers { one, other, _ in
      try await expect(&one, isDue: true)
      try await one.release()
      try await expect(&other, isDue: true)
      try await one.release()
      try await expect(&other, isDue: true)
    }
  }

  @Test func `a job that was done is due after its pause, for whoever has it then`() async throws {
    try await withServers { one, other, clock in
      try await expect(&one, isDue: true)
      try await one.ran(.seconds(3_600), error: nil)
      try await expect(&one, isDue: false)
      try await one.release()
      try await expect(&other, isDue: false)
      clock.advance(by: .seconds(3_599))
      try await expect(&other, isDue: false)
      clock.advance(by: .seconds(1))
      try await expect(&other, isDue: true)
    }
  }

  @Test func `what went wrong is noted, and forgotten when it goes well`() async throws {
    try await withTestDatabase { address in
      let clock = ManualClock()
      try await withDatabase(address) { database in
        var tenure = Tenure("sweep", server: "one", database, clock)
        try await expect(&tenure, isDue: true)
        try await tenure.ran(.seconds(1), error: String(repeating: "x", count: 3_000))
        let noted = try await database.query("SELECT last_error FROM jobs").first?.decode(String.self)
        #expect(noted == String(repeating: "x", count: 2_000))
        clock.advance(by: Tenure.step)
        try await tenure.ran(.seconds(1), error: nil)
        let kept = try await database.query("SELECT last_error, last_run_at FROM jobs").first?
          .decode(String?.self, Instant.self)
        #expect(kept?.0 == nil)
        #expect(kept?.1 == Instant(microseconds: clock.wall))
      }
    }
  }

  private func expect(
    _ tenure: inout Tenure, isDue expected: Bool, at place: SourceLocation = #_sourceLocation
  ) async throws {
    let isDue = try await tenure.isDue()
    #expect(isDue == expected, sourceLocation: place)
  }

  private func withServers(
    _ body: @escaping @Sendable (inout Tenure, inout Tenure, ManualClock) async throws -> Void
  ) async throws {
    try await withTestDatabase { address in
      let clock = ManualClock()
      try await withDatabase(address) { database in
        var one = Tenure("sweep", server: "one", database, clock)
        var other = Tenure("sweep", server: "other", database, clock)
        try await body(&one, &other, clock)
      }
    }
  }
}
