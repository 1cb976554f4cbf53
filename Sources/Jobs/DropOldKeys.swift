internal import CivilTime
public import Postgres
public import Reactor
internal import Store

/// A key by which programs tell one request from another means something for a day, and is dropped then.
public struct DropOldKeys: Job {
  public let name = "drop_old_keys"
  public let pause = Duration.seconds(86_400)

  private let database: Database
  private let clock: any Clock

  private static let age = 86_400
  private static let batch = 1_000

  public init(_ database: Database, clock: any Clock) {
    self.database = database
    self.clock = clock
  }

  /// Those of owners owner by owner, as all their rows are written.
  public func run(_ shift: Shift) async throws -> Bool {
    let end = Instant(microseconds: clock.wall).adding(seconds: -Self.age)
    let visitors = try await database.query(IdempotencyKeys.dropVisitors(before: end, limit: Self.batch))
    let owners = try await database.query(IdempotencyKeys.owners(withKeysBefore: end, limit: Self.batch))
    for row in owners {
      try await database.query(IdempotencyKeys.drop(before: end, of: row.decode(UserID.self)))
    }
    return !owners.isEmpty || visitors.touchedCount > 0
  }
}
