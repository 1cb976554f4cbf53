internal import CivilTime

/// A day as a line from its first midnight to its last, whatever its clocks did: where an instant stands on it, in
/// hundredths of a percent.
struct DayAxis {
  let range: TimeRange
  /// Read from right to left.
  let isMirrored: Bool

  static let whole = 10_000

  init(_ range: TimeRange, isMirrored: Bool = false) {
    self.range = range
    self.isMirrored = isMirrored
  }

  /// Outside of the day it is the day's end on that side.
  func place(_ instant: Instant) -> Int {
    let length = max(range.end.microseconds(since: range.start), 1)
    let inside = min(max(instant.microseconds(since: range.start), 0), length)
    return Int((Double(inside) / Double(length) * Double(DayAxis.whole)).rounded())
  }

  /// As an SVG attribute has it; mirrored, a point lies as far from the other end.
  func share(_ place: Int) -> String {
    DayAxis.percent(isMirrored ? DayAxis.whole - place : place)
  }

  func block(_ stretch: TimeRange) -> BlockView {
    let (start, end) = (place(stretch.start), place(stretch.end))
    return BlockView(x: share(isMirrored ? end : start), width: DayAxis.percent(end - start))
  }

  /// `33.33%`, `37.5%`, `25%`.
  static func percent(_ hundredths: Int) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)%" }
    if rest % 10 == 0 { return "\(whole).\(rest / 10)%" }
    return rest < 10 ? "\(whole).0\(rest)%" : "\(whole).\(rest)%"
  }
}
