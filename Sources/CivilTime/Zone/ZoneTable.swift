/// A zone's periods laid out for searching: the file's own, then 400 years of its rule. The calendar repeats every 400
/// years, so any later moment is looked up in those; one binary search answers everything.
final class ZoneTable: Hashable, Sendable {
  /// When each period begins, in seconds since 1970, strictly rising; the first has no beginning.
  let starts: [Int]

  /// What the clocks show in each period.
  let types: [LocalType]

  /// Per period, the highest reading any clock has shown by its end (not reached itself). Rising, so the first period
  /// that reaches a given reading can be searched for.
  private let highestReadings: [Int]

  /// Beyond this moment looking up goes back by whole cycles; the table goes on for a year.
  private let foldsAt: Int

  private static let cycle = 146_097 * LocalTime.secondsPerDay

  /// No instant lies so far away (`Instant` ends near ±9.2e12 seconds), and sums of such numbers are safe.
  static let farthest = 10_000_000_000_000

  init(always type: LocalType) {
    starts = [-Self.farthest]
    types = [type]
    highestReadings = [.max]
    foldsAt = .max
  }

  init(_ file: TZif) {
    var builder = Builder(first: file.types[0])
    for transition in file.transitions where transition.at < Self.farthest {
      builder.append(file.types[transition.type], from: max(transition.at, -Self.farthest))
    }
    foldsAt = file.rule.map { builder.extend(by: $0) } ?? .max
    starts = builder.starts
    types = builder.types
    var highest = Int.min
    highestReadings = builder.starts.indices.map { index in
      let end = index + 1 < builder.starts.count ? builder.starts[index + 1] : 2 * Self.farthest
      highest = max(highest, end + builder.types[index].offset)
      return highest
    }
  }

  /// The period a moment lies in, and how far back in time the moment was folded to find it.
  func period(at seconds: Int) -> (index: Int, folded: Int) {
    let folded = fold(seconds)
    return (firstIndex(in: starts, above: seconds - folded) - 1, folded)
  }

  /// The first moment at which the wall clock shows this reading or a later one.
  func firstMoment(reading wall: Int) -> (seconds: Int, index: Int) {
    let folded = fold(wall)
    let index = firstIndex(in: highestReadings, above: wall - folded)
    return (max(starts[index], wall - folded - types[index].offset) + folded, index)
  }

  private func fold(_ seconds: Int) -> Int {
    seconds < foldsAt ? 0 : ((seconds - foldsAt) / Self.cycle + 1) * Self.cycle
  }

  /// The first index whose number is above the limit; the last index if none is (no such limit is ever asked for).
  private func firstIndex(in numbers: [Int], above limit: Int) -> Int {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] > limit { high = middle } else { low = middle + 1 }
    }
    return low
  }

  static func == (left: ZoneTable, right: ZoneTable) -> Bool {
    left === right || (left.starts == right.starts && left.types == right.types && left.foldsAt == right.foldsAt)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(starts.count)
    hasher.combine(types.last)
  }
}

extension ZoneTable {
  private struct Builder {
    private(set) var starts: [Int]
    private(set) var types: [LocalType]

    init(first: LocalType) {
      starts = [-ZoneTable.farthest]
      types = [first]
    }

    /// A change to what already holds is none; a change at the very moment of the last one takes its place.
    mutating func append(_ type: LocalType, from start: Int) {
      if start == starts[starts.count - 1] {
        if starts.count == 1 {
          types[0] = type
          return
        }
        starts.removeLast()
        types.removeLast()
      }
      guard type != types[types.count - 1] else { return }
      starts.append(start)
      types.append(type)
    }

    /// Lays 400 years of the rule behind the table and gives the moment from which they repeat. The rule holds from
    /// the last transition on, or always where there is none.
    mutating func extend(by rule: FooterRule) -> Int {
      let begin = starts[starts.count - 1]
      let beginYear = LocalDate(dayNumber: floorDivide(begin, by: LocalTime.secondsPerDay)).year
      guard beginYear < 9999 else { return .max }
      append(rule.standard, from: begin)
      guard let summer = rule.summer?.type else { return .max }
      let summers = rule.summers(beginningIn: beginYear - 1...beginYear + 404)
      if summers.count == 1 {
        append(summer, from: begin)
        return .max
      }
      for stretch in summers where stretch.upperBound > begin {
        append(summer, from: max(stretch.lowerBound, begin))
        append(rule.standard, from: stretch.upperBound)
      }
      // The year before the one that folding leads back to already follows the rule. Two days more, so that readings
      // of clocks ahead of UTC fold with the moments they mean.
      let foldYear = LocalDate.dayNumber(year: beginYear + 402, month: 1, day: 1)
      return (foldYear + 2) * LocalTime.secondsPerDay
    }
  }
}
