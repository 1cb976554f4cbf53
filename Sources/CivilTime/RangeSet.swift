/// A set of instants as stretches: sorted, apart (two that touch are one), none empty. Two sets are joined, met or
/// taken from one another in one walk over both.
public struct RangeSet: Hashable, Sendable {
  public private(set) var ranges: [TimeRange]

  public init() {
    ranges = []
  }

  public init(_ range: TimeRange) {
    ranges = range.isEmpty ? [] : [range]
  }

  /// In any order, overlapping or not.
  public init(_ ranges: some Sequence<TimeRange>) {
    self.init(sorted: ranges.sorted { $0.start < $1.start })
  }

  /// Rising by start, overlapping or not: spares the sorting.
  public init(sorted sortedRanges: some Sequence<TimeRange>) {
    ranges = []
    ranges.reserveCapacity(sortedRanges.underestimatedCount)
    for range in sortedRanges { append(range) }
  }

  public var isEmpty: Bool { ranges.isEmpty }

  /// O(log n).
  public func contains(_ instant: Instant) -> Bool {
    guard let range = firstRange(endingAfter: instant) else { return false }
    return range.start <= instant
  }

  /// Whether the whole range lies in the set; an empty one always does. O(log n).
  public func contains(_ range: TimeRange) -> Bool {
    guard !range.isEmpty else { return true }
    guard let candidate = firstRange(endingAfter: range.start) else { return false }
    return candidate.contains(range)
  }

  /// Whether the set and the range share an instant. O(log n).
  public func overlaps(_ range: TimeRange) -> Bool {
    guard !range.isEmpty, let candidate = firstRange(endingAfter: range.start) else { return false }
    return candidate.start < range.end
  }

  public func union(_ other: RangeSet) -> RangeSet {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var result = RangeSet()
    result.ranges.reserveCapacity(ranges.count + other.ranges.count)
    var (left, right) = (ranges[...], other.ranges[...])
    while let first = left.first, let second = right.first {
      result.append(first.start <= second.start ? left.removeFirst() : right.removeFirst())
    }
    for range in left { result.append(range) }
    for range in right { result.append(range) }
    return result
  }

  public func intersection(_ other: RangeSet) -> RangeSet {
    var result = RangeSet()
    var (left, right) = (ranges[...], other.ranges[...])
    while let first = left.first, let second = right.first {
      if let common = first.intersection(second) { result.append(common) }
      // The one that ends first can meet nothing more.
      if first.end <= second.end { left.removeFirst() } else { right.removeFirst() }
    }
    return result
  }

  public func intersection(_ range: TimeRange) -> RangeSet {
    intersection(RangeSet(range))
  }

  public func subtracting(_ other: RangeSet) -> RangeSet {
    var result = RangeSet()
    var cuts = other.ranges[...]
    for range in ranges {
      var start = range.start
      while let cut = cuts.first, cut.end <= range.start { cuts.removeFirst() }
      // A cut that reaches beyond this range may reach into the next: it stays.
      for cut in cuts {
        guard cut.start < range.end else { break }
        result.append(TimeRange(from: start, to: cut.start))
        start = cut.end
        guard cut.end < range.end else { break }
        cuts.removeFirst()
      }
      if start < range.end { result.append(TimeRange(from: start, to: range.end)) }
    }
    return result
  }

  /// What of the range the set leaves out.
  public func gaps(in range: TimeRange) -> RangeSet {
    RangeSet(range).subtracting(self)
  }

  /// Starts no earlier than the last one kept.
  private mutating func append(_ range: TimeRange) {
    guard !range.isEmpty else { return }
    if let last = ranges.last, range.start <= last.end {
      ranges[ranges.count - 1] = TimeRange(from: last.start, to: max(last.end, range.end))
    } else {
      ranges.append(range)
    }
  }

  private func firstRange(endingAfter instant: Instant) -> TimeRange? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end > instant { high = middle } else { low = middle + 1 }
    }
    return low < ranges.count ? ranges[low] : nil
  }
}
