public import CivilTime

/// A reminder that a calendar gives by itself: VALARM.
public struct Alarm: Hashable, Sendable {
  public var trigger: Trigger
  public var action: Action

  /// What is shown or written.
  public var description: String?
  public var summary: String?

  /// Whom an e-mail goes to.
  public var attendees: [Attendee] = []

  /// How often it comes again, and after how long each time.
  public var repetition: Repetition?
  public var extra: [Property] = []

  /// When it goes off.
  public enum Trigger: Hashable, Sendable {
    /// Negative for before.
    case fromStart(Length)
    case fromEnd(Length)
    case at(Instant)
  }

  /// What it does.
  public enum Action: Hashable, Sendable {
    case display
    case audio
    case email
    case other(String)
  }

  /// How often it goes off again, and after what pause.
  public struct Repetition: Hashable, Sendable {
    public var count: Int
    public var every: Length

    public init(count: Int, every: Length) {
      self.count = count
      self.every = every
    }
  }

  public init(_ trigger: Trigger, action: Action = .display, description: String? = nil) {
    self.trigger = trigger
    self.action = action
    self.description = description
  }
}
