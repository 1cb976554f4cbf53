internal import Postgres
internal import Scheduling
public import Store

/// What is left to do before guests come, in its order.
public enum FirstStep: Hashable, Sendable {
  /// There is nothing that guests could book.
  case link
  /// The hours are still those that every account begins with.
  case hours
}

extension Office {
  /// The owner wants to see no first steps any more, done or not.
  public func putStepsAway(of owner: UserID) async throws {
    try await minding { _ = try await database.query(Owners.endSteps(of: owner, at: now)) }
  }
}

extension OwnerBook {
  var firstSteps: [FirstStep] {
    let isUntouched = usualSchedule.hours == Office.usualHours && usualSchedule.overrides.isEmpty
    return (links.isEmpty ? [.link] : []) + (isUntouched ? [.hours] : [])
  }
}
