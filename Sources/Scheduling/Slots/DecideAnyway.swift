public import CivilTime

extension SlotFinder {
  /// Whether a start may be booked by an owner who passes over their own rules: hours and grid, own events, notice, dates
  /// and limits (rules 4 to 10 and 12 to 14) are theirs to break, for these keep nobody else's promise. Another booking is
  /// never passed over, its buffers and this meeting's included (rule 11), nor are the seats of a group (rule 19), nor is
  /// time that has begun.
  public func decideAnyway(_ start: Instant) -> Verdict {
    let facts = facts.bookingsAlone
    let meetings = facts.meetings[linkNumber] ?? .none
    var seats = SeatsPolicy(link, meetings: meetings, from: start)
    var conflicts = ConflictPolicy(link, facts: facts, meetings: meetings, from: start)
    let meeting = seats.meeting(at: start)
    let group = meeting.flatMap { seats.isOpen($0) ? $0 : nil }
    if conflicts.isMet(at: start, joining: group) {
      return .refused(conflicts.reason(at: start, meeting: meeting, isJoined: group != nil))
    }
    if start < now { return .refused(.tooSoon(earliest: now)) }
    return .free(seatsLeft: seats.seats - (group?.guests ?? 0))
  }
}

extension Reason {
  /// Whether an owner may book in spite of it.
  public var isOwnersToBreak: Bool {
    if case .booked = self { false } else { true }
  }
}
