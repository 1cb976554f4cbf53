internal import CivilTime
internal import Operations
internal import Scheduling
internal import Store

/// What a month's page shows: which month and day a choice comes to, and the times there are.
struct MonthSheet {
  let link: Link
  let owner: Owner
  /// What is read by: the guest's.
  let zone: Zone
  let duration: Minutes
  let month: Month
  let today: LocalDate
  /// The month's days with free times.
  let days: [SlotDay]
  /// Whose times are open; nil where the month has none.
  let chosen: SlotDay?
  /// Where the next free time is, for a month that has none.
  let nextFree: LocalDate?
  /// Between which months anything could be free.
  let months: ClosedRange<Month>?
  let now: Instant
  /// Until when the clock alone changes nothing of it.
  let expiry: Instant
  let notices: [Notice]

  /// Why the page is not quite what was asked for.
  enum Notice: Hashable {
    case unknownMonth, unknownDate, unknownZone, unknownLength
    /// A month nobody can book: the nearest that can be is shown.
    case outOfReach(Month)
    /// A day without free times.
    case nothingOn(LocalDate)
    /// A time that is not free, or not any more.
    case gone(Instant)
  }

  /// A booking that is being moved keeps its length, and its own day is opened first; its own time is none to move to.
  init(_ open: OpenLink, _ choice: Choice, moving: TimeRange? = nil) {
    let now = open.now
    let zone = choice.zone.flatMap { try? Zone.named($0) } ?? open.owner.zone
    let today = zone.local(now).date
    var notices = MonthSheet.notices(for: choice)
    let duration = moving.map { Minutes($0.wholeMinutes) } ?? MonthSheet.duration(open.link, choice, &notices)
    let reach = open.reach(in: zone, lasting: duration)
    let own = moving.map { zone.local($0.start).date }

    func times(_ dates: ClosedRange<LocalDate>) -> (days: [SlotDay], expiry: Instant) {
      let found = open.times(dates, in: zone, lasting: duration)
      return (found.days.without(moving?.start), found.expiry)
    }
    func next(from date: LocalDate) -> LocalDate? {
      guard let found = open.nextFreeDate(from: date, in: zone, lasting: duration) else { return nil }
      let isOwnAlone = found == own && times(found...found).days.isEmpty
      return isOwnAlone ? open.nextFreeDate(from: found.adding(days: 1), in: zone, lasting: duration) : found
    }

    var month = MonthSheet.month(choice, reach, &notices) ?? Month(max(own ?? today, reach?.lowerBound ?? today))
    var found = times(month.dates)
    var nextFree: LocalDate?
    if found.days.isEmpty {
      nextFree = next(from: month.last.adding(days: 1)) ?? next(from: today)
      if choice.month == nil, choice.date == nil, let date = nextFree {
        month = Month(date)
        found = times(month.dates)
      }
    }
    link = open.link
    owner = open.owner
    self.zone = zone
    self.duration = duration
    self.month = month
    self.today = today
    days = found.days
    chosen = MonthSheet.day(choice, month, found.days, own, &notices)
    self.nextFree = nextFree
    months = reach.map { Month($0.lowerBound)...Month($0.upperBound) }
    self.now = now
    expiry = found.expiry
    self.notices = notices.filter { notice in
      // It may be free again.
      guard case .gone(let start) = notice else { return true }
      return !found.days.contains { day in day.slots.contains { $0.start == start } }
    }
  }

  private static func notices(for choice: Choice) -> [Notice] {
    var notices: [Notice] = []
    if choice.oddities.contains(.zone) { notices.append(.unknownZone) }
    if choice.oddities.contains(.month) { notices.append(.unknownMonth) }
    if !choice.oddities.isDisjoint(with: [.date, .start]) { notices.append(.unknownDate) }
    if choice.oddities.contains(.duration) { notices.append(.unknownLength) }
    if let gone = choice.gone { notices.append(.gone(gone)) }
    return notices
  }

  private static func duration(_ link: Link, _ choice: Choice, _ notices: inout [Notice]) -> Minutes {
    guard let minutes = choice.duration else { return link.duration }
    if let offered = link.durations.first(where: { $0.count == minutes }) { return offered }
    notices.append(.unknownLength)
    return link.duration
  }

  /// The month asked for, or the nearest that can be booked; nil where none was asked for.
  private static func month(
    _ choice: Choice, _ reach: ClosedRange<LocalDate>?, _ notices: inout [Notice]
  ) -> Month? {
    guard let asked = choice.month ?? choice.date.map({ Month($0) }) else { return nil }
    guard let reach else { return asked }
    let nearest = min(max(asked, Month(reach.lowerBound)), Month(reach.upperBound))
    if nearest != asked { notices.append(.outOfReach(asked)) }
    return nearest
  }

  /// The day asked for, or the next one that has a free time.
  private static func day(
    _ choice: Choice, _ month: Month, _ days: [SlotDay], _ own: LocalDate?, _ notices: inout [Notice]
  ) -> SlotDay? {
    guard let date = choice.date, month == Month(date) else { return days.first { $0.date == own } ?? days.first }
    if let day = days.first(where: { $0.date >= date }), day.date == date { return day }
    if choice.gone == nil { notices.append(.nothingOn(date)) }
    return days.first { $0.date > date } ?? days.last
  }
}

extension OpenLink {
  /// The dates that may be booked, in the guest's zone, and no day beyond: an arrow into an empty month leads nowhere.
  fileprivate func reach(in guest: Zone, lasting duration: Minutes) -> ClosedRange<LocalDate>? {
    guard let dates = bookableDates(in: guest, lasting: duration) else { return nil }
    let last =
      switch link.window {
      case .daysAhead(let days): zone.local(now).date.adding(days: days)
      case .dates(let dates): dates.upperBound
      }
    let end = guest.local(zone.day(last).end.adding(microseconds: -1)).date
    return dates.lowerBound...max(dates.lowerBound, min(dates.upperBound, end))
  }
}

extension [SlotDay] {
  /// All but one time.
  fileprivate func without(_ start: Instant?) -> [SlotDay] {
    guard let start else { return self }
    return compactMap { day in
      let others = day.slots.filter { $0.start != start }
      return others.isEmpty ? nil : SlotDay(date: day.date, slots: others)
    }
  }
}

extension TimeRange {
  var wholeMinutes: Int { Int(end.microseconds(since: start) / (60 * Instant.microsecondsPerSecond)) }
}
