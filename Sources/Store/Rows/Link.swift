public import CivilTime
public import Scheduling

/// What guests may book: one of an owner's booking links, whole.
public struct Link: Hashable, Sendable {
  public var id: LinkID
  public var title: String
  public var slug: String

  /// Those it had before, the latest last: they lead to it still, unless another link has one now.
  public var formerSlugs: [String] = []

  /// Markdown.
  public var description = ""

  /// Those on offer, the usual one first, none twice.
  public var durations: [Minutes]
  public var increment: Minutes?
  public var bufferBefore: Minutes = 0
  public var bufferAfter: Minutes = 0

  /// Whose hours, overrides and zone it goes by; nil is the owner's default schedule.
  public var schedule: ScheduleID?
  /// Weekly hours of its own, in place of the schedule's.
  public var hours: WeeklyHours?
  public var notice: Minutes = 120
  public var window = BookingWindow.daysAhead(60)
  public var dailyLimit: Int?
  public var weeklyLimit: Int?
  public var seats = 1
  public var requiresConfirmation = false

  /// As CSS writes it: `#0b6b57`.
  public var color = "#0b6b57"
  public var place = MeetingPlace(.link)
  public var questions: [Question] = []

  /// How long before the meeting its guests are reminded.
  public var reminders: [Minutes] = [1440]

  /// Where the guest is sent after booking; nil stays here.
  public var redirect: String?
  public var isActive = true
  public var isListed = true
  public var expiresAt: Instant?
  public var isSingleUse = false

  /// Bookings that were not cancelled or declined.
  public var bookingsCount = 0

  public init(id: LinkID, title: String, slug: String, durations: [Minutes]) {
    precondition(!durations.isEmpty, "a link offers at least one length")
    self.id = id
    self.title = title
    self.slug = slug
    self.durations = durations
  }
}

extension Link {
  /// What the rules of time ask of a meeting of this length.
  public func rules(lasting duration: Minutes) throws(LinkRefusal) -> LinkRules {
    try LinkRules(
      duration: duration, increment: increment, bufferBefore: bufferBefore, bufferAfter: bufferAfter, notice: notice,
      window: window, dailyLimit: dailyLimit, weeklyLimit: weeklyLimit, seats: seats, hours: hours)
  }

  /// Found under another address from now on, and under the one it had.
  public mutating func move(to slug: String) {
    if slug == self.slug { return }
    /// More than any owner prints.
    let most = 20
    formerSlugs = Array((formerSlugs.filter { $0 != slug && $0 != self.slug } + [self.slug]).suffix(most))
    self.slug = slug
  }

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

/// The link that a booking was made by, as it is now; it stays for its bookings when it is deleted.
public struct BookedLink: Sendable {
  public let link: Link
  public let isDeleted: Bool

  /// Whether somebody whose booking is no more can book by it again.
  public func isOpenAgain(at now: Instant) -> Bool {
    var link = link
    link.bookingsCount -= 1
    return !isDeleted && link.closing(at: now) == nil
  }
}

/// Why a link that exists takes no bookings.
public enum LinkClosing: Hashable, Sendable {
  case switchedOff, expired, usedUp
}
