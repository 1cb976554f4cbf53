internal import Postgres
public import Store

/// What came of deleting an event.
public enum DeleteEventOutcome: Hashable, Sendable {
  case deleted
  /// A booking's is called off instead, another calendar's deleted there.
  case isNotOwn(EventOrigin)
  /// There is none, or no longer.
  case unknown
}

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

  /// One of the owner's own. Who asks may name any: it is looked at with the owner's row held, and then deleted.
  public func deleteEvent(_ id: EventID, of owner: UserID, caller: Caller) async throws -> DeleteEventOutcome {
    try await minding {
      try await books.holding(owner, reading: [EventLists.find(id, of: owner)]) { held in
        guard let row = held.answers[0].first else { return .unknown }
        let origin = try EventLists.read(row).origin
        guard origin == .own else { return .isNotOwn(origin) }
        let audit = AuditLog.insert("event.delete", id.uuid, of: owner, by: caller, id: freshID(), at: now)
        try await held.commit([Events.delete(id, of: owner), audit])
        return .deleted
      }
    }
  }
}
