import CivilTime

/// Stretches in order of their starts, overlapping or not, each with the number of what it belongs to: finds the first
/// one a range overlaps in O(log n).
struct StretchIndex: Sendable {
  private let entries: [(range: TimeRange, number: Int)]

  /// Per entry, the latest end up to it: rising, so it can be searched where the ends themselves cannot.
  private let latestEnds: [Instant]

  init(_ stretches: [(range: TimeRange, number: Int)]) {
    entries = stretches.filter { !$0.range.isEmpty }
      .sorted { ($0.range.start, $0.number) < ($1.range.start, $1.number) }
    var latest = Instant.distantPast
    latestEnds = entries.map { entry in
      latest = max(latest, entry.range.end)
      return latest
    }
  }

  var ranges: some Sequence<TimeRange> { entries.lazy.map(\.range) }

  /// The number of the stretch that begins first among those the range overlaps, `isPassedOver` left out; of two that
  /// begin together, the lower number.
  func first(overlapping range: TimeRange, passingOver isPassedOver: (Int) -> Bool = { _ in false }) -> Int? {
    var index = latestEnds.firstIndex(above: range.start)
    while index < entries.count, entries[index].range.start < range.end {
      if entries[index].range.overlaps(range), !isPassedOver(entries[index].number) { return entries[index].number }
      index += 1
    }
    return nil
  }
}

extension [Instant] {
  /// The first index whose instant lies after the limit, by binary search; the count if none does.
  func firstIndex(above limit: Instant) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > limit { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
