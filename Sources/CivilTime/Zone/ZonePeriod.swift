/// A stretch of time in which a zone keeps one offset under one name.
public struct ZonePeriod: Hashable, Sendable {
  /// The first period of a zone begins in the distant past, the last one, if any, ends in the distant future.
  public let range: TimeRange

  /// Seconds ahead of UTC.
  public let offset: Int
  public let abbreviation: String
  public let isSummerTime: Bool

  /// What the clocks read at an instant of this period.
  public func local(_ instant: Instant) -> LocalDateTime {
    LocalDateTime(wallSeconds: instant.seconds + offset)
  }
}

/// A change of a zone's clocks.
public struct ZoneTransition: Hashable, Sendable {
  public let instant: Instant

  /// Seconds ahead of UTC before and after; equal where only the name changes.
  public let offsetBefore: Int
  public let offsetAfter: Int
  public let abbreviation: String
  public let isSummerTime: Bool
}

extension Zone {
  public func period(at instant: Instant) -> ZonePeriod {
    let (index, folded) = table.period(at: instant.seconds)
    let type = table.types[index]
    let isFirst = index == 0 && folded == 0
    let start = isFirst ? Instant.distantPast : Instant(seconds: table.starts[index] + folded)
    let next = index + 1
    let end = next < table.starts.count ? Instant(seconds: table.starts[next] + folded) : .distantFuture
    return ZonePeriod(
      range: TimeRange(from: start, to: end), offset: type.offset, abbreviation: type.abbreviation,
      isSummerTime: type.isSummerTime)
  }

  /// The periods that share an instant with the range, in order and without a hole; the outer ones reach beyond it.
  public func periods(in range: TimeRange) -> [ZonePeriod] {
    guard !range.isEmpty else { return [] }
    var periods = [period(at: range.start)]
    while let last = periods.last, last.range.end < range.end {
      periods.append(period(at: last.range.end))
    }
    return periods
  }

  /// The next change of clocks; nil where there is none any more.
  public func nextTransition(after instant: Instant) -> ZoneTransition? {
    let before = period(at: instant)
    guard before.range.end < .distantFuture else { return nil }
    return transition(before, period(at: before.range.end))
  }

  /// The changes of clocks at the range's instants, in order.
  public func transitions(in range: TimeRange) -> [ZoneTransition] {
    // The range's first instant may itself be a change: look from just before it.
    let periods = periods(in: TimeRange(from: range.start.adding(microseconds: -1), to: range.end))
    return zip(periods, periods.dropFirst()).map(transition)
  }

  private func transition(_ before: ZonePeriod, _ after: ZonePeriod) -> ZoneTransition {
    ZoneTransition(
      instant: after.range.start, offsetBefore: before.offset, offsetAfter: after.offset,
      abbreviation: after.abbreviation, isSummerTime: after.isSummerTime)
  }
}
