internal import Postgres
public import Store

extension Office {
  /// When one of the owner's links was last changed, and by which program; nil where nobody remembers.
  public func lastChange(of link: LinkID, _ owner: UserID) async throws -> LastChange? {
    try await minding { try await database.query(AuditLog.last(link.uuid, of: owner)).first.map { try LastChange($0) } }
  }

  /// The same of their own profile.
  public func lastProfileChange(of owner: UserID) async throws -> LastChange? {
    try await minding {
      try await database.query(AuditLog.last(owner.uuid, doing: "user.profile", of: owner)).first.map {
        try LastChange($0)
      }
    }
  }

  /// The same of a schedule.
  public func lastChange(of schedule: ScheduleID, _ owner: UserID) async throws -> LastChange? {
    try await minding {
      try await database.query(AuditLog.last(schedule.uuid, of: owner)).first.map { try LastChange($0) }
    }
  }
}
