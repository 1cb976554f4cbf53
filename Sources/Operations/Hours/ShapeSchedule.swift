internal import CivilTime
internal import Postgres
public import Scheduling
public import Store

internal import struct FoundationEssentials.UUID

/// What a schedule is to be, all of it at once, as it was typed; what is left out stays as it is.
public struct ScheduleForm: Hashable, Sendable {
  public var name: String?
  public var zone: String?
  public var week: WeekForm?

  /// All dates from today on that differ, in place of those there are.
  public var dates: [DatesForm]?

  /// Whether links that name no schedule are to go by it from now on.
  public var makesDefault = false

  public init() {}

  /// More than a schedule's page could show.
  public static let mostDates = 400
}

extension Office {
  /// For programs, which send a schedule whole: all of it is written, or nothing.
  public func shapeSchedule(
    _ id: ScheduleID, _ form: ScheduleForm, of owner: UserID, caller: Caller,
    ifStill isKnown: (ScheduleSheet) -> Bool = { _ in true }
  ) async throws -> HoursOutcome {
    try await change(id, of: owner, "schedule.change", caller, ifStill: isKnown) {
      (sheet, schedules) throws(HoursRefusals) in
      let shape = try form.read(over: sheet, schedules, besides: id, at: now)
      let queries = shape.queries(over: sheet, sheet.id, of: owner, ids: freshID)
      return queries.isEmpty ? .nothing : ScheduleChange(queries, [("name", shape.name)])
    }
  }

  /// A new one: what is left out is as in the default one, but for the dates that differ.
  public func createSchedule(
    _ form: ScheduleForm, of owner: UserID, caller: Caller
  ) async throws -> HoursOutcome {
    let id = ScheduleID(freshID())
    return try await change(nil, of: owner, "schedule.create", caller) {
      (sheet, schedules) throws(HoursRefusals) in
      guard form.name != nil else { throw HoursRefusals([HoursRefusal(.name, .missing)]) }
      guard schedules.all.count < Office.mostSchedules else {
        throw HoursRefusals([HoursRefusal(.name, .tooManySchedules(limit: Office.mostSchedules))])
      }
      let shape = try form.read(over: sheet, schedules, besides: nil, at: now)
      let insert = Schedules.insert(id, of: owner, name: shape.name, zone: shape.zone, isDefault: false)
      return ScheduleChange(
        [insert] + shape.queries(over: nil, id, of: owner, ids: freshID),
        [("id", id.description), ("name", shape.name)], making: id)
    }
  }
}

/// A schedule's form that was found good.
private struct ScheduleShape {
  let name: String
  let zone: Zone
  let hours: WeeklyHours

  /// What is to hold from today on in place of what does; nil leaves that.
  let dates: [DatesChange]?
  let today: LocalDate
  let makesDefault: Bool

  /// What has to be written where the schedule stands as it does; a new one has its name and zone already.
  func queries(
    over sheet: ScheduleSheet?, _ id: ScheduleID, of owner: UserID, ids: () -> UUID
  ) -> [Query] {
    var queries: [Query] = []
    if let sheet, sheet.name != name { queries.append(Schedules.rename(id, to: name, of: owner)) }
    if let sheet, sheet.schedule.zone != zone { queries.append(Schedules.setZone(zone, id, of: owner)) }
    if sheet?.schedule.hours != hours { queries += Schedules.setHours(hours, id, of: owner, ids: ids) }
    if let dates {
      queries += Schedules.setOverrides(nil, on: today...LocalDate.last, id, of: owner, ids: ids)
      for change in dates {
        queries += Schedules.setOverrides(change.hours, on: change.dates, id, of: owner, ids: ids)
      }
    }
    if makesDefault, sheet?.isDefault != true { queries += Schedules.makeDefault(id, of: owner) }
    return queries
  }
}

extension ScheduleForm {
  fileprivate func read(
    over sheet: ScheduleSheet, _ schedules: HeldSchedules, besides id: ScheduleID?, at now: Instant
  ) throws(HoursRefusals) -> ScheduleShape {
    var gathering = Gathering<HoursField, HoursProblem>()
    let name = gathering.read { () throws(HoursRefusals) in try self.name.map(readScheduleName) ?? sheet.name }
    if let name, schedules.hasName(name, besides: id) { gathering.refuse(.name, .nameTaken) }
    let zone = gathering.read { () throws(HoursRefusals) in try self.zone.map(readScheduleZone) ?? sheet.schedule.zone }
    let hours = gathering.read { () throws(HoursRefusals) in
      try week.map { week throws(HoursRefusals) in try week.read() } ?? sheet.schedule.hours
    }
    let today = (zone ?? sheet.schedule.zone).local(now).date
    let dates = self.dates.flatMap { forms in
      gathering.read { () throws(HoursRefusals) in try Self.read(forms, today) }
    }
    guard gathering.wrong.isEmpty, let name, let zone, let hours else { throw HoursRefusals(gathering.wrong) }
    return ScheduleShape(
      name: name, zone: zone, hours: hours, dates: dates, today: today, makesDefault: makesDefault)
  }

  private static func read(_ forms: [DatesForm], _ today: LocalDate) throws(HoursRefusals) -> [DatesChange] {
    guard forms.count <= mostDates else {
      throw HoursRefusals([HoursRefusal(.firstDate, .tooManyDates(limit: mostDates))])
    }
    var changes: [DatesChange] = []
    for form in forms { changes.append(try form.read(today: today)) }
    return changes
  }
}
