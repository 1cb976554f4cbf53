import Testing

@testable import Postgres

struct PoolMachineTests {
  var pool = PoolMachine(PoolMachine.Limits(shared: 1, leased: 2, waiting: 2, patience: 100, idle: 1_000))

  // MARK: Shared connections

  @Test mutating func `who asks before the first connection stands waits for it`() {
    #expect(pool.open(at: 0) == [.connect(0)])
    #expect(pool.wantShared(7, at: 1) == [])
    #expect(pool.wantShared(8, at: 2) == [])
    #expect(pool.connected(0, at: 3) == [.serve(7, with: 0), .serve(8, with: 0)])
  }

  @Test mutating func `asking alone opens the pool`() {
    #expect(pool.wantShared(7, at: 0) == [.connect(0)])
  }

  @Test mutating func `a failed attempt refuses all who wait, and all who come`() {
    _ = pool.open(at: 0)
    _ = pool.wantShared(7, at: 1)
    _ = pool.wantLease(8, at: 1)
    #expect(pool.failed(0, at: 2, chance: 0) == [.refuse(7, .away), .refuse(8, .away)])
    #expect(pool.isAway)
    #expect(pool.wantShared(9, at: 3) == [.refuse(9, .away)])
    #expect(pool.wantLease(10, at: 3) == [.refuse(10, .away)])
  }

  @Test mutating func `the next attempt comes after a pause and ends the absence`() {
    _ = pool.open(at: 0)
    _ = pool.failed(0, at: 0, chance: 1)
    #expect(pool.nextDeadline == Backoff.first)
    #expect(pool.timePassed(at: Backoff.first - 1) == [])
    #expect(pool.timePassed(at: Backoff.first) == [.connect(0)])
    #expect(pool.wantShared(7, at: Backoff.first) == [.refuse(7, .away)])
    #expect(pool.connected(0, at: Backoff.first + 1) == [])
    #expect(!pool.isAway)
  }

  @Test mutating func `a connection that stood is made anew at once, and who asks waits for it`() {
    stand(at: 0)
    let later = Backoff.steady
    #expect(pool.lost(0, at: later, chance: 0) == [.connect(0)])
    #expect(pool.wantShared(7, at: later) == [])
    #expect(pool.connected(0, at: later + 1) == [.serve(7, with: 0)])
  }

  @Test mutating func `one that breaks as soon as it stands waits longer each time`() {
    stand(at: 0)
    #expect(pool.lost(0, at: 10, chance: 1) == [])
    #expect(pool.nextDeadline == 10 + Backoff.first)
    let second = 10 + Backoff.first
    #expect(pool.timePassed(at: second) == [.connect(0)])
    _ = pool.connected(0, at: second)
    _ = pool.lost(0, at: second, chance: 1)
    #expect(pool.nextDeadline == second + 2 * Backoff.first)
  }

  @Test mutating func `patience ends while an attempt hangs`() {
    _ = pool.wantShared(7, at: 0)
    #expect(pool.nextDeadline == 100)
    #expect(pool.timePassed(at: 100) == [.refuse(7, .away)])
  }

  // MARK: Leases

  @Test mutating func `a lease is made when it is asked for and kept when it comes back`() {
    stand(at: 0)
    #expect(pool.wantLease(7, at: 1) == [.connect(1)])
    #expect(pool.connected(1, at: 2) == [.serve(7, with: 1)])
    #expect(pool.returned(1, at: 3) == [])
    #expect(pool.wantLease(8, at: 4) == [.serve(8, with: 1)])
  }

  @Test mutating func `a lease asked for first brings a shared connection along`() {
    #expect(pool.wantLease(7, at: 0) == [.connect(0), .connect(1)])
    #expect(pool.connected(1, at: 1) == [.serve(7, with: 1)])
  }

  @Test mutating func `the one used last is lent first, so that others grow old`() {
    lend(7, at: 0)
    lend(8, at: 0)
    _ = pool.returned(2, at: 5)
    _ = pool.returned(1, at: 6)
    #expect(pool.wantLease(9, at: 7) == [.serve(9, with: 1)])
    #expect(pool.timePassed(at: 1_005) == [.close(2)])
  }

  @Test mutating func `those beyond the bound wait in order`() {
    lend(7, at: 0)
    lend(8, at: 0)
    #expect(pool.wantLease(9, at: 1) == [])
    #expect(pool.wantLease(10, at: 2) == [])
    #expect(pool.wantLease(11, at: 3) == [.refuse(11, .busy)])
    #expect(pool.returned(2, at: 4) == [.serve(9, with: 2)])
    #expect(pool.returned(1, at: 5) == [.serve(10, with: 1)])
  }

  @Test mutating func `whoever waits too long is told that it is busy`() {
    lend(7, at: 0)
    lend(8, at: 0)
    _ = pool.wantLease(9, at: 1)
    #expect(pool.timePassed(at: 100) == [])
    #expect(pool.timePassed(at: 101) == [.refuse(9, .busy)])
    #expect(pool.returned(1, at: 102) == [])
  }

  @Test mutating func `whoever leaves the queue is not served`() {
    lend(7, at: 0)
    lend(8, at: 0)
    _ = pool.wantLease(9, at: 1)
    _ = pool.wantLease(10, at: 1)
    #expect(pool.forget(9) == true)
    #expect(pool.forget(9) == false)
    #expect(pool.returned(1, at: 2) == [.serve(10, with: 1)])
  }

  @Test mutating func `a lease that breaks makes room for another`() {
    lend(7, at: 0)
    lend(8, at: 0)
    _ = pool.wantLease(9, at: Backoff.steady)
    #expect(pool.lost(1, at: Backoff.steady, chance: 0) == [.connect(1)])
    #expect(pool.connected(1, at: Backoff.steady + 1) == [.serve(9, with: 1)])
  }

  @Test mutating func `a lease that can't be made leaves the waiting to those that come back`() {
    lend(7, at: 0)
    #expect(pool.wantLease(8, at: 1) == [.connect(2)])
    #expect(pool.failed(2, at: 2, chance: 1) == [])
    #expect(!pool.isAway)
    #expect(pool.returned(1, at: 3) == [.serve(8, with: 1)])
  }

  @Test mutating func `an idle lease is closed and made again when needed`() {
    lend(7, at: 0)
    _ = pool.returned(1, at: 10)
    #expect(pool.nextDeadline == 1_010)
    #expect(pool.timePassed(at: 1_010) == [.close(1)])
    #expect(pool.wantLease(8, at: 1_011) == [.connect(1)])
  }

  // MARK: The end

  @Test mutating func `closing refuses everybody and closes what stands`() {
    lend(7, at: 0)
    lend(8, at: 0)
    _ = pool.wantLease(9, at: 1)
    _ = pool.returned(1, at: 1)
    _ = pool.wantLease(10, at: 1)
    #expect(pool.close() == [.refuse(10, .closed), .close(0)])
    #expect(pool.wantShared(11, at: 2) == [.refuse(11, .closed)])
    #expect(pool.wantLease(12, at: 2) == [.refuse(12, .closed)])
    #expect(pool.returned(1, at: 3) == [.close(1)])
    #expect(pool.nextDeadline == nil)
  }

  @Test mutating func `what is made while it closes is closed`() {
    _ = pool.open(at: 0)
    #expect(pool.close() == [.close(0)])
    #expect(pool.connected(0, at: 1) == [.close(0)])
  }

  private mutating func stand(at now: Int64) {
    _ = pool.open(at: now)
    _ = pool.connected(0, at: now)
  }

  /// Lends the next connection that is not made yet.
  private mutating func lend(_ id: Int, at now: Int64) {
    for action in pool.wantLease(id, at: now) {
      if case .connect(let slot) = action { _ = pool.connected(slot, at: now) }
    }
  }
}

struct BackoffTests {
  @Test func `pauses double up to two seconds`() {
    var backoff = Backoff()
    let pauses = (0..<9).map { _ in backoff.failed(at: 0, chance: 1) / 1_000_000 }
    #expect(pauses == [50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000])
  }

  @Test(arguments: [(0.0, 25), (0.5, 37), (1.0, 50)])
  func `chance spreads a pause over its second half`(chance: Double, milliseconds: Int64) {
    var backoff = Backoff()
    #expect(backoff.failed(at: 0, chance: chance) / 1_000_000 == milliseconds)
  }

  @Test func `a connection that stood for a while lets it begin anew`() {
    var backoff = Backoff()
    for _ in 0..<5 { _ = backoff.failed(at: 0, chance: 1) }
    backoff.succeeded(at: 0)
    #expect(backoff.failed(at: Backoff.steady, chance: 1) == Backoff.first)
  }

  @Test func `one that broke at once does not`() {
    var backoff = Backoff()
    _ = backoff.failed(at: 0, chance: 1)
    backoff.succeeded(at: 0)
    #expect(backoff.failed(at: 1, chance: 1) == 2 * Backoff.first)
  }
}
