internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let availability: [Line] = [
    Line(.get, "/availability", .reader, "api.availability.list", listSchedules),
    Line(.post, "/availability", .writer, "api.availability.create", createSchedule),
    Line(.get, "/availability/{id}", .reader, "api.availability.show") {
      .tagged(try await $0.schedule().json($0.now))
    },
    Line(.patch, "/availability/{id}", .writer, "api.availability.change", changeSchedule),
    Line(.delete, "/availability/{id}", .writer, "api.availability.delete", deleteSchedule),
  ]

  private static func listSchedules(_ call: Call) async throws -> Reply {
    let (limit, last) = try call.query { ($0.limit(), $0.cursor { NameCursor($0) }) }
    let schedules = try await call.office.schedules(of: try call.owner.id, behind: last)
    return .page(schedules, limit: limit, { $0.json(call.now) }) {
      NameCursor(name: $0.name, id: $0.id.uuid, isFirst: $0.isDefault)
    }
  }

  private static func createSchedule(_ call: Call) async throws -> Reply {
    let form = try call.body { body in
      let form = body.schedule()
      if form.name == nil, !body.has("name") { body.refuse("name", "is missing.") }
      return form
    }
    let outcome = try await call.office.createSchedule(form, of: try call.owner.id, caller: call.caller)
    let schedule = try await call.schedule(after: outcome)
    return .made(schedule.json(call.now), at: "/api/v1/availability/\(schedule.id)")
  }

  private static func changeSchedule(_ call: Call) async throws -> Reply {
    let id: ScheduleID = try call.id()
    let isDefault = try await call.schedule().isDefault
    let form = try call.body { body in
      if isDefault, body.flag("is_default") == false {
        body.refuse("is_default", "stays true until another schedule is made the default.")
      }
      return body.schedule()
    }
    let outcome = try await call.office.shapeSchedule(
      id, form, of: try call.owner.id, caller: call.caller, ifStill: { call.isFor($0.json(call.now)) })
    return .tagged(try await call.schedule(after: outcome).json(call.now))
  }

  private static func deleteSchedule(_ call: Call) async throws -> Reply {
    let outcome = try await call.office.deleteSchedule(
      try call.id(), of: try call.owner.id, caller: call.caller, ifStill: { call.isFor($0.json(call.now)) })
    switch outcome {
    case .deleted: return .nothing
    case .changed: throw Problem(.changed)
    case .unknown: throw Problem(.notFound)
    case .isDefault: throw Problem(.conflict, "The default schedule stays; make another one the default first.")
    case .inUse(let links):
      let titles = links.map { "“\($0)”" }.joined(separator: ", ")
      throw Problem(.conflict, "These links go by it: \(titles).")
    }
  }
}

extension Call {
  fileprivate func schedule(_ id: ScheduleID? = nil) async throws -> ScheduleSheet {
    let wanted: ScheduleID = try id ?? self.id()
    let schedules = try await office.schedules(of: try owner.id)
    guard let schedule = schedules.first(where: { $0.id == wanted }) else { throw Problem(.notFound) }
    return schedule
  }

  fileprivate func schedule(after outcome: HoursOutcome) async throws -> ScheduleSheet {
    switch outcome {
    case .saved(let id): return try await schedule(id)
    case .refused(let refusals): throw Problem.unfit(refusals.map(\.wrong))
    case .changed: throw Problem(.changed)
    case .unknown: throw Problem(.notFound)
    }
  }
}

extension ScheduleSheet {
  /// Dates that are over are nobody's business any more.
  func json(_ now: Instant) -> JSON {
    let today = schedule.zone.local(now).date
    return JSON([
      "id": id, "name": name, "timezone": schedule.zone, "is_default": isDefault, "hours": schedule.hours,
      "overrides": schedule.overrides.filter { $0.date >= today }, "links": links,
    ])
  }
}

extension DateOverride: JSONValue {
  var json: JSON { JSON(["date": date, "hours": hours]) }
}

extension Members {
  fileprivate mutating func schedule() -> ScheduleForm {
    var form = ScheduleForm()
    form.name = text("name")
    form.zone = text("timezone")
    form.week = hours("hours").map { WeekForm($0) }
    form.dates = objects("overrides", atMost: ScheduleForm.mostDates) { members in
      DatesForm(first: members.requiredText("date"), rows: members.requiredWindows("hours"))
    }
    form.makesDefault = flag("is_default") ?? false
    return form
  }

  /// None close the date, which has to be said.
  private mutating func requiredWindows(_ name: String) -> [TypedWindow] {
    if !has(name) { refuse(name, "is missing; an empty list closes the date.") }
    return windows(name) ?? []
  }
}
