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
      let cursor = query.text("cursor")
      let place = cursor.flatMap { EventCursor($0) }
      if cursor != nil, place == nil { query.refuse("cursor", "is none of ours.") }
      // Beyond the years that are written nothing takes place.
      return (TimeRange(from: start, to: max(start, min(end, .lastEver))), place, query.limit())
    }
    let page = try await call.office.events(range, of: try call.owner.id, behind: cursor, limit: limit)
    return .page(page.events.map(\.json), next: page.next?.text)
  }

  private static func createEvent(_ call: Call) async throws -> Reply {
    let zone = try call.owner.zone
    let form = try call.body { $0.event(in: zone) }
    guard let form else { throw Problem(.unfit) }
    switch try await call.office.addEvent(form, of: try call.owner.id, caller: call.caller) {
    case .made(let event): return .made(event.json, at: "/api/v1/events/\(event.id)")
    case .refused(let refusals): throw Problem.unfit(refusals.map { $0.wrong(in: form) })
    }
  }

  private static func showEvent(_ call: Call) async throws -> Reply {
    guard let event = try await call.office.event(try call.id(), of: try call.owner.id) else {
      throw Problem(.notFound)
    }
    return Reply(event.json)
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
    let (limit, start) = try call.query { ($0.limit(), $0.place()) }
    return .page(try await call.office.calendars(of: try call.owner.id).map(\.json), from: start, limit: limit)
  }
}

extension EventEntry: JSONValue {
  var json: JSON {
    JSON([
      "id": id, "calendar_id": calendar, "title": title, "description": description, "location": location,
      "start_time": time.start, "end_time": time.end, "timezone": zone, "is_all_day": isAllDay,
      "first_date": dates?.lowerBound, "last_date": dates?.upperBound, "status": status.rawValue,
      "transparency": transparency.rawValue, "recurrence_rule": rule, "origin": origin.rawValue,
    ])
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

extension Members {
  /// By the clock, or whole days.
  fileprivate mutating func event(in usual: Zone) -> EventForm? {
    let title = requiredText("title")
    let zone = zone("timezone") ?? usual
    let transparency = word("transparency", EventTransparency.self) ?? .opaque
    let time: EventForm.Time
    if has("first_date") || has("last_date") {
      for name in ["start_time", "end_time"] where has(name) { refuse(name, "can't stand beside dates.") }
      guard let first = date("first_date") else {
        if !has("first_date") { refuse("first_date", "is missing.") }
        return nil
      }
      time = .days(first: first, last: date("last_date") ?? first)
    } else {
      time = .timed(start: requiredInstant("start_time"), end: requiredInstant("end_time"))
    }
    return EventForm(title: title, time: time, zone: zone, isTransparent: transparency == .transparent)
  }
}

extension EventRefusal {
  fileprivate func wrong(in form: EventForm) -> Wrong { Wrong(name(in: form), sentence) }

  private func name(in form: EventForm) -> String {
    switch (field, form.time) {
    case (.title, _): "title"
    case (.start, .timed): "start_time"
    case (.end, .timed): "end_time"
    case (.start, .days): "first_date"
    case (.end, .days): "last_date"
    }
  }

  private var sentence: String {
    switch problem {
    case .missing: "is missing."
    case .tooLong(let limit): "must have at most \(limit) characters."
    case .unprintable: "holds characters that nobody types."
    case .endsBeforeItBegins: "must lie after the start."
    case .tooLongAway(let days): "must lie at most \(days) days after the start."
    case .outOfReach:
      "must lie in the years \(EventForm.Limit.years.lowerBound) to \(EventForm.Limit.years.upperBound)."
    }
  }
}
