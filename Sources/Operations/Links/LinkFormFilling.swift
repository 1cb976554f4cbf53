public import CivilTime
public import Scheduling
public import Store

extension LinkForm {
  /// What would have to be typed for this link. `zone` is the one its dates are meant in.
  public init(_ link: Link, in zone: Zone) {
    self.init()
    (title, slug, description) = (link.title, link.slug, link.description)
    durations = link.durations.map { "\($0.count)" }
    usualDuration = "\(link.duration.count)"
    increment = link.increment.map { "\($0.count)" } ?? ""
    (bufferBefore, bufferAfter) = ("\(link.bufferBefore.count)", "\(link.bufferAfter.count)")
    schedule = link.schedule?.description ?? ""
    fill(link.hours)
    fill(notice: link.notice)
    fill(link.window)
    (dailyLimit, weeklyLimit) = (link.dailyLimit.map { "\($0)" } ?? "", link.weeklyLimit.map { "\($0)" } ?? "")
    seats = "\(link.seats)"
    requiresConfirmation = link.requiresConfirmation
    color = link.color
    (placeKind, placeDetails) = (link.place.kind.rawValue, link.place.details)
    questions = link.questions.map { QuestionForm($0) }
    reminders = link.reminders.map { "\($0.count)" }
    redirect = link.redirect ?? ""
    (isActive, isListed, isSingleUse) = (link.isActive, link.isListed, link.isSingleUse)
    if let end = link.expiresAt { fill(end, in: zone) }
  }

  private mutating func fill(_ own: WeeklyHours?) {
    guard let own else { return }
    hours = HoursKind.own.rawValue
    week = Weekday.allCases.map { weekday in
      own[weekday].windows.map { "\($0.start)–\($0.end)" }.joined(separator: ", ")
    }
  }

  private mutating func fill(notice length: Minutes) {
    let unit = [TimeUnit.days, .hours].first { length.count > 0 && length.count % $0.minutes == 0 } ?? .minutes
    // A day's notice is thought of as hours as often as not; two days are days.
    let told = unit == .days && length.count == TimeUnit.days.minutes ? .hours : unit
    (notice, noticeUnit) = ("\(length.count / told.minutes)", told.rawValue)
  }

  private mutating func fill(_ when: BookingWindow) {
    switch when {
    case .daysAhead(let days): daysAhead = "\(days)"
    case .dates(let dates):
      window = WindowKind.dates.rawValue
      (firstDate, lastDate) = (dates.lowerBound.description, dates.upperBound.description)
    }
  }

  /// A date where the date ends there, else a date and a time; to the second only where no minute says it.
  private mutating func fill(_ end: Instant, in zone: Zone) {
    let reading = zone.local(end)
    if reading.time == .midnight, zone.day(reading.date).start == end {
      expires = reading.date.adding(days: -1).description
    } else if reading.time.second == 0, zone.instant(of: reading) == end {
      (expires, expiryTime) = (reading.date.description, reading.time.description)
    } else {
      expires = end.description
    }
  }
}

extension QuestionForm {
  init(_ question: Question) {
    self.init()
    (id, label, kind, isRequired) = (question.id, question.label, question.kind.rawValue, question.isRequired)
    choices = question.choices.joined(separator: "\n")
  }
}

extension Link {
  /// Is from now on what was typed. How often it was booked is not a form's to say.
  public mutating func take(_ draft: LinkDraft, slug: String) {
    (title, description) = (draft.title, draft.description)
    move(to: slug)
    (durations, increment) = (draft.durations, draft.increment)
    (bufferBefore, bufferAfter) = (draft.bufferBefore, draft.bufferAfter)
    schedule = draft.schedule.flatMap { ScheduleID($0) }
    hours = draft.hours
    (notice, window) = (draft.notice, draft.window)
    (dailyLimit, weeklyLimit, seats) = (draft.dailyLimit, draft.weeklyLimit, draft.seats)
    requiresConfirmation = draft.requiresConfirmation
    (color, place, questions) = (draft.color, draft.place, draft.questions)
    (reminders, redirect) = (draft.reminders, draft.redirect)
    (isActive, isListed, isSingleUse) = (draft.isActive, draft.isListed, draft.isSingleUse)
    expiresAt = draft.expiresAt
  }
}
