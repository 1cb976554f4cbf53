public import CivilTime

extension SlotFinder {
  /// Until when an answer stays what it is if no fact changes, the clock alone moving on: the first slot falls under the
  /// notice, or today ends in the schedule's zone and another date may be booked. At this very `now` it may differ.
  public func expiry(of slots: [Slot]) -> Instant {
    let today = DateReader(schedule.zone, from: now).until
    guard let first = slots.first else { return today }
    // A start exactly at the end of the notice is still allowed.
    return min(today, first.start.adding(minutes: -link.notice.count).adding(microseconds: 1))
  }
}
