import CivilTime
import Testing

struct InstantTests {
  @Test(arguments: [(0, 0, 0), (1, 0, 1), (-1, -1, 999_999), (-1_000_000, -1, 0), (1_999_999, 1, 999_999)])
  func `seconds are rounded down`(microseconds: Int, seconds: Int, rest: Int) {
    let instant = Instant(microseconds: Int64(microseconds))
    #expect(instant.seconds == seconds)
    #expect(instant.microsecondOfSecond == rest)
  }

  @Test func `steps are elapsed time`() {
    let start = Instant(seconds: 100)
    #expect(start.adding(seconds: -101) == Instant(seconds: -1))
    #expect(start.adding(minutes: 2).seconds == 220)
    #expect(start.adding(microseconds: 5).microseconds(since: start) == 5)
    #expect(start.microseconds(since: start.adding(microseconds: 5)) == -5)
  }

  @Test func `nothing wraps around at the ends of the line`() {
    #expect(Instant(seconds: .max) == .distantFuture)
    #expect(Instant(seconds: .min) == .distantPast)
    #expect(Instant.distantFuture.adding(microseconds: 1) == .distantFuture)
    #expect(Instant.distantPast.adding(microseconds: -1) == .distantPast)
    #expect(Instant(seconds: 0).adding(minutes: .max) == .distantFuture)
    #expect(Instant(seconds: 0).adding(minutes: .min) == .distantPast)
    #expect(Instant.distantFuture.microseconds(since: .distantPast) == .max)
    #expect(Instant.distantPast.microseconds(since: .distantFuture) == .min)
  }
}
