internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// What came of asking for an account.
public enum CreateOwnerOutcome: Hashable, Sendable {
  case created(UserID)
  case refused(Conflict)
}

extension Office {
  /// An account that can be booked at once: a calendar for its events, and hours from Monday to Friday, nine to five.
  public func createOwner(_ owner: NewOwner, caller: Caller) async throws -> CreateOwnerOutcome {
    try await minding {
      let (id, founding) = founding(owner, caller: caller)
      return try await write(founding, of: id).map(CreateOwnerOutcome.refused) ?? .created(id)
    }
  }

  /// All that an account begins with.
  func founding(_ owner: NewOwner, caller: Caller) -> (id: UserID, queries: [Query]) {
    let id = UserID(freshID())
    let schedule = ScheduleID(freshID())
    var queries = Owners.insert(owner, id: id)
    if owner.isVerified { queries += FormerUsernames.give(owner.username, to: id, at: now) }
    queries.append(Calendars.insertPrimary(CalendarID(freshID()), of: id, name: owner.username, zone: owner.zone))
    queries.append(Schedules.insert(schedule, of: id, name: owner.schedule, zone: owner.zone, isDefault: true))
    queries += Schedules.setHours(Self.usualHours, schedule, of: id, ids: freshID)
    queries.append(AuditLog.insert("user.create", id.uuid, of: id, by: caller, id: freshID(), at: now))
    return (id, queries)
  }

  static let usualHours: WeeklyHours = {
    var hours = WeeklyHours()
    guard let nine = LocalTime(hour: 9, minute: 0), let five = LocalTime(hour: 17, minute: 0) else { return hours }
    for weekday in Weekday.monday.rawValue...Weekday.friday.rawValue {
      guard let weekday = Weekday(rawValue: weekday), let window = try? Window(nine, five) else { continue }
      hours[weekday] = DayHours([window])
    }
    return hours
  }()

  /// Another name in the owner's addresses. Nil where it was done.
  public func renameOwner(_ owner: UserID, to username: String, caller: Caller) async throws -> Conflict? {
    try await minding {
      let audit = AuditLog.insert("user.rename", owner.uuid, of: owner, by: caller, id: freshID(), at: now)
      return try await write(naming(owner, username, by: [Owners.rename(owner, to: username)]) + [audit], of: owner)
    }
  }
}
