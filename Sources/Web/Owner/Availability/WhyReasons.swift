internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Says in a sentence why a meeting can't start in a stretch, or that it can.
struct WhyReasons {
  let day: DayExplanation
  let visit: Visit

  private var words: Words { visit.words }
  private var lettering: Lettering { visit.lettering }
  private var tongue: any Tongue { lettering.tongue }

  func sentence(_ verdict: Verdict, _ obstacle: Obstacle?, starts: TimeRange) -> String {
    switch verdict {
    case .free(let seats) where day.link.isGroup: lettering.count(seats, one: .seatsLeftOne, more: .seatsLeftMore)
    case .free: words.text(WhyWord.free)
    case .refused(let reason): sentence(reason, obstacle, starts)
    }
  }

  private func sentence(_ reason: Reason, _ obstacle: Obstacle?, _ starts: TimeRange) -> String {
    switch reason {
    case .outsideHours: words.text(outside)
    case .offGrid: words.text(WhyWord.offGrid)
    case .endsOutsideHours(let closing):
      words.text(WhyWord.endsOutside, ["length": length(day.duration), "time": time(closing)])
    case .busy: event(obstacle, starts)
    case .booked(_, let isFull): meeting(obstacle, isFull: isFull, starts)
    case .tooSoon(let earliest): soon(earliest, starts)
    case .outsideBookingWindow(let first?, let last):
      words.text(
        WhyWord.windowFromTo, ["first": tongue.dayAndYear(first), "last": tongue.dayAndYear(last)])
    case .outsideBookingWindow(nil, let last): words.text(WhyWord.windowTo, ["last": tongue.dayAndYear(last)])
    case .dailyLimit(let limit, _): count(limit, .dailyOne, .dailyMore)
    case .weeklyLimit(let limit, _): count(limit, .weeklyOne, .weeklyMore)
    }
  }

  /// A date's own hours take the place of a link's, and a link's that of the week's.
  private var outside: WhyWord {
    if day.isDifferent { return .outsideDate }
    return day.link.hours == nil ? .outside : .outsideOwn
  }

  private func event(_ obstacle: Obstacle?, _ starts: TimeRange) -> String {
    guard case .event(let event)? = obstacle else { return words.text(WhyWord.eventUnknown) }
    if event.isAllDay { return words.text(WhyWord.eventAllDay, ["title": event.title]) }
    let values = ["title": event.title, "times": span(event.time)]
    return words.text(isClose(event.time, starts) ? WhyWord.close : .event, values)
  }

  private func meeting(_ obstacle: Obstacle?, isFull: Bool, _ starts: TimeRange) -> String {
    guard case .meeting(let meeting)? = obstacle else { return words.text(WhyWord.meetingUnknown) }
    let values = ["guest": meeting.guestName, "title": meeting.title, "times": span(meeting.time)]
    if isFull || meeting.isGroup { return words.text(isFull ? WhyWord.meetingFull : .event, values) }
    let name = words.text(WhyWord.meeting, values)
    return isClose(meeting.time, starts)
      ? words.text(WhyWord.close, ["title": "\(meeting.guestName), \(meeting.title)", "times": span(meeting.time)])
      : name
  }

  /// Whether only the time that is kept free around meetings is in the way.
  private func isClose(_ time: TimeRange, _ starts: TimeRange) -> Bool {
    let meetings = TimeRange(from: starts.start, to: starts.end.adding(minutes: day.duration.count))
    return !meetings.overlaps(time)
  }

  private func soon(_ earliest: Instant, _ starts: TimeRange) -> String {
    if starts.end <= day.now || day.link.notice == 0 { return words.text(WhyWord.passed) }
    return words.text(
      WhyWord.soon,
      [
        "length": length(day.link.notice), "time": time(earliest),
        "day": lettering.day(earliest, in: day.zone, asOf: day.now),
      ])
  }

  private func count(_ limit: Int, _ one: WhyWord, _ more: WhyWord) -> String {
    words.text(limit == 1 ? one : more, ["count": "\(limit)"])
  }

  private func length(_ minutes: Minutes) -> String { tongue.length(minutes: minutes.count) }
  private func time(_ instant: Instant) -> String { lettering.time(instant, in: day.zone, visit.habit) }
  private func span(_ range: TimeRange) -> String { lettering.span(range, in: day.zone, visit.habit) }
}
