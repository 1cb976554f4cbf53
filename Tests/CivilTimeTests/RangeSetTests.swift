import CivilTime
import TestSupport
import Testing

struct RangeSetTests {
  @Test func `stretches that overlap or touch are one`() {
    #expect(Self.set((5, 7), (0, 2), (2, 3), (6, 9), (4, 4)).ranges == [Self.range(0, 3), Self.range(5, 9)])
  }

  @Test func `a stretch is half-open`() {
    let range = Self.range(0, 3)
    #expect(range.contains(Instant(microseconds: 0)) && !range.contains(Instant(microseconds: 3)))
    #expect(!range.overlaps(Self.range(3, 5)) && range.overlaps(Self.range(2, 5)))
    #expect(!range.overlaps(Self.range(1, 1)))
    #expect(range.intersection(Self.range(3, 5)) == nil)
    #expect(TimeRange(Instant(microseconds: 1), Instant(microseconds: 0)) == nil)
    #expect(range.widened(before: 2, after: 1) == Self.range(-2, 4))
    #expect(TimeRange.always.widened(before: .max, after: .max) == .always)
  }

  @Test func `an empty set is neutral`() {
    let set = Self.set((0, 3), (5, 9))
    #expect(set.union(RangeSet()) == set && RangeSet().union(set) == set)
    #expect(set.intersection(RangeSet()).isEmpty && set.subtracting(set).isEmpty)
    #expect(set.subtracting(RangeSet()) == set)
    #expect(set.gaps(in: Self.range(-1, 10)) == Self.set((-1, 0), (3, 5), (9, 10)))
  }

  @Test func `sets agree with counting instant by instant`() {
    var random = SplitMix(seed: 8)
    for _ in 0..<1_500 {
      let (left, right) = (Self.random(&random), Self.random(&random))
      let (many, others) = (Self.members(left), Self.members(right))
      let results = [
        (left.union(right), many.union(others)), (left.intersection(right), many.intersection(others)),
        (left.subtracting(right), many.subtracting(others)),
      ]
      for (set, members) in results {
        guard Self.members(set) == members, Self.isTidy(set) else {
          Issue.record("\(left.ranges) with \(right.ranges) gives \(set.ranges)")
          return
        }
      }
      let probe = Self.range(random.below(24), 24)
      let inside = Set(Int(probe.start.microseconds)..<24)
      guard left.contains(probe) == inside.isSubset(of: many), left.overlaps(probe) == !inside.isDisjoint(with: many),
        left.contains(probe.start) == many.contains(Int(probe.start.microseconds))
      else {
        Issue.record("\(left.ranges) asked for \(probe)")
        return
      }
    }
  }

  private static func range(_ start: Int, _ end: Int) -> TimeRange {
    TimeRange(from: Instant(microseconds: Int64(start)), to: Instant(microseconds: Int64(end)))
  }

  private static func set(_ ranges: (Int, Int)...) -> RangeSet {
    RangeSet(ranges.map { range($0.0, $0.1) })
  }

  private static func random(_ random: inout SplitMix) -> RangeSet {
    RangeSet(
      (0..<random.below(6)).map { _ in
        let start = random.below(22)
        return range(start, start + random.below(6))
      })
  }

  private static func members(_ set: RangeSet) -> Set<Int> {
    Set(set.ranges.flatMap { Int($0.start.microseconds)..<Int($0.end.microseconds) })
  }

  private static func isTidy(_ set: RangeSet) -> Bool {
    set.ranges.allSatisfy { !$0.isEmpty } && zip(set.ranges, set.ranges.dropFirst()).allSatisfy { $0.end < $1.start }
  }
}
