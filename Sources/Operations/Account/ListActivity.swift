internal import Postgres
public import Store

/// A page of what was done.
public struct Activity: Sendable {
  public let lines: [AuditLine]
  /// Where the next page begins; nil behind the last.
  public let next: AuditCursor?
}

extension Office {
  /// The newest first, `kind` being the word before the point of an action.
  public func activity(
    of owner: UserID, kind: String? = nil, behind cursor: AuditCursor? = nil, count: Int = 50
  ) async throws -> Activity {
    try await minding {
      let query = AuditLog.list(of: owner, kind: kind, behind: cursor, limit: count + 1, at: now)
      let lines = try await database.query(query).map(AuditLine.init)
      return Activity(
        lines: Array(lines.prefix(count)), next: lines.count > count ? lines[count - 1].cursor : nil)
    }
  }
}
