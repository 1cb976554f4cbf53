internal import CivilTime
internal import Postgres
internal import Scheduling
internal import Store

extension Office {
  /// Whether a booking is asked for too often, from this address or in this guest's name; nil where it may go on.
  public func waitToBook(_ request: BookingRequest) async throws -> Wait? {
    let guest = "\(request.username.lowercased()) \(request.form.email.lowercased())"
    return try await wait((.bookingByAddress, neighbourhood(of: request.caller)), (.bookingByGuest, guest))
  }

  /// Takes a turn of each; how long to wait, where there is none left. What is nobody's needs none.
  func wait(_ turns: (limit: Limit, asker: String?)...) async throws -> Wait? {
    guard isLimiting else { return nil }
    return try await minding {
      for turn in turns {
        if let asker = turn.asker, let wait = try await wait(turn.limit, asker) { return wait }
      }
      return nil
    }
  }

  private func wait(_ limit: Limit, _ asker: String) async throws -> Wait? {
    let now = now
    let rows = try await database.query(
      RateLimits.take(limit.key(asker), every: limit.every, burst: limit.burst, at: now))
    // Without a row somebody else has just made it.
    guard let (isTaken, busyUntil) = try rows.first?.decode(Bool.self, Instant.self) else {
      return Wait(seconds: limit.every)
    }
    if isTaken { return nil }
    let free = busyUntil.adding(seconds: -(limit.burst - 1) * limit.every)
    // A moment more, so that who comes back on the second is not sent away again.
    return Wait(seconds: max(1, Int(free.microseconds(since: now) / Instant.microsecondsPerSecond) + 1))
  }
}
