internal import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// What came of changing when an owner takes meetings.
public enum HoursOutcome: Hashable, Sendable {
  /// Done, or so already.
  case saved(ScheduleID)
  case refused([HoursRefusal])
  /// It is no longer what was looked at, but this. Nothing was saved.
  case changed(ScheduleSheet)
  /// The owner has no such schedule.
  case unknown
}

/// An owner's schedules, read with the owner's row held.
struct HeldSchedules {
  let all: [ScheduleSheet]

  /// Nil names the default one.
  subscript(id: ScheduleID?) -> ScheduleSheet? {
    all.first { sheet in id.map { $0 == sheet.id } ?? sheet.isDefault }
  }

  /// Whether another one is called so; capitals tell none apart.
  func hasName(_ name: String, besides id: ScheduleID?) -> Bool {
    all.contains { $0.id != id && $0.name.lowercased() == name.lowercased() }
  }
}

/// What a change of a schedule comes to: what is to be written, and what the audit log says of it.
struct ScheduleChange {
  let queries: [Query]
  let about: [(name: StaticString, text: String)]
  /// A new one, where that is what is written.
  let made: ScheduleID?

  init(_ queries: [Query], _ about: [(name: StaticString, text: String)], making made: ScheduleID? = nil) {
    self.queries = queries
    self.about = about
    self.made = made
  }

  /// It is so already.
  static let nothing = ScheduleChange([], [])
}

extension Office {
  /// Dates of any zone that are still to come are among these.
  var comingDate: LocalDate { Zone.utc.local(now).date.adding(days: -1) }

  /// One of the owner's schedules is looked at, decided upon and changed, all with the owner's row held. `isKnown` says
  /// whether it is still what was looked at by whoever wants the change.
  func change(
    _ id: ScheduleID?, of owner: UserID, _ action: StaticString, _ caller: Caller,
    ifStill isKnown: (ScheduleSheet) -> Bool = { _ in true },
    _ decide: (ScheduleSheet, HeldSchedules) throws(HoursRefusals) -> ScheduleChange
  ) async throws -> HoursOutcome {
    try await minding {
      try await books.holding(owner, reading: [Schedules.sheets(of: owner, overridesFrom: comingDate)]) { held in
        let schedules = HeldSchedules(all: try held.answers[0].map { try Schedules.readSheet($0) })
        guard let sheet = schedules[id] else { return .unknown }
        let change: ScheduleChange
        do throws(HoursRefusals) {
          change = try decide(sheet, schedules)
        } catch {
          return .refused(error.list)
        }
        guard !change.queries.isEmpty else { return .saved(sheet.id) }
        guard isKnown(sheet) else { return .changed(sheet) }
        let id = change.made ?? sheet.id
        let audit = AuditLog.insert(
          action, id.uuid, of: owner, by: caller, id: freshID(), at: now, metadata: change.about)
        try await held.commit(change.queries + [audit])
        return .saved(id)
      }
    }
  }
}
