import CivilTime

/// Asks every policy about candidates in rising order, by the number of its rule. The one place where rules 10 to 14
/// and 19 meet, for showing slots, for explaining and for booking alike.
struct Judge {
  enum Judgement {
    case free(seatsLeft: Int)

    /// Rule 10 or 11; what it met is looked up only when somebody wants to know.
    case conflict
    case objection(Reason)
  }

  private var conflicts: ConflictPolicy
  private let notice: NoticePolicy
  private let window: BookingWindowPolicy
  private let dailyLimit: DailyLimitPolicy?
  private let weeklyLimit: WeeklyLimitPolicy?
  private var seats: SeatsPolicy

  /// What speaks against the date that is being read, asked once a date.
  private var dates: DateReader
  private var windowObjection: Reason?
  private var limitObjection: Reason?

  init(_ finder: SlotFinder, over range: TimeRange) {
    let (link, zone) = (finder.link, finder.schedule.zone)
    let meetings = finder.facts.meetings[finder.linkNumber] ?? .none
    conflicts = ConflictPolicy(link, facts: finder.facts, meetings: meetings, from: range.start)
    notice = finder.notice
    window = finder.window
    let counted = meetings.dates(in: zone, around: range, isNeeded: link.dailyLimit != nil || link.weeklyLimit != nil)
    dailyLimit = DailyLimitPolicy(link, dates: counted)
    weeklyLimit = WeeklyLimitPolicy(link, weekStart: finder.schedule.weekStart, dates: counted)
    seats = SeatsPolicy(link, meetings: meetings, from: range.start)
    dates = DateReader(zone, from: range.start)
    askAboutDate()
  }

  @inline(__always)
  mutating func judge(_ start: Instant) -> Judgement {
    let meeting = seats.meeting(at: start)
    let group = meeting.flatMap { seats.isOpen($0) ? $0 : nil }
    if conflicts.isMet(at: start, joining: group) { return .conflict }
    if let objection = notice.objection(to: start) { return .objection(objection) }
    if dates.moves(to: start) { askAboutDate() }
    if let windowObjection { return .objection(windowObjection) }
    // A group that has guests may fill its seats whatever the limit.
    if let limitObjection, group == nil { return .objection(limitObjection) }
    return .free(seatsLeft: seats.seats - (group?.guests ?? 0))
  }

  /// The same with the conflict by its name.
  mutating func objection(to start: Instant) -> Reason? {
    switch judge(start) {
    case .free: return nil
    case .objection(let reason): return reason
    case .conflict:
      let meeting = seats.meeting(at: start)
      return conflicts.reason(at: start, meeting: meeting, isJoined: meeting.map(seats.isOpen) ?? false)
    }
  }

  /// All that speaks against a start, by the numbers of the rules.
  mutating func objections(to start: Instant) -> [Reason] {
    let meeting = seats.meeting(at: start)
    let group = meeting.flatMap { seats.isOpen($0) ? $0 : nil }
    let isMet = conflicts.isMet(at: start, joining: group)
    let conflict = isMet ? conflicts.reason(at: start, meeting: meeting, isJoined: group != nil) : nil
    if dates.moves(to: start) { askAboutDate() }
    let limits = group == nil ? [dailyLimit?.objection(on: dates.date), weeklyLimit?.objection(on: dates.date)] : []
    return ([conflict, notice.objection(to: start), windowObjection] + limits).compactMap(\.self)
  }

  private mutating func askAboutDate() {
    windowObjection = window.objection(on: dates.date)
    limitObjection = dailyLimit?.objection(on: dates.date) ?? weeklyLimit?.objection(on: dates.date)
  }
}

extension LinkMeetings {
  /// The dates of the meetings that a candidate in the range could share a date or a week with, one a meeting.
  func dates(in zone: Zone, around range: TimeRange, isNeeded: Bool) -> [LocalDate] {
    let margin = 9 * LocalTime.secondsPerDay
    let first = range.start.adding(seconds: -margin)
    guard isNeeded, case let index = firstIndex(from: first), index < meetings.count else { return [] }
    let last = range.end.adding(seconds: margin)
    var reader = DateReader(zone, from: meetings[index].start)
    return meetings[index...].prefix { $0.start <= last }.map { meeting in
      _ = reader.moves(to: meeting.start)
      return reader.date
    }
  }
}
