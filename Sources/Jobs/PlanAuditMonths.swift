internal import CivilTime
public import Postgres
public import Reactor
internal import Store

/// The audit log is kept by months: each gets its table well before it begins.
public struct PlanAuditMonths: Job {
  public let name = "plan_audit_months"
  public let pause = Duration.seconds(86_400)

  private let database: Database
  private let clock: any Clock

  /// This month's, and as many more as a server may be away for.
  private static let months = 0...2

  public init(_ database: Database, clock: any Clock) {
    self.database = database
    self.clock = clock
  }

  public func run(_ shift: Shift) async throws -> Bool {
    let today = Zone.utc.local(Instant(microseconds: clock.wall)).date
    let month = Month(today)
    for ahead in Self.months {
      try await database.query(AuditLog.plan(month: month.adding(months: ahead).first))
    }
    return false
  }
}
