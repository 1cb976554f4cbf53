/// A point on the UTC line in whole microseconds since 1970: what is stored, compared and blocked. Only together with
/// a `Zone` does it read as a date and a time.
///
/// Arithmetic saturates: an instant pushed beyond the ends of the line stays at the end, it never wraps and never traps.
public struct Instant: Hashable, Comparable, Sendable {
  public var microseconds: Int64

  public static let microsecondsPerSecond: Int64 = 1_000_000

  /// The ends of the line, some 292,000 years away: useful as open ends of a range.
  public static let distantPast = Instant(microseconds: .min)
  public static let distantFuture = Instant(microseconds: .max)

  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Seconds since 1970, as the system and TZif count them.
  public init(seconds: Int) {
    let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: Self.microsecondsPerSecond)
    microseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// Whole seconds since 1970, rounded down, so that a fraction never reads as the second after it.
  public var seconds: Int {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerSecond)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }

  /// What is left above `seconds`: 0 ..< 1,000,000.
  public var microsecondOfSecond: Int {
    let remainder = microseconds % Self.microsecondsPerSecond
    return Int(remainder < 0 ? remainder + Self.microsecondsPerSecond : remainder)
  }

  public func adding(microseconds distance: Int64) -> Instant {
    let (sum, overflow) = microseconds.addingReportingOverflow(distance)
    return overflow ? (distance < 0 ? .distantPast : .distantFuture) : Instant(microseconds: sum)
  }

  public func adding(seconds distance: Int) -> Instant {
    adding(microseconds: Instant(seconds: distance).microseconds)
  }

  public func adding(minutes distance: Int) -> Instant {
    let (seconds, overflow) = distance.multipliedReportingOverflow(by: 60)
    return adding(seconds: overflow ? (distance < 0 ? .min : .max) : seconds)
  }

  /// The elapsed time from `earlier` to this instant; negative where `earlier` is in truth later.
  public func microseconds(since earlier: Instant) -> Int64 {
    let (difference, overflow) = microseconds.subtractingReportingOverflow(earlier.microseconds)
    return overflow ? (self < earlier ? .min : .max) : difference
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }
}
