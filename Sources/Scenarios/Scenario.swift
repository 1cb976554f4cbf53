internal import CivilTime
internal import ICalendar
internal import Scheduling

/// One question to the rules of time, whole: a host's hours, one link, what takes time, and who asks. Read from a file,
/// so that any rule can be tried by hand and by test.
public struct Scenario: Sendable {
  let finder: SlotFinder
  let guest: Zone
  let dates: ClosedRange<LocalDate>

  /// More than anybody writes, and little enough to read at once.
  public static let longest = 16 * 1024 * 1024
  /// A year and a day between the first date and the last one.
  static let mostDaysApart = 366
  /// Beyond these a zone ahead of UTC, or behind it, would name instants that have no date of four digits.
  static let firstDate = LocalDate.first.adding(days: 2)
  static let lastDate = LocalDate.last.adding(days: -2)
  /// Of all events together: one a minute for a year and a day, and as many again.
  static let mostOccurrences = 1_100_000

  /// Reads and checks all of it; unknown keys are refused by name.
  public static func read(_ text: [UInt8]) throws(ScenarioRefusal) -> Scenario {
    try read(text, atMost: mostOccurrences)
  }

  static func read(_ text: [UInt8], atMost occurrences: Int) throws(ScenarioRefusal) -> Scenario {
    guard text.count <= longest else { throw ScenarioRefusal("scenario", "is longer than \(longest) bytes") }
    var fields = try Fields(try JSONReader.read(text), at: "")
    let now = try fields.required("now", Read.instant)
    let schedule = try fields.required("schedule") { value, key throws(ScenarioRefusal) in
      try Schedule(value, at: key)
    }
    let link = try fields.required("link", LinkRules.read)
    let events = try fields.list("events") { value, key throws(ScenarioRefusal) in
      try ScenarioEvent.read(value, key, in: schedule.zone)
    }
    var index = 0
    let bookings = try fields.list("bookings") { value, key throws(ScenarioRefusal) in
      defer { index += 1 }
      return try BookedMeeting.read(value, key, index: index)
    }
    let (guest, dates) = try fields.required("guest", readGuest)
    try fields.end()

    let busy = try busy(
      events, atMost: occurrences, around: SlotDay.hull(of: dates, in: guest), link, in: schedule.zone)
    let finder = SlotFinder(
      schedule: schedule, link: link, linkNumber: BookedMeeting.thisLink,
      facts: Facts(busy: busy, bookings: bookings), now: now)
    return Scenario(finder: finder, guest: guest, dates: dates)
  }

  private static func readGuest(
    _ value: JSON, _ path: String
  ) throws(ScenarioRefusal) -> (Zone, ClosedRange<LocalDate>) {
    var fields = try Fields(value, at: path)
    let zone = try fields.required("timezone", Read.zone)
    let from = try fields.required("from", Read.date)
    let to = try fields.required("to", Read.date)
    try fields.end()
    guard from <= to else { throw fields.refusal("to", "lies before from") }
    guard from >= firstDate else { throw fields.refusal("from", "lies before \(firstDate)") }
    guard to <= lastDate else { throw fields.refusal("to", "lies after \(lastDate)") }
    guard to.days(since: from) <= mostDaysApart else {
      throw fields.refusal("to", "lies more than \(mostDaysApart) days after from")
    }
    return (zone, from...to)
  }

  /// The stretches that events take where they could meet a meeting of the range, or its buffers.
  private static func busy(
    _ events: [ScenarioEvent], atMost limit: Int, around range: TimeRange, _ link: LinkRules, in zone: Zone
  ) throws(ScenarioRefusal) -> [BusyStretch] {
    let reach = range.widened(
      before: microseconds(link.bufferBefore), after: microseconds(link.duration) + microseconds(link.bufferAfter))
    var busy: [BusyStretch] = []
    var room = limit
    for (index, event) in events.enumerated() where event.standing.blocks {
      do throws(ExpansionError) {
        let ranges = try event.recurrence.busy(in: reach, allDayIn: zone, atMost: room)
        room -= ranges.count
        busy += ranges.compactMap { BusyStretch($0, event: index, standing: event.standing) }
      } catch .tooManyOccurrences {
        throw ScenarioRefusal(event.ruleKey, "the events occur more than \(limit) times in this time")
      } catch {
        throw ScenarioRefusal(event.ruleKey, "\(error)")
      }
    }
    return busy
  }

  private static func microseconds(_ minutes: Minutes) -> Int64 {
    Int64(minutes.count) * 60 * Instant.microsecondsPerSecond
  }
}
