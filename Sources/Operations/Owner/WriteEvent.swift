internal import Postgres
public import Store

extension Office {
  /// Into the owner's primary calendar. It takes its time whatever was booked before: an owner may be in two places.
  public func addEvent(_ event: OwnEvent, of owner: UserID, caller: Caller) async throws -> EventID {
    try await minding {
      let id = EventID(freshID())
      let audit = AuditLog.insert("event.create", id.uuid, of: owner, by: caller, id: freshID(), at: now)
      try await books.write([Events.insert(event, id: id, of: owner), audit], of: owner)
      return id
    }
  }

  /// One of the owner's own; a booking is called off instead.
  public func deleteEvent(_ event: EventID, of owner: UserID, caller: Caller) async throws {
    try await minding {
      let audit = AuditLog.insert("event.delete", event.uuid, of: owner, by: caller, id: freshID(), at: now)
      try await books.write([Events.delete(event, of: owner), audit], of: owner)
    }
  }
}
