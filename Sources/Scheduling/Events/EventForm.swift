public import CivilTime

/// An event of an owner's own as a program sends it, nothing of it trusted yet.
public struct EventForm: Hashable, Sendable {
  public var title: String
  public var time: Time
  public var zone: Zone

  /// Whether it is only noted and takes no time.
  public var isTransparent: Bool

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
    /// A year and a day: who is away for longer writes it twice.
    public static let days = 366
    /// The years that both we and the database write without trouble.
    public static let years = 1970...2200
  }

  /// Every field that is not good; none where it may be kept, with the title as it is to be.
  public func read() throws(EventRefusals) -> String {
    var wrong: [EventRefusal] = []
    var title = ""
    do {
      title = try typedLine(self.title, limit: Limit.title)
      if !title.showsSomething { wrong.append(EventRefusal(.title, .missing)) }
    } catch {
      let isTooLong = error.problem == .tooLong(limit: Limit.title)
      wrong.append(EventRefusal(.title, isTooLong ? .tooLong(limit: Limit.title) : .unprintable))
    }
    if let problem = timeProblem { wrong.append(problem) }
    guard wrong.isEmpty else { throw EventRefusals(list: wrong) }
    return title
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
    case title, start, end
  }

  public enum Problem: Hashable, Sendable {
    case missing
    case tooLong(limit: Int)
    case unprintable
    case endsBeforeItBegins
    case tooLongAway(days: Int)
    /// Before or after all years that calendars here have.
    case outOfReach
  }

  init(_ field: Field, _ problem: Problem) {
    (self.field, self.problem) = (field, problem)
  }
}

/// Everything that is wrong with an event.
public struct EventRefusals: Error, Hashable, Sendable {
  public let list: [EventRefusal]
}
