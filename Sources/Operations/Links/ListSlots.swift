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
    guard let finder = finder(lasting: duration) else { return FreeTimes(days: [], expiry: expiry(.distantFuture)) }
    let slots = slots(of: finder, in: SlotDay.hull(of: dates, in: zone))
    return FreeTimes(days: SlotDay.group(slots, dates, in: zone), expiry: expiry(finder.expiry(of: slots)))
  }

  /// The first date, from this one on, that has a free time.
  public func nextFreeDate(from date: LocalDate, in zone: Zone, lasting duration: Minutes) -> LocalDate? {
    guard let finder = finder(lasting: duration), let bookable = bookableDates(in: zone, of: finder) else { return nil }
    var first = max(date, bookable.lowerBound)
    // Most often it is near: look closely first, then ever further.
    var step = 7
    while first <= bookable.upperBound {
      let dates = first...min(first.adding(days: step - 1), bookable.upperBound)
      let slots = slots(of: finder, in: SlotDay.hull(of: dates, in: zone))
      if let day = SlotDay.group(slots, dates, in: zone).first { return day.date }
      guard dates.upperBound < .last else { return nil }
      first = dates.upperBound.adding(days: 1)
      step *= 2
    }
    return nil
  }

  /// The dates between which anything could be free at all, in the guest's zone: what a month's arrows may reach.
  public func bookableDates(in zone: Zone, lasting duration: Minutes) -> ClosedRange<LocalDate>? {
    finder(lasting: duration).flatMap { bookableDates(in: zone, of: $0) }
  }

  /// Whether one start may be booked, and if not, why: what the form is shown by, and what booking decides by.
  public func decide(_ start: Instant, lasting duration: Minutes) -> Verdict {
    guard let finder = finder(lasting: duration) else { return .refused(.offGrid) }
    if start >= book.lastOffer {
      return .refused(.outsideBookingWindow(first: nil, last: zone.local(book.lastOffer).date))
    }
    let verdict = finder.decide(start)
    if case .free(let seatsLeft) = verdict, seatsLeft < party { return .refused(.booked(booking: 0, isFull: true)) }
    return verdict
  }

  /// Free times close to one that is not, in order: some before and some after. Where none is within a week or two, those
  /// that come closest. A booking's own time is none to move it to.
  public func times(near start: Instant, lasting duration: Minutes, count: Int = 6) -> [Slot] {
    guard let finder = finder(lasting: duration) else { return [] }
    let own = moving.flatMap { id in book.bookings.first { $0.id == id }?.time.start }
    let (first, last) = (finder.reach.start, min(finder.reach.end, book.lastOffer))
    let middle = min(max(start, first), last)
    var week = 7 * LocalTime.secondsPerDay
    while true {
      let around = TimeRange(from: middle.adding(seconds: -week), to: middle.adding(seconds: 2 * week))
      let free = slots(of: finder, in: around).filter { $0.start != start && $0.start != own }
      if free.isEmpty, around.start > first || around.end < last {
        week *= 4
        continue
      }
      let nearest = free.sorted { abs($0.start.microseconds(since: start)) < abs($1.start.microseconds(since: start)) }
      return nearest.prefix(count).sorted { $0.start < $1.start }
    }
  }

  /// Nil for a length that is not on offer. A booking that is moved keeps its own, whatever is on offer now.
  func finder(lasting duration: Minutes) -> SlotFinder? {
    guard moving != nil || link.durations.contains(duration) else { return nil }
    return try? book.finder(link, lasting: duration, moving: moving, now: now)
  }

  private func slots(of finder: SlotFinder, in range: TimeRange) -> [Slot] {
    let slots = finder.slots(in: TimeRange(from: range.start, to: min(range.end, book.lastOffer)))
    return party == 1 ? slots : slots.filter { $0.seatsLeft >= party }
  }

  private func bookableDates(in zone: Zone, of finder: SlotFinder) -> ClosedRange<LocalDate>? {
    let reach = finder.reach
    let end = min(reach.end, book.lastOffer)
    guard reach.start < end else { return nil }
    return zone.local(reach.start).date...zone.local(end.adding(microseconds: -1)).date
  }

  private func expiry(_ found: Instant) -> Instant {
    min(found, link.expiresAt ?? .distantFuture)
  }
}
