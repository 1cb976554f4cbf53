/// A stretch of instants `[start, end)`, never of negative length. Half-open: two that touch do not overlap.
public struct TimeRange: Hashable, Sendable {
  public let start: Instant
  public let end: Instant

  /// Nil where the end lies before the start.
  public init?(_ start: Instant, _ end: Instant) {
    guard start <= end else { return nil }
    self.init(from: start, to: end)
  }

  /// An end before the start gives an empty range at the start.
  public init(from start: Instant, to end: Instant) {
    self.start = start
    self.end = max(start, end)
  }

  public static let always = TimeRange(from: .distantPast, to: .distantFuture)

  public var isEmpty: Bool { start == end }

  public var microseconds: Int64 { end.microseconds(since: start) }

  public func contains(_ instant: Instant) -> Bool {
    start <= instant && instant < end
  }

  public func contains(_ other: TimeRange) -> Bool {
    start <= other.start && other.end <= end
  }

  /// Whether the two share an instant. An empty range overlaps nothing.
  public func overlaps(_ other: TimeRange) -> Bool {
    max(start, other.start) < min(end, other.end)
  }

  /// The instants both have; nil where there are none.
  public func intersection(_ other: TimeRange) -> TimeRange? {
    let start = max(start, other.start)
    let end = min(end, other.end)
    return start < end ? TimeRange(from: start, to: end) : nil
  }

  /// Widened on both sides, as buffers widen a meeting.
  public func widened(before: Int64, after: Int64) -> TimeRange {
    TimeRange(from: start.adding(microseconds: -max(before, -.max)), to: end.adding(microseconds: after))
  }
}
