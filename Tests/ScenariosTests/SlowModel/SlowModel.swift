/// The rules of time once more, for the finder's answer to be held against: every candidate is asked by every rule, one
/// after the other, with nothing sorted, merged or remembered. It shares no line with what it judges.
struct SlowModel {
  let scenario: PlainScenario
  let home: PlainZone
  let guest: PlainZone
  let windows: [PlainStretch]
  let busy: [PlainStretch]
  let meetings: [PlainMeeting]

  let dates: PlainScenario.Days
  let duration: Int
  /// Rule 7: the duration, unless said otherwise.
  let increment: Int
  let seats: Int

  init(_ scenario: PlainScenario) {
    self.scenario = scenario
    let home = PlainZones.named(scenario.zone)
    let days = Self.days(around: scenario)
    self.home = home
    guest = PlainZones.named(scenario.guestZone)
    windows = PlainWindows(scenario, home: home).stretches(on: days)
    busy = scenario.events.flatMap { PlainBusy($0, home: home).stretches(through: days.upperBound) }
    meetings = scenario.bookings.compactMap { PlainMeeting($0, home: home) }
    dates = scenario.dates
    duration = scenario.link.duration * PlainCalendar.minute
    increment = (scenario.link.increment ?? scenario.link.duration) * PlainCalendar.minute
    seats = scenario.link.seats ?? 1
  }

  /// All of the owner's days that could matter to the guest's dates: two zones are at most two dates apart.
  private static func days(around scenario: PlainScenario) -> ClosedRange<PlainDay> {
    let reach = (scenario.link.duration + (scenario.link.bufferAfter ?? 0)) / (24 * 60) + 3
    return scenario.dates.from - 2...scenario.dates.to + reach
  }
}

// MARK: The answer

extension SlowModel {
  func answer() -> PlainAnswer {
    var answer = PlainAnswer(zone: scenario.guestZone)
    for candidate in candidates() {
      if let rule = ruleTaking(candidate) {
        answer.taken.append(PlainAnswer.Taken(start: candidate, rule: rule))
      } else {
        let slot = PlainAnswer.Slot(start: candidate, seatsLeft: seats - guests(at: candidate))
        answer.add(slot, on: guest.day(at: candidate))
      }
    }
    return answer
  }

  /// Rules 7, 9 and 20, in order of time.
  func candidates() -> [PlainInstant] {
    var found: Set<PlainInstant> = []
    for window in windows {
      var candidate = window.start
      while candidate < window.end {
        if isAsked(candidate) { found.insert(candidate) }
        candidate += increment
      }
    }
    return found.sorted()
  }

  /// Of all rules that take a candidate away, the first one.
  private func ruleTaking(_ candidate: PlainInstant) -> Int? {
    if !fits(candidate) { return 8 }
    if meetsEvent(candidate) { return 10 }
    if meetsMeeting(candidate) { return 11 }
    if isTooSoon(candidate) { return 12 }
    if isOutsideBookingWindow(candidate) { return 13 }
    if isDailyLimitReached(candidate) || isWeeklyLimitReached(candidate) { return 14 }
    return nil
  }
}

// MARK: Candidates

extension SlowModel {
  /// Rule 20: the date that a start reads as in the guest's zone.
  private func isAsked(_ candidate: PlainInstant) -> Bool {
    let day = guest.day(at: candidate)
    return dates.from <= day && day <= dates.to
  }

  /// Rule 8: from window to window, until the meeting is over or nobody is there.
  private func fits(_ candidate: PlainInstant) -> Bool {
    var covered = candidate
    while covered < candidate + duration {
      guard let window = windows.first(where: { $0.start <= covered && covered < $0.end }) else { return false }
      covered = window.end
    }
    return true
  }

  /// The meeting widened by its buffers.
  func blocked(_ candidate: PlainInstant) -> PlainStretch {
    PlainStretch(
      start: candidate - (scenario.link.bufferBefore ?? 0) * PlainCalendar.minute,
      end: candidate + duration + (scenario.link.bufferAfter ?? 0) * PlainCalendar.minute)
  }
}

// MARK: What takes a candidate away

extension SlowModel {
  /// Rule 10.
  private func meetsEvent(_ candidate: PlainInstant) -> Bool {
    let blocked = blocked(candidate)
    for stretch in busy where blocked.overlaps(stretch) { return true }
    return false
  }

  /// Rule 11; by rule 19 an open group's own meeting is no hindrance to join it.
  private func meetsMeeting(_ candidate: PlainInstant) -> Bool {
    let blocked = blocked(candidate)
    let joins = isOpenGroup(candidate)
    for meeting in meetings where blocked.overlaps(meeting.blocked) {
      let isJoined = joins && !meeting.isOtherLink && meeting.start == candidate
      if !isJoined { return true }
    }
    return false
  }

  /// Rule 12.
  private func isTooSoon(_ candidate: PlainInstant) -> Bool {
    candidate < scenario.now + (scenario.link.notice ?? 0) * PlainCalendar.minute
  }

  /// Rule 13.
  private func isOutsideBookingWindow(_ candidate: PlainInstant) -> Bool {
    let day = home.day(at: candidate)
    if let bookable = scenario.link.bookable { return day < bookable.from || bookable.to < day }
    return day > home.day(at: scenario.now) + (scenario.link.daysAhead ?? 60)
  }

  /// Rule 14.
  private func isDailyLimitReached(_ candidate: PlainInstant) -> Bool {
    guard let limit = scenario.link.dailyLimit, !isOpenGroup(candidate) else { return false }
    let day = home.day(at: candidate)
    var starts: Set<PlainInstant> = []
    for meeting in meetings where !meeting.isOtherLink && meeting.day == day { starts.insert(meeting.start) }
    return starts.count >= limit
  }

  /// Rule 14.
  private func isWeeklyLimitReached(_ candidate: PlainInstant) -> Bool {
    guard let limit = scenario.link.weeklyLimit, !isOpenGroup(candidate) else { return false }
    let week = week(of: home.day(at: candidate))
    var starts: Set<PlainInstant> = []
    for meeting in meetings where !meeting.isOtherLink && self.week(of: meeting.day) == week {
      starts.insert(meeting.start)
    }
    return starts.count >= limit
  }

  private func week(of day: PlainDay) -> PlainDay {
    PlainCalendar.weekStart(of: day, first: scenario.weekStart ?? 0)
  }
}

// MARK: Seats

extension SlowModel {
  /// Rule 19.
  private func isOpenGroup(_ candidate: PlainInstant) -> Bool {
    let guests = guests(at: candidate)
    return seats > 1 && guests >= 1 && guests < seats
  }

  private func guests(at candidate: PlainInstant) -> Int {
    var guests = 0
    for meeting in meetings where !meeting.isOtherLink && meeting.start == candidate { guests += meeting.guests }
    return guests
  }
}
