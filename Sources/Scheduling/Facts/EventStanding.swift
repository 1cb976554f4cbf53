/// Everything about an event that decides whether it takes its owner's time (rule 15), but for its length.
public struct EventStanding: Hashable, Sendable {
  public var status: EventStatus
  public var transparency: EventTransparency

  /// The owner's own answer to the invitation; an event of their own counts as accepted.
  public var response: EventResponse
  public var isDeleted: Bool

  /// Whether its calendar is switched on for conflict checks.
  public var checksConflicts: Bool

  public init(
    status: EventStatus = .confirmed, transparency: EventTransparency = .opaque, response: EventResponse = .accepted,
    isDeleted: Bool = false, checksConflicts: Bool = true
  ) {
    self.status = status
    self.transparency = transparency
    self.response = response
    self.isDeleted = isDeleted
    self.checksConflicts = checksConflicts
  }

  /// An unanswered invitation blocks: only a declined one is out of the owner's day.
  public var blocks: Bool {
    status != .cancelled && transparency == .opaque && response != .declined && !isDeleted && checksConflicts
  }
}

/// What an event's organiser says of it.
public enum EventStatus: String, CaseIterable, Hashable, Sendable {
  case confirmed, tentative, cancelled
}

/// Whether an event takes time, or is only noted on its day.
public enum EventTransparency: String, CaseIterable, Hashable, Sendable {
  case opaque, transparent
}

/// What an invited owner answered.
public enum EventResponse: String, CaseIterable, Hashable, Sendable {
  case accepted, tentative, declined
  case needsAction = "needs_action"
}
