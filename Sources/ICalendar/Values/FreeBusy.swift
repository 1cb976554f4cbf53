public import CivilTime

/// When somebody is taken, without saying by what: VFREEBUSY.
public struct FreeBusy: Hashable, Sendable {
  public var uid: String
  public var stamp: Instant?
  public var organizer: Person?
  public var attendees: [Attendee] = []

  /// What the answer speaks of.
  public var start: Moment?
  public var end: Moment?
  public var periods: [Period] = []
  public var url: String?
  public var comments: [String] = []
  public var extra: [Property] = []

  public init(uid: String) {
    self.uid = uid
  }

  /// A stretch of time and how taken it is.
  public struct Period: Hashable, Sendable {
    public var range: TimeRange
    public var kind: Kind

    public init(_ range: TimeRange, kind: Kind = .busy) {
      self.range = range
      self.kind = kind
    }
  }

  /// FBTYPE; one that nobody here knows counts as busy, as the RFC says.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case free = "FREE"
    case busy = "BUSY"
    case unavailable = "BUSY-UNAVAILABLE"
    case tentative = "BUSY-TENTATIVE"
  }
}
