internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let events: [Line] = [
    Line(.get, "/events", .reader, "api.events.list", listEvents),
    Line(.post, "/events", .writer, "api.events.create", createEvent),
    Line(.get, "/events/{id}", .reader, "api.events.show", showEvent),
    Line(.patch, "/events/{id}", .writer, "api.events.change", changeEvent),
    Line(.delete, "/events/{id}", .writer, "api.events.delete", deleteEvent),
    Line(.get, "/calendars", .reader, "api.calendars.list", listCalendars),
  ]

  /// From now on for a month, unless other dates are asked for; a year at most.
  private static let usualSeconds = 31 * LocalTime.secondsPerDay
  private static let mostSeconds = 366 * LocalTime.secondsPerDay

  private static func listEvents(_ call: Call) async throws -> Reply {
    let now = call.now
    let (range, cursor, limit) = try call.query { query in
      let start = query.instant("from") ?? now
      let end = query.instant("to") ?? start.adding(seconds: usualSeconds)
      if end <= start { query.refuse("to", "must lie after from.") }
      if end > start.adding(seconds: mostSeconds) { query.refuse("to", "must lie at most 366 days after from.") }
      // Beyond the years that are written nothing takes place.
      let range = TimeRange(from: start, to: max(start, min(end, .lastEver)))
      return (range, query.cursor { EventCursor($0) }, query.limit())
    }
    let page = try await call.office.events(range, of: try call.owner.id, behind: cursor, limit: limit)
    return .page(page.events.map(\.json), next: page.next?.text)
  }

  private static func createEvent(_ call: Call) async throws -> Reply {
    let form = try call.eventForm(over: nil)
    switch try await call.office.addEvent(form, of: try call.owner.id, caller: call.caller) {
    case .made(let event): return .made(event.json, at: "/api/v1/events/\(event.id)")
    case .refused(let refusals): throw Problem.unfit(refusals.map { $0.wrong(in: form) })
    }
  }

  private static func showEvent(_ call: Call) async throws -> Reply { Reply(try await call.event.json) }

  private static func changeEvent(_ call: Call) async throws -> Reply {
    let form = try call.eventForm(over: try await call.event)
    switch try await call.office.changeEvent(try call.id(), to: form, of: try call.owner.id, caller: call.caller) {
    case .changed: return Reply(try await call.event.json)
    case .refused(let refusals): throw Problem.unfit(refusals.map { $0.wrong(in: form) })
    case .unknown: throw Problem(.notFound)
    case .isNotOwn(.booking): throw Problem(.conflict, "This is a booking's: move the booking.")
    case .isNotOwn: throw Problem(.conflict, "This event comes from another calendar: change it there.")
    }
  }

  private static func deleteEvent(_ call: Call) async throws -> Reply {
    switch try await call.office.deleteEvent(try call.id(), of: try call.owner.id, caller: call.caller) {
    case .deleted: return .nothing
    case .unknown: throw Problem(.notFound)
    case .isNotOwn(.booking): throw Problem(.conflict, "This is a booking's: call off the booking.")
    case .isNotOwn: throw Problem(.conflict, "This event comes from another calendar: delete it there.")
    }
  }

  private static func listCalendars(_ call: Call) async throws -> Reply {
    let (limit, last) = try call.query { ($0.limit(), $0.cursor { NameCursor($0) }) }
    let calendars = try await call.office.calendars(of: try call.owner.id, behind: last)
    return .page(calendars, limit: limit, \.json) {
      NameCursor(name: $0.name, id: $0.id.uuid, isFirst: $0.isPrimary)
    }
  }
}

extension CalendarEntry: JSONValue {
  var json: JSON {
    JSON([
      "id": id, "name": name, "description": description, "color": color, "timezone": zone, "is_primary": isPrimary,
      "is_visible": isVisible, "checks_conflicts": checksConflicts, "receives_bookings": receivesBookings,
    ])
  }
}

extension Call {
  fileprivate var event: EventEntry {
    get async throws {
      guard let event = try await office.event(try id(), of: try owner.id) else { throw Problem(.notFound) }
      return event
    }
  }
}
