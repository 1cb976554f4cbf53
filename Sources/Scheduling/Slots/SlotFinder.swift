public import CivilTime

/// Finds the slots of one link of one host: the rules of time, from hours and facts to what a guest may book. The same
/// walk over the same policies shows slots, explains them and decides a booking.
public struct SlotFinder: Sendable {
  /// With the hours this link goes by.
  public let schedule: Schedule
  public let link: LinkRules

  /// Which of the facts' bookings are this link's.
  public let linkNumber: Int
  public let facts: Facts
  public let now: Instant

  let notice: NoticePolicy
  let window: BookingWindowPolicy

  /// `moving` is a booking that asks for another time: it is not in its own way, and counts for no limit and no seat.
  public init(
    schedule: Schedule, link: LinkRules, linkNumber: Int = 0, facts: Facts, now: Instant, moving: Int? = nil
  ) {
    self.schedule = schedule.keeping(link.hours)
    self.link = link
    self.linkNumber = linkNumber
    self.facts = moving.map { facts.excluding(booking: $0) } ?? facts
    self.now = now
    notice = NoticePolicy(link, now: now)
    window = BookingWindowPolicy(link, now: now, zone: schedule.zone)
  }

  /// All slots whose start lies in the range, rising.
  public func slots(in asked: TimeRange) -> [Slot] {
    guard let range = asked.intersection(reach) else { return [] }
    let hours = openHours(for: range)
    var judge = Judge(self, over: range)
    var slots: [Slot] = []
    slots.reserveCapacity(hours.candidateCount(in: range, every: link.increment.microseconds))
    hours.forEachCandidate(in: range, every: link.increment.microseconds, lasting: link.duration.microseconds) {
      start, _, fits in
      guard fits, case .free(let seatsLeft) = judge.judge(Instant(microseconds: start)) else { return }
      slots.append(Slot(start: Instant(microseconds: start), seatsLeft: seatsLeft))
    }
    return slots
  }

  /// The slots of these dates of the guest's zone, by date (rule 20).
  public func days(_ dates: ClosedRange<LocalDate>, in guest: Zone) -> [SlotDay] {
    SlotDay.group(slots(in: SlotDay.hull(of: dates, in: guest)), dates, in: guest)
  }

  /// Outside of it no start is ever free: it is too soon, or beyond the dates that may be booked.
  public var reach: TimeRange {
    TimeRange(from: notice.earliest, to: .distantFuture).intersection(window.hull(in: schedule.zone))
      ?? TimeRange(from: notice.earliest, to: notice.earliest)
  }

  func openHours(for range: TimeRange) -> OpenHours {
    OpenHours(schedule, meeting: range.widened(before: 0, after: link.duration.microseconds))
  }
}
