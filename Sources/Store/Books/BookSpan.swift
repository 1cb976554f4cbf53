internal import CivilTime
internal import Scheduling

/// From when to when an owner's facts are read.
struct BookSpan: Sendable {
  let now: Instant
  let daysAhead: Int

  /// What most links reach, and then some.
  static let usualDaysAhead = 92

  /// Ten years: nothing is offered beyond it, whatever a link says.
  static let mostDaysAhead = 3_660

  /// A copy is read anew once a day, so it reaches that much further than links do at first: that day, one for zones, three for the last meeting.
  private static let slack = 6

  /// A weekly limit counts the whole week that today is in, whatever the zone.
  private static let daysBack = 9

  var range: TimeRange {
    TimeRange(from: now.adding(days: -Self.daysBack), to: now.adding(days: daysAhead))
  }

  /// A meeting with its buffers takes three days at most, all of which have to be known.
  var lastOffer: Instant { now.adding(days: daysAhead - 3) }

  var goodUntil: Instant { now.adding(days: 1) }

  /// Whether all dates that these links offer lie within.
  func covers(_ links: [Link]) -> Bool {
    daysAhead >= Self.daysAhead(for: links, now: now)
  }

  static func daysAhead(for links: [Link], now: Instant) -> Int {
    let today = Zone.utc.local(now).date
    let furthest = links.lazy.map { link in
      switch link.window {
      case .daysAhead(let days): days
      case .dates(let dates): dates.upperBound.days(since: today)
      }
    }
    return max(usualDaysAhead, min(mostDaysAhead, furthest.max() ?? 0) + slack)
  }
}

extension Instant {
  /// Of twenty-four hours each.
  func adding(days: Int) -> Instant {
    adding(seconds: days * LocalTime.secondsPerDay)
  }
}
