public import CivilTime
public import Scheduling

/// Which of an owner's bookings are asked for.
public enum BookingList: String, CaseIterable, Hashable, Sendable {
  /// Those that stand and are not over, the next first.
  case upcoming
  /// Those among them that wait for the owner's answer.
  case pending
  /// Those that are over, or of which the guest did not come; the last first.
  case past
  /// Called off by either side, or declined; the last first.
  case cancelled

  /// Whether later ones come first.
  public var isBackward: Bool { self == .past || self == .cancelled }
}

/// A booking as a list of them shows it.
public struct BookingLine: Hashable, Sendable {
  public let id: BookingID
  public let link: LinkID
  public let title: String
  public let color: String
  public let seats: Int

  /// The guests of a group share one.
  public let event: EventID
  public let guest: Guest
  public let time: TimeRange
  public let status: BookingStatus
  public let movedFrom: Instant?
  public let cancellation: Appointment.Cancellation?
  public let createdAt: Instant

  /// How many come to the meeting in all, those of other bookings included.
  public let party: Int

  /// Whether a letter about it could not be sent, or came back.
  public let hasFailedLetter: Bool

  /// Whether its guest made it within a day, and nobody has touched it since: what owners made or answered themselves is
  /// no news to them.
  public let isNews: Bool
}

/// What a list is narrowed to.
public struct BookingFilter: Hashable, Sendable {
  /// Words that stand in the guest's name, address or number, each of them.
  public var search: String
  public var link: LinkID?

  /// In which a booking starts.
  public var range: TimeRange?

  public init(search: String = "", link: LinkID? = nil, range: TimeRange? = nil) {
    self.search = search
    self.link = link
    self.range = range
  }
}
