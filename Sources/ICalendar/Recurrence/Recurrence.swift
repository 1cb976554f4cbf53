public import CivilTime

/// An event with everything that repeats it, leaves out or moves one of its occurrences. Expanding it is rule 17 of the
/// rules of time:
///
/// - The rule is followed in civil time, on the event's own clock. A reading the clock skips is moved forward by the
///   length of the gap, not dropped, and counts.
/// - The first occurrence is always the one the event itself names, and COUNT counts it.
/// - Each occurrence lasts as long as the first one did, in elapsed time; whole days keep their number.
/// - What is left out or replaced is named by its original start. Given on a clock it is compared as a reading, and any
///   start is also compared as an instant, so that a moved reading is found either way. A date leaves out all of that
///   date's occurrences.
/// - An instance that replaces nothing still takes place.
/// - Of two occurrences with the same original start there is one.
public struct Recurrence: Hashable, Sendable {
  public var timing: Timing
  public var rule: RecurrenceRule?

  /// Further occurrences: RDATE.
  public var added: [Added]

  /// EXDATE.
  public var leftOut: [OriginalStart]
  public var instances: [Instance]

  public init(
    _ timing: Timing, rule: RecurrenceRule? = nil, added: [Added] = [], leftOut: [OriginalStart] = [],
    instances: [Instance] = []
  ) {
    self.timing = timing
    self.rule = rule
    self.added = added
    self.leftOut = leftOut
    self.instances = instances
  }

  /// An occurrence's start as its series gives it.
  public enum OriginalStart: Hashable, Sendable {
    case instant(Instant)
    /// On the event's own clock.
    case civil(LocalDateTime)
    case date(LocalDate)
  }

  /// An occurrence besides those of the rule.
  public enum Added: Hashable, Sendable {
    /// As long as the first one.
    case start(OriginalStart)
    case range(TimeRange)
  }

  /// What became of one occurrence, or of it and all later ones.
  public struct Instance: Hashable, Sendable {
    public var original: OriginalStart

    /// When it takes place instead; nil if it was cancelled.
    public var timing: Timing?

    /// Whether all later occurrences are changed with it (THISANDFUTURE): moved by the same distance on the clock, as
    /// long as this one, or all cancelled. Between timed events and whole days only the one instance changes.
    public var andFuture: Bool

    public init(original: OriginalStart, timing: Timing?, andFuture: Bool = false) {
      self.original = original
      self.timing = timing
      self.andFuture = andFuture
    }
  }
}
