public import CivilTime
public import Scheduling

/// What guests may book: one of an owner's booking links, whole.
public struct Link: Hashable, Sendable {
  public var id: LinkID
  public var title: String
  public var slug: String

  /// Markdown.
  public var description: String

  /// Those on offer, the usual one first, none twice.
  public var durations: [Minutes]
  public var increment: Minutes?
  public var bufferBefore: Minutes
  public var bufferAfter: Minutes
  public var hours: Hours
  public var notice: Minutes
  public var window: BookingWindow
  public var dailyLimit: Int?
  public var weeklyLimit: Int?
  public var seats: Int
  public var requiresConfirmation: Bool

  /// As CSS writes it: `#0b6b57`.
  public var color: String
  public var place: MeetingPlace
  public var questions: [Question]

  /// How long before the meeting its guests are reminded.
  public var reminders: [Minutes]

  /// Where the guest is sent after booking; nil stays here.
  public var redirect: String?
  public var isActive: Bool
  public var isListed: Bool
  public var expiresAt: Instant?
  public var isSingleUse: Bool

  /// Bookings that were not cancelled or declined.
  public var bookingsCount: Int

  /// Which weekly hours it goes by.
  public enum Hours: Hashable, Sendable {
    /// The owner's default schedule, or another of theirs.
    case schedule(ScheduleID?)
    /// Its own, with the overrides and the zone of that schedule.
    case own(WeeklyHours)
  }
}

extension Link {
  /// The usual length.
  public var duration: Minutes { durations[0] }
  public var isGroup: Bool { seats > 1 }

  /// Why it can't be booked any more, whatever the time; nil while it can.
  public func closing(at now: Instant) -> LinkClosing? {
    if !isActive { return .switchedOff }
    if let expiresAt, now >= expiresAt { return .expired }
    if isSingleUse, bookingsCount > 0 { return .usedUp }
    return nil
  }
}

/// Why a link that exists takes no bookings.
public enum LinkClosing: Hashable, Sendable {
  case switchedOff, expired, usedUp
}
