internal import CivilTime
internal import Postgres
internal import Store

extension Office {
  /// Removes for good: accounts nobody confirmed within a day, accounts closed thirty days ago, sessions that are over,
  /// tokens of programs that were over thirty days ago, and limits that say nothing any more. Gives how many accounts went; a job asks again while it gets the limit.
  public func clearAccounts(limit: Int = 20) async throws -> Int {
    try await minding {
      let now = now
      try await database.query(Sessions.sweep(at: now))
      try await database.query(
        AccessTokens.sweep(overBefore: now.adding(seconds: -AccessTokenLimits.remembered)))
      try await database.query(RateLimits.sweep(at: now))
      return try await database.query(
        Accounts.purge(closedBefore: reopenable, limit: limit, at: now)
      ).touchedCount
    }
  }
}
