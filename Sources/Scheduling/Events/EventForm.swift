public import CivilTime

/// An event of an owner's own as a program sends it, nothing of it trusted yet.
public struct EventForm: Hashable, Sendable {
  public var title: String
  public var description = ""
  public var location = ""
  public var time: Time
  public var zone: Zone

  /// Whether it is only noted and takes no time.
  public var isTransparent: Bool

  /// By which it takes place again, as RFC 5545 writes rules; nil where it does not.
  public var rule: String?

  /// From one instant to another, or whole days, the last one included.
  public enum Time: Hashable, Sendable {
    case timed(start: Instant, end: Instant)
    case days(first: LocalDate, last: LocalDate)
  }

  public init(title: String, time: Time, zone: Zone, isTransparent: Bool = false) {
    (self.title, self.time, self.zone, self.isTransparent) = (title, time, zone, isTransparent)
  }

  public enum Limit {
    public static let title = 500
    public static let description = 20_000
    public static let location = 1_000
    /// What the database has room for.
    public static let rule = 1_000
    /// A year and a day: who is away for longer writes it twice.
    public static let days = 366
    /// The years that both we and the database write without trouble.
    public static let years = 1970...2200
  }

  /// What of it is text, as it is to be kept.
  public struct Texts: Hashable, Sendable {
    public let title: String
    public let description: String
    public let location: String
  }

  /// Throws every field that is not good. Whether the rule is, is for those to say who can read rules.
  public func read() throws(EventRefusals) -> Texts {
    var wrong: [EventRefusal] = []
    func text(_ field: EventRefusal.Field, _ limit: Int, _ read: () throws(TextProblem) -> String) -> String {
      do {
        return try read()
      } catch {
        let isTooLong = error.problem == .tooLong(limit: limit)
        wrong.append(EventRefusal(field, isTooLong ? .tooLong(limit: limit) : .unprintable))
        return ""
      }
    }
    let texts = Texts(
      title: text(.title, Limit.title) { () throws(TextProblem) in try typedLine(title, limit: Limit.title) },
      description: text(.description, Limit.description) { () throws(TextProblem) in
        try typedLines(description, limit: Limit.description)
      },
      location: text(.location, Limit.location) { () throws(TextProblem) in
        try typedLine(location, limit: Limit.location)
      })
    if !texts.title.showsSomething, !wrong.contains(where: { $0.field == .title }) {
      wrong.append(EventRefusal(.title, .missing))
    }
    if let problem = timeProblem { wrong.append(problem) }
    guard wrong.isEmpty else { throw EventRefusals(wrong) }
    return texts
  }

  private var timeProblem: EventRefusal? {
    let (first, last) = dates
    if !Limit.years.contains(first.year) { return EventRefusal(.start, .outOfReach) }
    if !Limit.years.contains(last.year) { return EventRefusal(.end, .outOfReach) }
    switch time {
    case .timed(let start, let end): if end <= start { return EventRefusal(.end, .endsBeforeItBegins) }
    case .days(let first, let last): if last < first { return EventRefusal(.end, .endsBeforeItBegins) }
    }
    return last.days(since: first) > Limit.days ? EventRefusal(.end, .tooLongAway(days: Limit.days)) : nil
  }

  private var dates: (first: LocalDate, last: LocalDate) {
    switch time {
    case .timed(let start, let end): (zone.local(start).date, zone.local(end).date)
    case .days(let first, let last): (first, last)
    }
  }
}

/// One field of an event and what is wrong with it.
public struct EventRefusal: Hashable, Sendable {
  public let field: Field
  public let problem: Problem

  public enum Field: Hashable, Sendable {
    case title, description, location, start, end, rule
  }

  public enum Problem: Hashable, Sendable {
    case missing
    case tooLong(limit: Int)
    case unprintable
    case endsBeforeItBegins
    case tooLongAway(days: Int)
    /// Before or after all years that calendars here have.
    case outOfReach
    /// No rule, and why.
    case noRule(String)
    /// More times than anybody could count, or so often that nothing is left beside it.
    case tooOften
  }

  package init(_ field: Field, _ problem: Problem) {
    (self.field, self.problem) = (field, problem)
  }
}

/// Everything that is wrong with an event.
public struct EventRefusals: Error, Hashable, Sendable {
  public let list: [EventRefusal]

  package init(_ list: [EventRefusal]) { self.list = list }
}
