public import CivilTime

/// A meeting, an appointment, a day off: VEVENT. Either a whole series or, with a recurrence id, what became of one of its
/// occurrences.
public struct Event: Hashable, Sendable {
  public var uid: String

  /// Rises with every change that matters to those invited.
  public var sequence = 0
  public var stamp: Instant?
  public var created: Instant?
  public var lastModified: Instant?

  /// Nil only in messages that speak of an event without repeating when it is.
  public var start: Moment?
  public var end = End.none

  public var summary: String?
  public var description: String?
  public var location: String?
  public var url: String?
  public var categories: [String] = []
  public var comments: [String] = []

  public var organizer: Person?
  public var attendees: [Attendee] = []
  public var status: Status?
  public var transparency = Transparency.opaque
  public var privacy = Privacy.open

  public var rule: RecurrenceRule?
  public var added: [Added] = []
  public var leftOut: [Moment] = []
  public var recurrenceID: RecurrenceID?

  public var alarms: [Alarm] = []

  /// Properties nobody here knows.
  public var extra: [Property] = []

  public init(uid: String, start: Moment? = nil, end: End = .none) {
    self.uid = uid
    self.start = start
    self.end = end
  }

  /// How the end is given.
  public enum End: Hashable, Sendable {
    /// Whole days take one day, everything else no time at all.
    case none
    /// Not itself included: an event of one whole day ends on the next.
    case at(Moment)
    case after(Length)
  }

  /// How firm it is.
  public enum Status: String, Hashable, Sendable {
    case tentative = "TENTATIVE"
    case confirmed = "CONFIRMED"
    case cancelled = "CANCELLED"
  }

  /// Whether the time it takes is taken.
  public enum Transparency: String, Hashable, Sendable {
    case opaque = "OPAQUE"
    case transparent = "TRANSPARENT"
  }

  /// CLASS; one that nobody here knows counts as private, as the RFC says.
  public enum Privacy: String, Hashable, Sendable {
    case open = "PUBLIC"
    case closed = "PRIVATE"
    case confidential = "CONFIDENTIAL"
  }

  /// One RDATE.
  public enum Added: Hashable, Sendable {
    case start(Moment)
    case period(Moment, End)
  }

  /// Which occurrence of its series an event stands for, by that occurrence's original start.
  public struct RecurrenceID: Hashable, Sendable {
    public var moment: Moment

    /// THISANDFUTURE: and all later ones.
    public var andFuture: Bool

    public init(_ moment: Moment, andFuture: Bool = false) {
      self.moment = moment
      self.andFuture = andFuture
    }
  }
}
