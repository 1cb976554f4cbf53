import CivilTime

/// Rules 10 and 11: the meeting with its buffers may not overlap an event, nor another booking with that one's own
/// buffers. Touching is free. Asked with rising starts, it walks once over all that blocks.
struct ConflictPolicy {
  private let facts: Facts
  private let meetings: LinkMeetings
  private let before: Int64
  private let after: Int64

  /// How many stretches begin before the blocked stretch ends, and how many end before it begins: what lies between
  /// overlaps it.
  private var begun: Int
  private var ended: Int

  init(_ link: LinkRules, facts: Facts, meetings: LinkMeetings, from start: Instant) {
    self.facts = facts
    self.meetings = meetings
    before = link.bufferBefore.microseconds
    after = link.duration.microseconds + link.bufferAfter.microseconds
    let earliest = start.adding(microseconds: -before - 1)
    begun = facts.begins.firstIndex(above: earliest)
    ended = facts.ends.firstIndex(above: earliest)
  }

  /// Whether anything is in the way, but for the group that is to be joined.
  @inline(__always)
  mutating func isMet(at start: Instant, joining group: LinkMeetings.Meeting?) -> Bool {
    let first = start.microseconds - before
    let end = start.microseconds + after
    while begun < facts.begins.count, facts.begins[begun].microseconds < end { begun += 1 }
    while ended < facts.ends.count, facts.ends[ended].microseconds <= first { ended += 1 }
    let overlapping = begun - ended
    guard overlapping > 0, let group else { return overlapping > 0 }
    let blocked = blocked(start)
    return overlapping > meetings.bookings(of: group).count { $0.blocked.overlaps(blocked) }
  }

  /// What is in the way: events before bookings, as the rules are numbered. `meeting` is what this link has at the very
  /// start: a group that is spared if it is to be joined, or else full.
  func reason(at start: Instant, meeting: LinkMeetings.Meeting?, isJoined: Bool) -> Reason {
    let blocked = blocked(start)
    if let event = facts.busy.first(overlapping: blocked) { return .busy(event: event) }
    let own = Set(meeting.map { meetings.bookings(of: $0).map(\.id) } ?? [])
    guard let booking = facts.bookings.first(overlapping: blocked, passingOver: { isJoined && own.contains($0) }) else {
      preconditionFailure("what is counted as overlapping is found by looking")
    }
    return .booked(booking: booking, isFull: own.contains(booking))
  }

  private func blocked(_ start: Instant) -> TimeRange {
    TimeRange(from: start.adding(microseconds: -before), to: start.adding(microseconds: after))
  }
}
