public import CivilTime

/// A link's form that was found good: what the link is to be.
public struct LinkDraft: Hashable, Sendable {
  public let title: String

  /// Nil: one is to be made of the title.
  public let slug: String?
  public let description: String

  /// The usual one first, none twice.
  public let durations: [Minutes]
  public let increment: Minutes?
  public let bufferBefore: Minutes
  public let bufferAfter: Minutes

  /// The id of a schedule; nil is the owner's usual one.
  public let schedule: String?
  public let hours: WeeklyHours?
  public let notice: Minutes
  public let window: BookingWindow
  public let dailyLimit: Int?
  public let weeklyLimit: Int?
  public let seats: Int
  public let requiresConfirmation: Bool
  public let color: String
  public let place: MeetingPlace
  public let questions: [Question]
  public let reminders: [Minutes]
  public let redirect: String?
  public let isActive: Bool
  public let isListed: Bool
  public let expiresAt: Instant?
  public let isSingleUse: Bool
}
