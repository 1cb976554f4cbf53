public import CivilTime

/// A stretch in which an owner is taken by an event: one occurrence, expanded and with its all-day dates made instants.
///
/// Events that came from bookings are not among them: the booking itself stands for its event (`BookedMeeting`), which
/// is why it need not make way for itself when it is moved (rule 18) nor for a guest who joins it (rule 19).
public struct BusyStretch: Hashable, Sendable {
  public let range: TimeRange

  /// The number the caller knows the event by; a reason names it.
  public let event: Int

  public init(_ range: TimeRange, event: Int) {
    self.range = range
    self.event = event
  }

  /// Rule 15: nil where the event does not block, or has no length.
  public init?(_ range: TimeRange, event: Int, standing: EventStanding) {
    guard standing.blocks, !range.isEmpty else { return nil }
    self.init(range, event: event)
  }
}
