internal import Almanac
internal import CivilTime
internal import Scheduling

/// Says that a time is not to be had, and offers others as buttons.
struct GoneDrawing {
  let zone: Zone
  let habit: ClockHabit
  let now: Instant
  let lettering: Lettering

  /// `button` is what pressing another time does.
  func view(of start: Instant, _ reason: Reason, near: [Slot], button: Word) -> GoneView {
    GoneView(
      heading: lettering.words.text(reason.heading, ["time": lettering.time(start, in: zone, habit)]),
      text: lettering.words.text(near.isEmpty ? .goneNothingNear : reason.text),
      others: near.map { other($0.start, than: start, button) })
  }

  private func other(_ other: Instant, than start: Instant, _ button: Word) -> OtherView {
    let date = zone.local(other).date
    // Within a week the day's name says which one.
    let isClose = abs(date.days(since: zone.local(start).date)) < 7
    let day = isClose ? lettering.tongue.weekday(date) : lettering.day(other, in: zone, asOf: now)
    return OtherView(
      start: other.description, text: lettering.words.text(button, ["time": lettering.time(other, in: zone, habit)]),
      day: lettering.tongue.opening(day))
  }
}

extension Reason {
  fileprivate var heading: Word {
    switch self {
    case .busy, .booked, .dailyLimit, .weeklyLimit: .goneHeading
    case .tooSoon: .goneTooSoonHeading
    case .outsideHours, .offGrid, .endsOutsideHours, .outsideBookingWindow: .goneNeverHeading
    }
  }

  fileprivate var text: Word {
    switch self {
    case .busy, .booked: .goneText
    case .dailyLimit, .weeklyLimit: .goneFullText
    case .tooSoon: .goneTooSoonText
    case .outsideHours, .offGrid, .endsOutsideHours, .outsideBookingWindow: .goneNeverText
    }
  }
}
