public import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// A stretch of an owner's events, and where they go on.
public struct EventPage: Sendable {
  public let events: [EventEntry]
  public let next: EventCursor?
}

/// What came of writing down an event.
public enum EventOutcome: Sendable {
  case made(EventEntry)
  case refused([EventRefusal])
}

extension Office {
  public func events(
    _ range: TimeRange, of owner: UserID, behind cursor: EventCursor? = nil, limit: Int
  ) async throws -> EventPage {
    try await minding {
      // One more than is shown tells whether there is more.
      let rows = try await database.query(EventLists.page(range, of: owner, behind: cursor, limit: limit + 1))
      let events = try rows.prefix(limit).map { try EventLists.read($0) }
      return EventPage(events: events, next: rows.count > limit ? events.last.map { EventCursor($0) } : nil)
    }
  }

  public func event(_ id: EventID, of owner: UserID) async throws -> EventEntry? {
    try await minding {
      try await database.query(EventLists.find(id, of: owner)).first.map { try EventLists.read($0) }
    }
  }

  /// Into the owner's primary calendar. It takes its time whatever was booked before.
  public func addEvent(_ form: EventForm, of owner: UserID, caller: Caller) async throws -> EventOutcome {
    let event: OwnEvent
    do {
      event = try OwnEvent(form)
    } catch {
      return .refused(error.list)
    }
    let id = try await addEvent(event, of: owner, caller: caller)
    guard let made = try await self.event(id, of: owner) else { throw Trouble.busy }
    return .made(made)
  }

  /// All of an owner's calendars, the primary one first, or those behind a place among them.
  public func calendars(of owner: UserID, behind cursor: NameCursor? = nil) async throws -> [CalendarEntry] {
    try await minding {
      try await database.query(EventLists.calendars(of: owner, behind: cursor)).map { try EventLists.readCalendar($0) }
    }
  }
}
