/// Takes a rule's starts in rising order and keeps those within bounds, counting all of them.
///
/// The first occurrence is always the one DTSTART names: it is counted before any other, and a rule's own starts count
/// only after it.
struct StartCollector {
  let first: Int
  let bounds: ClosedRange<Int>
  private(set) var starts: [Int] = []
  private(set) var isFinished = false
  private var remaining: Int?
  private let limit: Int
  private var stepsLeft = ExpansionLimits.steps

  init(first: Int, count: Int?, within bounds: ClosedRange<Int>, atMost limit: Int) throws(ExpansionError) {
    self.first = first
    self.limit = limit
    self.bounds = bounds
    remaining = count.map { $0 - 1 }
    if bounds.contains(first) { starts.append(first) }
    isFinished = remaining == 0 || bounds.upperBound <= first
  }

  /// Whether starts before the bounds must be counted, too.
  var isCounting: Bool { remaining != nil }

  mutating func take(_ start: Int) throws(ExpansionError) {
    guard start > first, !isFinished else { return }
    guard start <= bounds.upperBound else {
      isFinished = true
      return
    }
    if start >= bounds.lowerBound {
      guard starts.count < limit else { throw .tooManyOccurrences(limit: limit) }
      starts.append(start)
    }
    count(1)
  }

  /// Starts after the first one and before the bounds that need not be looked at one by one.
  mutating func count(_ number: Int) {
    guard let remaining else { return }
    self.remaining = max(0, remaining - number)
    if remaining <= number { isFinished = true }
  }

  mutating func spend(_ steps: Int) throws(ExpansionError) {
    stepsLeft -= steps
    guard stepsLeft >= 0 else { throw .tooMuchWork(limit: ExpansionLimits.steps) }
  }
}
