internal import Almanac
internal import CivilTime
internal import Scheduling
internal import Store

// The folded groups of fields, each with its present value in words.
extension LinkFormDrawing {
  var hours: HoursFold {
    let isOwn = form.hours == LinkForm.HoursKind.own.rawValue
    let chosen = schedules.first { $0.id.description == form.schedule }
    return HoursFold(
      now: isOwn ? text(.nowOwnHours) : chosen.map(\.name) ?? text(.nowSchedule), isOpen: isOpen(.hours),
      kind: pick(
        TypedLink.Name.hours, .fieldHours,
        [
          (LinkForm.HoursKind.schedule.rawValue, text(.choiceSchedule)),
          (LinkForm.HoursKind.own.rawValue, text(.choiceOwnHours)),
        ],
        chosen: [form.hours], .hours),
      schedule: schedules.count > 1 || wrong(.schedule) != nil ? schedule : nil,
      days: Weekday.week(startingOn: visit.owner.weekStart).map(day), hint: text(.fieldDayHint))
  }

  private var schedule: PickView {
    let usual = schedules.first { $0.isDefault }
    let others = schedules.filter { !$0.isDefault }.map { ($0.id.description, $0.name) }
    let first = ("", text(.choiceUsual, ["name": usual?.name ?? ""]))
    // The usual one by its id is the usual one as long as it is.
    let chosen = form.schedule == usual?.id.description ? "" : form.schedule
    return pick(TypedLink.Name.schedule, .fieldSchedule, [first] + others, chosen: [chosen], .schedule)
  }

  private func day(_ weekday: Weekday) -> EntryView {
    let name = lettering.tongue.opening(lettering.tongue.weekdays[weekday.rawValue])
    var entry = EntryView(TypedLink.Name.day(weekday.rawValue), name, form.week[weekday.rawValue])
    entry.wrong = wrong(.day(weekday))
    entry.isCode = true
    return entry
  }

  var times: TimesFold {
    TimesFold(
      now: timesNow, isOpen: isOpen(.times),
      increment: number(.increment, .fieldIncrement, form.increment, .unitMinutes, hint: .fieldIncrementHint),
      notice: number(.notice, .fieldNotice, form.notice, nil),
      unit: noticeUnit,
      before: number(.bufferBefore, .fieldBefore, form.bufferBefore, .unitMinutes),
      after: number(.bufferAfter, .fieldAfter, form.bufferAfter, .unitMinutes),
      window: pick(
        TypedLink.Name.window, .fieldWindow,
        [
          (LinkForm.WindowKind.days.rawValue, text(.choiceDays)),
          (LinkForm.WindowKind.dates.rawValue, text(.choiceDates)),
        ], chosen: [form.window], .window),
      daysAhead: number(.daysAhead, .fieldDaysAhead, form.daysAhead, .unitDays),
      first: date(.firstDate, .fieldFirst, form.firstDate),
      last: date(.lastDate, .fieldLast, form.lastDate),
      daily: number(.dailyLimit, .fieldDaily, form.dailyLimit, .unitBookings, hint: .noLimitHint),
      weekly: number(.weeklyLimit, .fieldWeekly, form.weeklyLimit, .unitBookings, hint: .noLimitHint),
      seats: number(.seats, .fieldSeats, form.seats, .unitSeats))
  }

  private var noticeUnit: PickView {
    typealias Unit = LinkForm.TimeUnit
    let units: [(Unit, LinksWord)] = [(.minutes, .unitMinutes), (.hours, .unitHours), (.days, .unitDays)]
    var pick = pick(
      TypedLink.Name.noticeUnit, .fieldNotice, units.map { ($0.rawValue, text($1)) }, chosen: [form.noticeUnit])
    pick.isLabelHidden = true
    return pick
  }

  private var timesNow: String {
    let unit: LinksWord =
      switch LinkForm.TimeUnit(rawValue: form.noticeUnit) {
      case .minutes: .unitMinutes
      case .days: .unitDays
      case .hours, nil: .unitHours
      }
    let notice = "\(form.notice) \(text(unit))"
    guard form.window == LinkForm.WindowKind.dates.rawValue else {
      return text(.nowTimes, ["notice": notice, "ahead": "\(form.daysAhead) \(text(.unitDays))"])
    }
    let dates = [form.firstDate, form.lastDate].compactMap { LocalDate($0) }.map(lettering.tongue.day)
    return text(.nowDates, ["notice": notice, "dates": dates.joined(separator: " – ")])
  }

  var after: AfterFold {
    var redirect = entry(.redirect, .fieldRedirect, form.redirect, hint: .fieldRedirectHint)
    redirect.isOptional = true
    redirect.isCode = true
    redirect.inputMode = "url"
    var other = EntryView(TypedLink.Name.otherReminders, text(.fieldOtherReminder), typed.otherReminders)
    other.inputMode = "numeric"
    other.unit = text(.unitMinutes)
    return AfterFold(
      now: afterNow, isOpen: isOpen(.after),
      confirms: tick(TypedLink.Name.confirms, .tickConfirm, form.requiresConfirmation), reminders: reminders,
      otherReminders: other, redirect: redirect)
  }

  private static let usualReminders = [2_880, 1_440, 60, 15]

  private var ticked: [Int] {
    form.reminders.compactMap { Int($0) }.filter(LinkForm.Limit.reminder.contains)
  }

  private var reminders: PickView {
    pick(
      TypedLink.Name.reminders, .fieldReminders,
      Set(Self.usualReminders + ticked).sorted(by: >).map { ("\($0)", before($0)) },
      chosen: Set(ticked.map { "\($0)" }),
      .reminders)
  }

  private func before(_ minutes: Int) -> String {
    minutes == 0 ? text(.atStart) : text(.earlier, ["length": length(minutes)])
  }

  /// Whole days are said as days.
  private func length(_ minutes: Int) -> String {
    guard minutes >= 1_440, minutes % 1_440 == 0 else { return lettering.tongue.length(minutes: minutes) }
    let count = minutes / 1_440
    return lettering.count(count, one: LinksWord.dayOne, more: .dayMore)
  }

  private var afterNow: String {
    let reminded =
      ticked.isEmpty
      ? text(.nowNoReminder)
      : text(.nowReminders, ["lengths": lettering.list(Set(ticked).sorted(by: >).map { length($0) })])
    return "\(text(form.requiresConfirmation ? .nowAsked : .nowAtOnce)); \(reminded)"
  }

  var look: LookFold {
    var color = entry(.color, .fieldColor, form.color)
    color.type = "color"
    var end = date(.expires, .fieldEnd, form.expires)
    end.isOptional = true
    var time = entry(.expiryTime, .fieldEndTime, form.expiryTime)
    time.isOptional = true
    time.isCode = true
    let listed = text(form.isListed ? .nowListed : .nowUnlisted)
    let last = LocalDate(form.expires).map { text(.until, ["day": lettering.tongue.day($0)]) } ?? text(.nowNoEnd)
    return LookFold(
      now: form.isActive ? "\(listed), \(last)" : text(.offChip), isOpen: isOpen(.look), color: color,
      ticks: [
        tick(TypedLink.Name.isActive, .tickActive, form.isActive),
        tick(TypedLink.Name.isListed, .tickListed, form.isListed),
        tick(TypedLink.Name.once, .tickOnce, form.isSingleUse),
      ], end: end, endTime: time)
  }
}
