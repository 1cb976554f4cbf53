import CivilTime

/// Stretches in order of their starts, overlapping or not, each with the number of what it belongs to: finds the first
/// one a range overlaps in O(log n).
struct StretchIndex: Sendable {
  private var entries: [(range: TimeRange, number: Int)]

  /// Per entry, the latest end up to it: rising, so it can be searched where the ends themselves cannot.
  private var latestEnds: [Instant]

  init(_ stretches: [(range: TimeRange, number: Int)]) {
    entries = stretches.filter { !$0.range.isEmpty }
      .sorted { ($0.range.start, $0.number) < ($1.range.start, $1.number) }
    var latest = Instant.distantPast
    latestEnds = entries.map { entry in
      latest = max(latest, entry.range.end)
      return latest
    }
  }

  mutating func insert(_ range: TimeRange, number: Int) {
    if range.isEmpty { return }
    let index = entries.partitioningIndex { ($0.range.start, $0.number) > (range.start, number) }
    let latest = index == 0 ? .distantPast : latestEnds[index - 1]
    entries.insert((range, number), at: index)
    latestEnds.insert(max(latest, range.end), at: index)
    for later in latestEnds.indices[(index + 1)...] {
      if latestEnds[later] >= range.end { break }
      latestEnds[later] = range.end
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
    partitioningIndex { $0 > limit }
  }
}

extension Array {
  /// The first index from which on all elements are such ones, by binary search: none before it may be. The count if
  /// there is none.
  func partitioningIndex(where isSuch: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isSuch(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
