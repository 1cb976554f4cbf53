/// How long to wait before the next attempt to connect: twice as long each time, up to a bound, spread by chance so
/// that many servers do not come back in the same instant.
struct Backoff {
  private var failures = 0
  private var succeededAt: Int64?

  /// 50 ms: a server that is being restarted is met again soon.
  static let first: Int64 = 50_000_000
  /// 2 s: nobody waits longer than that for a database that is back.
  static let longest: Int64 = 2_000_000_000
  /// A connection that stood for a second was a good one.
  static let steady: Int64 = 1_000_000_000

  mutating func succeeded(at now: Int64) {
    succeededAt = now
  }

  func isSteady(at now: Int64) -> Bool {
    succeededAt.map { now - $0 >= Backoff.steady } ?? false
  }

  /// The pause after a failure, from half to the whole of what is due, as `chance` from 0 to 1 has it.
  mutating func failed(at now: Int64, chance: Double) -> Int64 {
    if isSteady(at: now) { failures = 0 }
    succeededAt = nil
    // Beyond this many doublings the bound is reached in any case.
    let whole = min(Backoff.longest, Backoff.first << Int64(min(failures, 16)))
    failures += 1
    return whole / 2 + Int64(Double(whole / 2) * chance)
  }
}
