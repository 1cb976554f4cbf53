public import CivilTime

/// Slots together with every candidate that is none: each candidate is either the one or the other.
public struct Explanation: Hashable, Sendable {
  public let slots: [Slot]
  public let taken: [TakenCandidate]

  public init(slots: [Slot], taken: [TakenCandidate]) {
    self.slots = slots
    self.taken = taken
  }
}

extension SlotFinder {
  /// All candidates whose start lies in the range. Candidates of the past are there too, with their reason; the cost
  /// grows with the range.
  public func explain(_ range: TimeRange) -> Explanation {
    guard !range.isEmpty else { return Explanation(slots: [], taken: []) }
    let hours = openHours(for: range)
    var judge = Judge(self, over: range)
    var slots: [Slot] = []
    var taken: [TakenCandidate] = []
    hours.forEachCandidate(in: range, every: link.increment.microseconds, lasting: link.duration.microseconds) {
      start, window, fits in
      let start = Instant(microseconds: start)
      if !fits {
        let closing = Instant(microseconds: window.openUntil)
        taken.append(TakenCandidate(start: start, reason: .endsOutsideHours(closing: closing)))
      } else if case .free(let seatsLeft) = judge.judge(start) {
        slots.append(Slot(start: start, seatsLeft: seatsLeft))
      } else if let reason = judge.objection(to: start) {
        taken.append(TakenCandidate(start: start, reason: reason))
      }
    }
    return Explanation(slots: slots, taken: taken)
  }

  /// The same for dates of the guest's zone.
  public func explain(_ dates: ClosedRange<LocalDate>, in guest: Zone) -> (days: [SlotDay], taken: [TakenCandidate]) {
    let explanation = explain(SlotDay.hull(of: dates, in: guest))
    var reader = DateReader(guest, from: now)
    let taken = explanation.taken.filter { candidate in
      _ = reader.moves(to: candidate.start)
      return dates.contains(reader.date)
    }
    return (SlotDay.group(explanation.slots, dates, in: guest), taken)
  }

  /// All that speaks against one start, by the numbers of the rules; nothing where it may be booked.
  public func objections(to start: Instant) -> [Reason] {
    var judge = Judge(self, over: TimeRange(from: start, to: start.adding(microseconds: 1)))
    return [hoursObjection(to: start)].compactMap(\.self) + judge.objections(to: start)
  }

  /// Of rules 4 to 8 alone.
  private func hoursObjection(to start: Instant) -> Reason? {
    switch decide(start) {
    case .refused(.outsideHours): .outsideHours
    case .refused(.offGrid): .offGrid
    case .refused(.endsOutsideHours(let closing)): .endsOutsideHours(closing: closing)
    case .refused, .free: nil
    }
  }

  /// Whether one start may be booked, and if not, why: any instant, candidate or not.
  public func decide(_ start: Instant) -> Verdict {
    let moment = TimeRange(from: start, to: start.adding(microseconds: 1))
    let explanation = explain(moment)
    if let slot = explanation.slots.first { return .free(seatsLeft: slot.seatsLeft) }
    if let taken = explanation.taken.first { return .refused(taken.reason) }
    return .refused(openHours(for: moment).window(at: start.microseconds) == nil ? .outsideHours : .offGrid)
  }
}
