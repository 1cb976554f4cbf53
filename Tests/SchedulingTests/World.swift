import CivilTime
import Scheduling
import Testing

// Short words for writing scenarios: `hours("09:00-12:00 13:00-17:00")`, `range("2026-11-24T08:00:00Z", minutes: 30)`.

func instant(_ text: String) throws -> Instant {
  try #require(Instant(text))
}

func date(_ text: String) throws -> LocalDate {
  try #require(LocalDate(text))
}

func range(_ start: String, minutes: Int) throws -> TimeRange {
  let start = try instant(start)
  return TimeRange(from: start, to: start.adding(minutes: minutes))
}

/// Windows as `09:00-12:00 13:00-24:00`; none for an empty text.
func windows(_ text: String) throws -> [Window] {
  try text.split(separator: " ").map { window in
    let ends = window.split(separator: "-").map(String.init)
    return try Window(#require(LocalTime(ends[0])), #require(LocalTime(ends[1])))
  }
}

/// The same windows every day of the week.
func daily(_ text: String) throws -> WeeklyHours {
  let windows = try windows(text)
  return WeeklyHours(Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, windows) }))
}

func schedule(
  _ zone: String, _ hours: WeeklyHours, overrides: [String: String] = [:], weekStart: Weekday = .monday
) throws -> Schedule {
  try Schedule(
    zone: .named(zone), weekStart: weekStart, hours: hours,
    overrides: overrides.map { try DateOverride(date: date($0.key), hours: DayHours(windows($0.value))) })
}

/// A link that meets every hour, on any date of these centuries unless a test says otherwise.
func link(
  _ duration: Minutes = 60, every increment: Minutes? = nil, before: Minutes = 0, after: Minutes = 0,
  notice: Minutes = 0, window: BookingWindow? = nil, dailyLimit: Int? = nil, weeklyLimit: Int? = nil, seats: Int = 1,
  hours: WeeklyHours? = nil
) throws -> LinkRules {
  let anyDate = try BookingWindow.dates(date("1900-01-01")...date("2900-01-01"))
  return try LinkRules(
    duration: duration, increment: increment, bufferBefore: before, bufferAfter: after, notice: notice,
    window: window ?? anyDate, dailyLimit: dailyLimit, weeklyLimit: weeklyLimit, seats: seats, hours: hours)
}

extension SlotFinder {
  /// Asked long before anything happens.
  init(_ schedule: Schedule, _ link: LinkRules, _ facts: Facts = Facts(), now: String = "1990-01-01T00:00:00Z") throws {
    self.init(schedule: schedule, link: link, linkNumber: 1, facts: facts, now: try instant(now))
  }

  /// The slots of one date of the schedule's zone, as its clocks read: `09:00 10:00`.
  func times(on text: String) throws -> String {
    let date = try date(text)
    return days(date...date, in: schedule.zone).flatMap(\.slots).map { schedule.zone.local($0.start).time.description }
      .joined(separator: " ")
  }

  /// The same with each slot's offset from UTC: `01:00+02:00 01:00+01:00`.
  func timesWithOffsets(on text: String) throws -> String {
    let date = try date(text)
    return days(date...date, in: schedule.zone).flatMap(\.slots).map { slot in
      let text = slot.start.rfc3339(offset: schedule.zone.offset(at: slot.start))
      return String(text.dropFirst(11).prefix(5)) + String(text.suffix(6))
    }.joined(separator: " ")
  }

  func reason(_ start: String) throws -> Reason? {
    guard case .refused(let reason) = decide(try instant(start)) else { return nil }
    return reason
  }

  func seatsLeft(_ start: String) throws -> Int? {
    guard case .free(let seatsLeft) = decide(try instant(start)) else { return nil }
    return seatsLeft
  }
}

func busy(_ start: String, minutes: Int, event: Int = 0) throws -> BusyStretch {
  try BusyStretch(range(start, minutes: minutes), event: event)
}

/// A booking of the link that is asked for (link 1), unless it is another's.
func booking(
  _ id: Int = 0, _ start: String, minutes: Int = 60, link: Int = 1, before: Minutes = 0, after: Minutes = 0,
  _ status: BookingStatus = .confirmed, guests: Int = 1
) throws -> BookedMeeting {
  try BookedMeeting(
    id: id, link: link, range: range(start, minutes: minutes), bufferBefore: before, bufferAfter: after, status: status,
    guests: guests)
}
