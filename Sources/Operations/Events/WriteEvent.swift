internal import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// What came of deleting an event.
public enum DeleteEventOutcome: Hashable, Sendable {
  case deleted
  /// A booking's is called off instead, another calendar's deleted there.
  case isNotOwn(EventOrigin)
  /// There is none, or no longer.
  case unknown
}

/// What came of changing one.
public enum ChangeEventOutcome: Hashable, Sendable {
  case changed
  case refused([EventRefusal])
  /// A booking's is moved instead, another calendar's changed there.
  case isNotOwn(EventOrigin)
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

  /// One of the owner's own, all of it.
  public func changeEvent(
    _ id: EventID, to form: EventForm, of owner: UserID, caller: Caller
  ) async throws -> ChangeEventOutcome {
    let event: OwnEvent
    do {
      event = try OwnEvent(form)
    } catch {
      return .refused(error.list)
    }
    return try await minding {
      try await books.holding(owner, reading: [EventLists.find(id, of: owner)]) { held in
        guard let row = held.answers[0].first else { return .unknown }
        let origin = try EventLists.read(row).origin
        guard origin == .own else { return .isNotOwn(origin) }
        let audit = AuditLog.insert("event.change", id.uuid, of: owner, by: caller, id: freshID(), at: now)
        try await held.commit([Events.change(id, to: event, of: owner, at: now), audit])
        return .changed
      }
    }
  }
}

extension OwnEvent {
  /// Throws every field that is not good.
  init(_ form: EventForm) throws(EventRefusals) {
    let texts = try form.read()
    let time: Time =
      switch form.time {
      case .timed(let start, let end): .timed(TimeRange(from: start, to: end))
      case .days(let first, let last): .days(first...last)
      }
    self.init(title: texts.title, time: time, zone: form.zone)
    (description, location) = (texts.description, texts.location)
    transparency = form.isTransparent ? .transparent : .opaque
    guard let typed = form.rule else { return }
    guard typed.unicodeScalars.count <= EventForm.Limit.rule else {
      throw EventRefusals([EventRefusal(.rule, .tooLong(limit: EventForm.Limit.rule))])
    }
    do {
      let series = try EventSeries(typed, from: time, in: form.zone)
      (rule, ruleEnd) = (series.rule, series.end)
    } catch {
      switch error {
      case .unreadable(let why): throw EventRefusals([EventRefusal(.rule, .noRule(why))])
      case .tooOften: throw EventRefusals([EventRefusal(.rule, .tooOften)])
      }
    }
  }
}
