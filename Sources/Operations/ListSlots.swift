public import CivilTime
public import Scheduling
internal import Store

/// Free times of a link.
public struct FreeTimes: Sendable {
  /// Those of the dates asked for that have any, in order.
  public let days: [SlotDay]

  /// Until when the clock alone changes nothing here.
  public let expiry: Instant
}

extension OpenLink {
  /// The free times on these dates of the guest's zone. A length the link does not offer has none.
  public func times(_ dates: ClosedRange<LocalDate>, in zone: Zone, lasting duration: Minutes) -> FreeTimes {
    FreeTimes(days: [], expiry: now)
  }

  /// The first date, from this one on, that has a free time.
  public func nextFreeDate(from date: LocalDate, in zone: Zone, lasting duration: Minutes) -> LocalDate? {
    nil
  }

  /// The dates between which anything could be free at all, in the guest's zone: what a month's arrows may reach.
  public func bookableDates(in zone: Zone, lasting duration: Minutes) -> ClosedRange<LocalDate>? {
    nil
  }

  /// Whether one start may be booked, and if not, why: what the form is shown by, and what booking decides by.
  public func decide(_ start: Instant, lasting duration: Minutes) -> Verdict {
    .refused(.outsideHours)
  }

  /// Free times close to one that is not, nearest first in time order, some before and some after.
  public func times(near start: Instant, lasting duration: Minutes) -> [Slot] {
    []
  }
}
