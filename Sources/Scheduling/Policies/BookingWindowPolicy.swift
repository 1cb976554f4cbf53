import CivilTime

/// Rule 13: only certain dates, in the schedule's zone, may be booked. A start belongs to the date it reads as there.
struct BookingWindowPolicy {
  private let first: LocalDate?
  private let last: LocalDate

  init(_ link: LinkRules, now: Instant, zone: Zone) {
    switch link.window {
    case .daysAhead(let days): (first, last) = (nil, zone.local(now).date.adding(days: days))
    case .dates(let dates): (first, last) = (dates.lowerBound, dates.upperBound)
    }
  }

  func objection(on date: LocalDate) -> Reason? {
    guard date <= last, date >= first ?? date else { return .outsideBookingWindow(first: first, last: last) }
    return nil
  }

  /// A range that holds every instant that reads as one of the dates, and hardly more: a day on either side covers
  /// dates that read twice where midnight is repeated.
  func hull(in zone: Zone) -> TimeRange {
    let start = first.map { zone.day($0.adding(days: -1)).start } ?? .distantPast
    return TimeRange(from: start, to: zone.day(last.adding(days: 1)).end)
  }
}
