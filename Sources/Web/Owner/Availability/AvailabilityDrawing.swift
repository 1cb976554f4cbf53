internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// Makes the page of one schedule.
struct AvailabilityDrawing {
  let sheet: ScheduleSheet
  let all: [ScheduleSheet]
  let state: AvailabilityState
  let visit: Visit

  private var words: Words { visit.words }
  private var lettering: Lettering { visit.lettering }
  private var tongue: any Tongue { lettering.tongue }
  private var zone: Zone { sheet.schedule.zone }
  private var today: LocalDate { zone.local(visit.now).date }

  var view: AvailabilityView {
    AvailabilityView(
      desk: visit.frame(notice: notice), name: sheet.name, tabs: tabs,
      city: lettering.cities[zone.name], schedule: sheet.id.description,
      action: DeskRoute.availability(.all).path, wrongs: problems(of: state.part).summary,
      changed: state.changed, shownWeek: state.shownWeek ?? sheet.shownWeek,
      shownDates: state.shownDates ?? sheet.shownDates(asOf: visit.now), days: days,
      zone: zonePick,
      total: words.text(HoursWord.aWeek, ["length": tongue.length(minutes: minutesAWeek)]),
      isUnsaved: state.week != nil, week: WeekStrips(hours: hours, zone: zone, visit: visit).view, dates: dates,
      own: own, another: another, why: DeskRoute.availability(.why).path)
  }

  private var zonePick: PickView {
    let zones = EveryZone(current: state.zone ?? zone.name, lettering: lettering)
    var pick = PickView("zone", words.text(HoursWord.fieldZone), groups: zones.groups)
    pick.wrong = problems(of: .week).sentence(.zone)
    return pick
  }

  /// What is wrong with one of the parts; the others are as they were.
  private func problems(of part: AvailabilityState.Part) -> HoursProblems {
    HoursProblems(refusals: state.part == part ? state.refusals : [], part: part, visit: visit)
  }

  private var tabs: [TabView] {
    guard all.count > 1 else { return [] }
    return all.map { other in
      TabView(text: other.name, address: visit.address(of: other.id), isCurrent: other.id == sheet.id)
    }
  }

  private var notice: NoticeView? { HoursNotice(sheet: sheet, state: state, visit: visit).view }
}

// The week as rows.
extension AvailabilityDrawing {
  private var week: WeekForm { state.week ?? WeekForm(sheet.schedule.hours, writing: visit.typed) }

  /// As they were typed, where that can be read.
  private var hours: WeeklyHours { (try? state.week?.read()) ?? sheet.schedule.hours }

  private var minutesAWeek: Int {
    Weekday.allCases.reduce(0) { sum, weekday in
      hours[weekday].windows.reduce(sum) {
        $0 + ($1.end.secondOfDay - $1.start.secondOfDay) / 60
      }
    }
  }

  private var days: [DayRowsView] {
    let rows = HoursRows(problems: problems(of: .week), focus: state.focus, visit: visit)
    return Weekday.week(startingOn: visit.owner.weekStart).map { weekday in
      let (name, day) = (name(of: weekday), HoursDay.weekday(weekday))
      return DayRowsView(
        code: weekday.code, name: name, rows: rows.views(week[weekday], day, name: name),
        add: PressView(
          id: FieldID.adding(day), value: "add.\(weekday.code)", label: words.text(HoursWord.add, ["day": name]),
          hasFocus: state.focus == FieldID.adding(day)),
        wrong: problems(of: .week).sentence(.rows(day)), copy: week[weekday].isEmpty ? nil : copy(weekday, name))
    }
  }

  private func copy(_ weekday: Weekday, _ name: String) -> CopyView {
    let others = Weekday.week(startingOn: visit.owner.weekStart).filter { $0 != weekday }
    return CopyView(
      id: "copy-\(weekday.code)", value: "copy.\(weekday.code)", label: words.text(HoursWord.copy, ["day": name]),
      title: words.text(HoursWord.copyTo, ["day": name]),
      days: others.map {
        ChoiceView(
          value: $0.code, label: self.name(of: $0), type: "checkbox", isChosen: false, isRequired: false)
      })
  }

  private func name(of weekday: Weekday) -> String { tongue.opening(tongue.weekdays[weekday.rawValue]) }
}

// Dates and schedules.
extension AvailabilityDrawing {
  private var dates: DatesView {
    let problems = problems(of: .dates)
    let form = state.dates ?? DatesForm(first: "")
    let rows = HoursRows(problems: problems, focus: state.focus, visit: visit)
    return DatesView(
      entries: sheet.schedule.overrides.filter { $0.date >= today }.joined.map(entry),
      removal: DeskRoute.availability(.datesRemoval).path, action: DeskRoute.availability(.dates).path,
      isOpen: state.dates != nil, earliest: "\(today)", first: form.first, firstWrong: problems.sentence(.firstDate),
      last: form.last, lastWrong: problems.sentence(.lastDate),
      rows: rows.views(form.rows, .dates, name: words.text(HoursWord.fieldDates)),
      add: PressView(
        id: FieldID.adding(.dates), value: "add",
        label: words.text(HoursWord.add, ["day": words.text(HoursWord.fieldDates)]),
        hasFocus: state.focus == FieldID.adding(.dates), action: DeskRoute.availability(.dates).path),
      rowsWrong: problems.sentence(.rows(.dates)))
  }

  private func entry(_ change: DatesChange) -> DatesEntryView {
    let title = visit.days(change.dates, asOf: today)
    let spans = change.hours.windows.map {
      lettering.span(tongue.time($0.start, visit.habit), tongue.time($0.end, visit.habit))
    }
    return DatesEntryView(
      title: title,
      text: change.hours.isClosed
        ? words.text(HoursWord.closed) : words.text(HoursWord.datesOnly, ["spans": spans.joined(separator: ", ")]),
      dates: RemovedDates(change).text,
      remove: words.text(HoursWord.datesRemove, ["dates": title]))
  }

  private var own: ScheduleView {
    let problems = problems(of: .schedule)
    return ScheduleView(
      isOpen: state.name != nil, name: sheet.name, shownName: state.shownName ?? sheet.name, nameAction: path(.name),
      typedName: state.name ?? sheet.name,
      nameWrong: problems.sentence(.name),
      usedBy: visit.users(of: sheet),
      usualAction: sheet.isDefault ? nil : path(.usual),
      removal: sheet.isDefault || !sheet.links.isEmpty ? nil : path(.removal))
  }

  private func path(_ part: SchedulePart) -> String { DeskRoute.availability(.schedule(sheet.id, part)).path }

  private var another: AnotherView {
    AnotherView(
      action: DeskRoute.availability(.schedules).path, isOpen: state.newName != nil, name: state.newName ?? "",
      wrong: problems(of: .newSchedule).sentence(.name))
  }
}

extension WeekForm {
  /// A week as its owner would have typed it.
  init(_ hours: WeeklyHours, writing text: (LocalTime) -> String) {
    self.init()
    for weekday in Weekday.allCases {
      self[weekday] = hours[weekday].windows.map {
        TypedWindow(from: text($0.start), to: $0.end == .endOfDay ? "24:00" : text($0.end))
      }
    }
  }
}

extension Visit {
  /// One date, or the first and the last of several, each with its year where that is another than today's.
  func days(_ dates: ClosedRange<LocalDate>, asOf today: LocalDate) -> String {
    func day(_ date: LocalDate) -> String {
      date.year == today.year ? lettering.tongue.day(date) : lettering.tongue.dayAndYear(date)
    }
    let first = lettering.tongue.opening(day(dates.lowerBound))
    if dates.lowerBound == dates.upperBound { return first }
    return words.text(HoursWord.datesSpan, ["first": first, "last": day(dates.upperBound)])
  }
}
