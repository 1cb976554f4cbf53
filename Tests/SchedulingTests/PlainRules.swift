import CivilTime
import Scheduling

/// The rules once more, word by word and start by start, with no thought of speed: what the finder is held against.
struct PlainRules {
  let one: RandomCase

  /// What becomes of an instant: nil where it is no candidate.
  func verdict(on start: Instant) -> Verdict? {
    guard let window = windows.first(where: { isOnGrid(start, of: $0) }) else { return nil }
    let minutes = one.link.duration.count
    guard open.contains(TimeRange(from: start, to: start.adding(minutes: minutes))) else {
      let closing = open.ranges.first { $0.contains(window.start) }?.end ?? window.end
      return .refused(.endsOutsideHours(closing: closing))
    }
    let blocked = TimeRange(
      from: start.adding(minutes: -one.link.bufferBefore.count),
      to: start.adding(minutes: minutes + one.link.bufferAfter.count))
    if let event = one.busy.filter({ $0.range.overlaps(blocked) })
      .min(by: { ($0.range.start, $0.event) < ($1.range.start, $1.event) })
    {
      return .refused(.busy(event: event.event))
    }
    let own = counting.filter { $0.link == 1 && $0.range.start == start }
    let guests = own.reduce(0) { $0 + $1.guests }
    let isJoinable = one.link.seats > 1 && guests > 0 && guests < one.link.seats
    if let booking = counting.filter({ $0.blocked.overlaps(blocked) && !(isJoinable && own.contains($0)) })
      .min(by: { ($0.blocked.start, $0.id) < ($1.blocked.start, $1.id) })
    {
      return .refused(.booked(booking: booking.id, isFull: one.link.seats > 1 && own.contains(booking)))
    }
    if let reason = periodReason(start) ?? (isJoinable ? nil : limitReason(start)) { return .refused(reason) }
    return .free(seatsLeft: isJoinable ? one.link.seats - guests : one.link.seats)
  }

  private func isOnGrid(_ start: Instant, of window: TimeRange) -> Bool {
    window.contains(start)
      && start.microseconds(since: window.start) % Int64(one.link.increment.count * 60_000_000) == 0
  }

  private func periodReason(_ start: Instant) -> Reason? {
    let zone = one.schedule.zone
    let earliest = one.now.adding(minutes: one.link.notice.count)
    if start < earliest { return .tooSoon(earliest: earliest) }
    let date = zone.local(start).date
    switch one.link.window {
    case .daysAhead(let days):
      let last = zone.local(one.now).date.adding(days: days)
      return date > last ? .outsideBookingWindow(first: nil, last: last) : nil
    case .dates(let dates):
      return dates.contains(date) ? nil : .outsideBookingWindow(first: dates.lowerBound, last: dates.upperBound)
    }
  }

  private func limitReason(_ start: Instant) -> Reason? {
    let date = one.schedule.zone.local(start).date
    let week = date.startOfWeek(on: one.schedule.weekStart)
    let dates = Set(counting.filter { $0.link == 1 }.map(\.range.start)).map { one.schedule.zone.local($0).date }
    if let limit = one.link.dailyLimit, dates.filter({ $0 == date }).count >= limit {
      return .dailyLimit(limit, on: date)
    }
    if let limit = one.link.weeklyLimit,
      dates.filter({ $0.startOfWeek(on: one.schedule.weekStart) == week }).count >= limit
    {
      return .weeklyLimit(limit, weekOf: week)
    }
    return nil
  }

  private var counting: [BookedMeeting] {
    one.bookings.filter { $0.status != .cancelled && $0.status != .declined }
  }

  /// All windows of two weeks around.
  let windows: [TimeRange]
  let open: RangeSet

  init(_ one: RandomCase) {
    self.one = one
    let zone = one.schedule.zone
    let middle = zone.local(one.asked.start).date
    windows = (-4...10).flatMap { days in
      let date = middle.adding(days: days)
      return one.schedule.hours(on: date).windows.map { window in
        TimeRange(
          from: zone.edge(of: LocalDateTime(date: date, time: window.start)),
          to: zone.edge(of: LocalDateTime(date: date, time: window.end)))
      }
    }
    open = RangeSet(windows)
  }
}
