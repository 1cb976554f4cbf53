public import CivilTime

/// A stretch of civil time on one date in which an owner takes meetings, `[start, end)`. It may end at 24:00.
public struct Window: Hashable, Sendable {
  public let start: LocalTime
  public let end: LocalTime

  /// Rule 6: a window that ends before it begins, or at once, is refused.
  public init(_ start: LocalTime, _ end: LocalTime) throws(WindowRefusal) {
    guard start < end else { throw WindowRefusal(start: start, end: end) }
    self.init(from: start, to: end)
  }

  public static let wholeDay = Window(from: .midnight, to: .endOfDay)

  /// For ends that are in order by how they were come by.
  init(from start: LocalTime, to end: LocalTime) {
    self.start = start
    self.end = end
  }
}

/// A window whose end does not lie after its start, and what its writer may have meant.
public struct WindowRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let start: LocalTime
  public let end: LocalTime

  public var description: String {
    if start == end { return "\(start)–\(end) has no length" }
    if end == .midnight { return "\(start)–\(end) ends before it begins; midnight as an end is written 24:00" }
    return "\(start)–\(end) ends before it begins; a night shift is two windows, \(start)–24:00 and 00:00–\(end)"
  }
}
