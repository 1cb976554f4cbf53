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
}
