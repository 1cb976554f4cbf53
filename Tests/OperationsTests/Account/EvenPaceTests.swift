import Crypto
import Guard
import Reactor
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct EvenPaceTests {
  @Test func `an answer that is found at once is given when the time is over`() async throws {
    try await withOffice { world in
      let office = TestOffice.office(
        world.database, world.clock, accounts: TestAccount.keys(pace: .milliseconds(5)))
      let loop = try #require(EventLoop.current)
      let start = loop.clock.monotonic
      #expect(try await office.forgotPassword("nobody", caller: .house) == .wrote)
      #expect(loop.clock.monotonic - start >= 5_000_000)
    }
  }

  /// Hashing takes most of a pace: what was found would often decide whether the answer comes at the first or the second.
  @Test func `the time of an answer to signing up begins when the password is hashed`() async throws {
    try await withOffice { world in
      let pool = try BlockingPool(threads: 1, queueLimit: 0)
      defer { pool.stop() }
      let clock = WatchedClock()
      let office = Office(
        world.database, books: Books(world.database, clock: clock), clock: clock, ids: UUIDMaker(),
        tokens: TestOffice.tokens, accounts: TestAccount.keys(pool: pool, pace: .milliseconds(5)))
      let form = SignUpForm(username: "lan", email: "lan@example.org", password: "a long sentence")
      await #expect(throws: Trouble.busy) { try await office.signUp(form, caller: .house) }
      #expect(clock.looks == 0)
    }
  }
}

/// Counts how often deadlines are made of it.
private final class WatchedClock: Clock {
  private let count = Guarded(0)

  var looks: Int { count.withLock { $0 } }
  var wall: Int64 { 1_795_165_200_000_000 }

  var monotonic: Int64 {
    count.withLock { $0 += 1 }
    return 0
  }
}
