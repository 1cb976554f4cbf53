internal import Almanac
internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// When an owner takes meetings: the week's hours of one schedule, the dates that differ, and what else there is to do
/// with schedules.
struct HoursPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    visit.isPost ? try await change(visit) : try await show(visit)
  }

  private func show(_ visit: Visit) async throws -> Response {
    let asked = visit.query["schedule"]
    return try await visit.availability(of: asked.map { .named($0) } ?? .usual, AvailabilityState())
  }

  /// Only one of its buttons changes anything; the others give the form back as it was typed, with rows more or less.
  private func change(_ visit: Visit) async throws -> Response {
    guard let id = ScheduleID(visit.sent["schedule"] ?? "") else { return visit.failure(.notFound) }
    var typed = TypedWeek(visit.sent)
    var state = AvailabilityState(visit.sent)
    switch typed.press {
    case .save: return try await save(typed, id, state, visit)
    case .enter: return try await enter(typed, id, state, visit)
    case .add(let weekday):
      let isFirst = typed.week[weekday].isEmpty
      typed.week.add(isFirst ? visit.usualWindow : .empty, to: weekday)
      state.focus = FieldID.from(.weekday(weekday), typed.week[weekday].count - 1)
    case .remove(let row, let weekday):
      typed.week.remove(row, of: weekday)
      state.focus = FieldID.adding(.weekday(weekday))
    case .copy(let weekday, let others):
      typed.week.copy(weekday, to: others)
      if others.isEmpty { state.notice = .copyToNone }
      state.focus = FieldID.adding(.weekday(weekday))
    }
    state.keep(typed, over: visit.sent.shown)
    return try await visit.availability(of: .id(id), state)
  }

  /// Saves the part that was typed in; where there are several, none of them.
  private func enter(
    _ typed: TypedWeek, _ id: ScheduleID, _ state: AvailabilityState, _ visit: Visit
  ) async throws -> Response {
    switch state.unsaved {
    case [], [.week]: return try await save(typed, id, state, visit)
    case [.dates]: return try await DatesPage().answer(visit)
    case [.newSchedule]: return try await NewSchedulePage().answer(visit)
    case [.schedule]: return try await ScheduleNamePage(id: id).answer(visit)
    default:
      var state = state
      state.notice = .enterSeveral
      return try await visit.availability(of: .id(id), state)
    }
  }

  private func save(
    _ typed: TypedWeek, _ id: ScheduleID, _ state: AvailabilityState, _ visit: Visit
  ) async throws -> Response {
    var state = state
    let outcome = try await visit.office.changeHours(
      typed.week, in: typed.zone, schedule: id, weekStart: visit.owner.weekStart, of: visit.owner.id,
      caller: visit.caller, ifStill: { $0.shownWeek == visit.sent.shown })
    state.keep(typed, over: visit.sent.shown)
    switch outcome {
    case .saved:
      state.settle(.week)
      return try await visit.back(to: id, done: .hours, keeping: state)
    case .unknown: return visit.failure(.notFound)
    case .refused(let refusals): state.refusals = refusals
    case .changed(let newer):
      state.changed = try await visit.changed(newer, at: .all, over: newer.shownWeek)
    }
    return try await visit.availability(of: .id(id), state)
  }
}

/// Which of an owner's schedules is looked at.
enum WhichSchedule {
  /// The one that links go by which name none.
  case usual
  /// As an address names it.
  case named(String)
  case id(ScheduleID)

  func found(among sheets: [ScheduleSheet]) -> ScheduleSheet? {
    switch self {
    case .usual: sheets.first { $0.isDefault } ?? sheets.first
    case .named(let text): ScheduleID(text).flatMap { id in sheets.first { $0.id == id } }
    case .id(let id): sheets.first { $0.id == id }
    }
  }
}

extension Visit {
  /// The page as it stands, or as it was typed with what is wrong about it.
  func availability(of choice: WhichSchedule, _ state: AvailabilityState) async throws -> Response {
    let sheets = try await office.schedules(of: owner.id)
    guard let sheet = choice.found(among: sheets) else { return failure(.notFound) }
    let drawing = AvailabilityDrawing(sheet: sheet, all: sheets, state: state, visit: self)
    return try page(desk.templates.availability, drawing.view, status: state.status)
  }

  /// What one of the parts of a schedule's form is about, saved meanwhile by somebody else.
  func changed(_ newer: ScheduleSheet, at part: AvailabilityRoute, over: String) async throws -> ChangedView {
    changed(
      try await office.lastChange(of: newer.id, owner.id), form: "hours", action: DeskRoute.availability(part).path,
      over: over,
      newer: address(of: newer.id))
  }

  /// Where a schedule is looked at.
  func address(of schedule: ScheduleID) -> String {
    var query = QueryText()
    query.add("schedule", schedule.description)
    return DeskRoute.availability(.all).path + query.text
  }

  /// What a day without hours is first given.
  var usualWindow: TypedWindow {
    TypedWindow(
      from: LocalTime(hour: 9, minute: 0).map(typed) ?? "", to: LocalTime(hour: 17, minute: 0).map(typed) ?? "")
  }

  /// A time as it stands in a field: read back as the same time, in whichever language.
  func typed(_ time: LocalTime) -> String {
    habit == .twelve ? lettering.tongue.time(time, habit) : "\(time)"
  }

  func back(to schedule: ScheduleID, done: HoursDone) -> Response {
    redirect(to: .availability(.all), ("schedule", schedule.description), ("done", done.rawValue))
  }

  /// The same where the form had more parts: those that were typed in and not saved are drawn again, as they are.
  func back(
    to schedule: ScheduleID, done: HoursDone, removed: RemovedDates? = nil, keeping state: AvailabilityState
  ) async throws -> Response {
    guard !state.unsaved.isEmpty else {
      return redirect(
        to: .availability(.all), ("schedule", schedule.description), ("done", done.rawValue),
        ("dates", removed?.text))
    }
    var state = state
    (state.done, state.removed) = (done, removed)
    return try await availability(of: .id(schedule), state)
  }
}
