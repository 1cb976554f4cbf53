public import Scheduling

/// One of an owner's schedules, with all that they see of it.
public struct ScheduleSheet: Hashable, Sendable {
  public let id: ScheduleID
  public let name: String

  /// Links that name no schedule go by this one.
  public let isDefault: Bool

  /// Of the dates that differ, those from the date on that it was asked from.
  public let schedule: Schedule

  /// The titles of the links that go by it.
  public let links: [String]
}
