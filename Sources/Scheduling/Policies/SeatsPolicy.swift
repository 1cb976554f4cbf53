import CivilTime

/// Rule 19: a meeting that has guests and a seat left may be joined, at exactly its start. Asked with rising starts.
struct SeatsPolicy {
  let seats: Int
  private let meetings: [LinkMeetings.Meeting]
  private var next: Int

  init(_ link: LinkRules, meetings: LinkMeetings, from start: Instant) {
    seats = link.seats
    self.meetings = link.seats > 1 ? meetings.meetings : []
    next = link.seats > 1 ? meetings.firstIndex(from: start) : 0
  }

  /// The meeting that starts exactly then, full or not; always nil for a link without groups.
  @inline(__always)
  mutating func meeting(at start: Instant) -> LinkMeetings.Meeting? {
    while next < meetings.count, meetings[next].start < start { next += 1 }
    guard next < meetings.count, meetings[next].start == start else { return nil }
    return meetings[next]
  }

  func isOpen(_ meeting: LinkMeetings.Meeting) -> Bool {
    meeting.guests < seats
  }
}
