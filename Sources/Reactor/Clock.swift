import Glibc

/// Where time comes from. Everything that waits or stamps takes one, so that a test can hold time still and move it.
public protocol Clock: AnyObject, Sendable {
  /// Nanoseconds that only ever grow; for deadlines.
  var monotonic: Int64 { get }
  /// Microseconds since 1970, UTC; for what people see and the database keeps.
  var wall: Int64 { get }
}

/// The machine's own clock, or, for trying things out, one that starts at a chosen instant and runs on from there.
public final class SystemClock: Clock {
  private let wallOffset: Int64

  public init() {
    wallOffset = 0
  }

  /// A clock whose wall time reads `instant` (microseconds since 1970) now.
  public init(startingAt instant: Int64) {
    wallOffset = instant - SystemClock.read(CLOCK_REALTIME) / 1000
  }

  public var monotonic: Int64 { SystemClock.read(CLOCK_MONOTONIC) }

  public var wall: Int64 { SystemClock.read(CLOCK_REALTIME) / 1000 + wallOffset }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
