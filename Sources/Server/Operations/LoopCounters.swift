/// What one loop has counted. Only its own thread adds, so adding is all it costs; whoever wants the sum asks each loop
/// for a copy.
final class LoopCounters {
  private(set) var counts = Counts()
  private var slots: [UnsafeRawPointer: Int] = [:]
  private var last: (key: UnsafeRawPointer, slot: Int)?

  struct Counts: Sendable {
    var accepted = 0
    var turnedAway = 0
    var open = 0
    var receivedBytes = 0
    var sentBytes = 0
    /// How late the loop's last measuring timer was, in nanoseconds.
    var lag: Int64 = 0
    var routes: [RouteCounts] = []
  }

  struct RouteCounts: Sendable {
    let name: StaticString
    /// By the first digit of the status, from 1 to 5.
    var byClass: InlineArray<5, Int> = .init(repeating: 0)
    var durations = DurationCounts()
  }

  func accepted() {
    counts.accepted += 1
    counts.open += 1
  }

  func turnedAway() { counts.turnedAway += 1 }
  func closed() { counts.open -= 1 }
  func received(_ bytes: Int) { counts.receivedBytes += bytes }
  func measured(lag: Int64) { counts.lag = lag }

  func answered(_ route: RouteLabel, status: Int, nanoseconds: Int64, bytes: Int) {
    counts.sentBytes += bytes
    let slot = slot(of: route.name)
    counts.routes[slot].byClass[status / 100 - 1] += 1
    counts.routes[slot].durations.add(nanoseconds)
  }

  /// Names are literals, so their address tells them apart; two literals that read the same are added up when shown.
  private func slot(of name: StaticString) -> Int {
    let key = UnsafeRawPointer(name.utf8Start)
    if let last, last.key == key { return last.slot }
    let slot = slots[key] ?? counts.routes.count
    if slot == counts.routes.count {
      counts.routes.append(RouteCounts(name: name))
      slots[key] = slot
    }
    last = (key, slot)
    return slot
  }
}

/// How many answers took how long.
struct DurationCounts: Sendable {
  /// Upper ends in microseconds: from a page out of memory to a visitor who has given up.
  static let bounds: InlineArray<14, Int64> = [
    250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 10_000_000,
  ]

  /// The last counts what took longer than every bound.
  private(set) var counts: InlineArray<15, Int> = .init(repeating: 0)
  private(set) var sum: Int64 = 0

  mutating func add(_ nanoseconds: Int64) {
    let microseconds = nanoseconds / 1000
    sum += microseconds
    var bucket = 0
    while bucket < DurationCounts.bounds.count, microseconds > DurationCounts.bounds[bucket] { bucket += 1 }
    counts[bucket] += 1
  }

  mutating func add(_ other: DurationCounts) {
    sum += other.sum
    for bucket in counts.indices { counts[bucket] += other.counts[bucket] }
  }
}
