import CivilTime

/// A length in whole minutes, as people set lengths.
public struct Minutes: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  public let count: Int

  public init(_ count: Int) {
    self.count = count
  }

  public init(integerLiteral count: Int) {
    self.count = count
  }

  /// Lengths of the size links have: up to ten years, safe to add to any date's instant.
  static let upToTenYears = Minutes(0)...Minutes(5_270_400)

  var microseconds: Int64 {
    Instant(seconds: 0).adding(minutes: count).microseconds
  }

  public static func < (left: Minutes, right: Minutes) -> Bool {
    left.count < right.count
  }
}
