internal import HTTP
internal import Operations
internal import Store

/// Where another schedule is made: a copy of the one that was looked at.
struct NewSchedulePage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else { return visit.redirect(to: .availability(.all)) }
    guard let model = ScheduleID(visit.sent["schedule"] ?? "") else { return visit.failure(.notFound) }
    let name = visit.sent["new_name"] ?? ""
    var state = AvailabilityState(visit.sent)
    let outcome = try await visit.office.createSchedule(
      named: name, like: model, of: visit.owner.id, caller: visit.caller)
    switch outcome {
    case .saved(let id):
      state.settle(.newSchedule)
      // Other parts are typed for the schedule that was looked at.
      return try await visit.back(to: state.unsaved.isEmpty ? id : model, done: .created, keeping: state)
    case .unknown, .changed: return visit.failure(.notFound)
    case .refused(let refusals):
      (state.newName, state.refusals, state.part) = (name, refusals, .newSchedule)
      return try await visit.availability(of: .id(model), state)
    }
  }
}

/// Where a schedule is called something else.
struct ScheduleNamePage: DeskPage {
  let id: ScheduleID
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else { return try await visit.hours(of: id) }
    let (name, shown) = (visit.sent["name"] ?? "", visit.sent.shown(Shown.scheduleName))
    var state = AvailabilityState(visit.sent)
    let outcome = try await visit.office.renameSchedule(
      id, to: name, of: visit.owner.id, caller: visit.caller, ifStill: { $0.name == shown })
    state.keep(name: name, over: shown)
    switch outcome {
    case .saved:
      state.settle(.schedule)
      return try await visit.back(to: id, done: .renamed, keeping: state)
    case .unknown: return visit.failure(.notFound)
    case .refused(let refusals): (state.refusals, state.part) = (refusals, .schedule)
    case .changed(let newer):
      state.changed = try await visit.changed(newer, at: .schedule(id, .name), over: newer.name)
    }
    return try await visit.availability(of: .id(id), state)
  }
}

/// Where a schedule becomes the one that links go by which name none.
struct UsualSchedulePage: DeskPage {
  let id: ScheduleID
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else { return try await visit.hours(of: id) }
    switch try await visit.office.makeDefault(id, of: visit.owner.id, caller: visit.caller) {
    case .saved: return try await visit.back(to: id, done: .usual, keeping: AvailabilityState(visit.sent))
    case .unknown, .refused, .changed: return visit.failure(.notFound)
    }
  }
}

/// Where a schedule is deleted that no link goes by: asked once, then done.
struct ScheduleRemovalPage: DeskPage {
  let id: ScheduleID
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else { return try await ask(visit) }
    switch try await visit.office.deleteSchedule(id, of: visit.owner.id, caller: visit.caller) {
    case .deleted: return visit.redirect(to: .availability(.all), ("done", HoursDone.deleted.rawValue))
    case .unknown: return visit.failure(.notFound)
    // The page has no button for it and says why; somebody else was faster.
    case .inUse, .isDefault, .changed: return visit.back(to: id, done: .kept)
    }
  }

  private func ask(_ visit: Visit) async throws -> Response {
    let sheets = try await visit.office.schedules(of: visit.owner.id)
    guard let sheet = WhichSchedule.id(id).found(among: sheets) else { return visit.failure(.notFound) }
    guard !sheet.isDefault, sheet.links.isEmpty else { return visit.back(to: id, done: .kept) }
    let view = ScheduleRemovalView(
      desk: visit.frame(), heading: visit.words.text(HoursWord.deleteAsk, ["name": sheet.name]),
      action: visit.route.path, back: visit.address(of: id))
    return try visit.page(visit.desk.templates.scheduleRemoval, view)
  }
}

extension Visit {
  /// To where a schedule's hours are: whoever comes by its address alone has nothing to send.
  fileprivate func hours(of id: ScheduleID) async throws -> Response {
    let sheets = try await office.schedules(of: owner.id)
    guard WhichSchedule.id(id).found(among: sheets) != nil else { return failure(.notFound) }
    return redirect(to: .availability(.all), ("schedule", id.description))
  }
}
