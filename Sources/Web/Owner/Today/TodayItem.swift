internal import CivilTime
internal import Operations
internal import Store

/// Something that stands in an owner's day: a meeting that was booked, or an event.
enum TodayItem {
  case meeting(AgendaMeeting)
  case event(AgendaEvent)

  var time: TimeRange {
    switch self {
    case .meeting(let meeting): meeting.time
    case .event(let event): event.time
    }
  }

  /// Who comes, or what it is.
  var title: String {
    switch self {
    case .meeting(let meeting): meeting.isGroup ? meeting.title : meeting.guestName
    case .event(let event): event.title
    }
  }

  var color: String {
    switch self {
    case .meeting(let meeting): meeting.color
    case .event(let event): event.color
    }
  }

  var isAllDay: Bool {
    if case .event(let event) = self { event.isAllDay } else { false }
  }

  /// Whether it takes time, or is only noted on its day.
  var blocks: Bool {
    if case .event(let event) = self { event.blocks } else { true }
  }
}

extension Agenda {
  /// All of one date, whole days first, then by the clock.
  func items(in day: TimeRange) -> [TodayItem] {
    let all = meetings.map(TodayItem.meeting) + events.map(TodayItem.event)
    return all.filter { $0.time.overlaps(day) }
      .sorted { ($0.isAllDay ? 0 : 1, $0.time.start, $0.title) < ($1.isAllDay ? 0 : 1, $1.time.start, $1.title) }
  }
}
