public import CivilTime

/// How a booking stands. It holds its time unless it was cancelled or declined.
public enum BookingStatus: String, CaseIterable, Hashable, Sendable {
  case pending, confirmed, cancelled, declined, completed
  case noShow = "no_show"

  public var counts: Bool { self != .cancelled && self != .declined }

  /// Whether both sides have said yes, and nobody took it back.
  public var isAgreed: Bool { counts && self != .pending }
}

/// A booking of the host, of whichever link, with the buffers it was made with. Several with one start are one meeting of
/// a group.
public struct BookedMeeting: Hashable, Sendable {
  /// The number the caller knows the booking by; a reason names it, and a booking that is being moved is left out by it.
  public let id: Int

  /// The number the caller knows the link by: limits and seats count the bookings of one link.
  public let link: Int
  public let range: TimeRange
  public let bufferBefore: Minutes
  public let bufferAfter: Minutes
  public let status: BookingStatus

  /// At least the one who booked.
  public let guests: Int

  public init(
    id: Int, link: Int, range: TimeRange, bufferBefore: Minutes = 0, bufferAfter: Minutes = 0,
    status: BookingStatus = .confirmed, guests: Int = 1
  ) {
    self.id = id
    self.link = link
    self.range = range
    self.bufferBefore = max(bufferBefore, 0)
    self.bufferAfter = max(bufferAfter, 0)
    self.status = status
    self.guests = max(1, min(guests, Self.mostGuests))
  }

  /// More than any house seats, and few enough to be added up without care.
  private static let mostGuests = 1_000_000_000

  /// The meeting widened by its buffers: what no other meeting's blocked stretch may overlap.
  public var blocked: TimeRange {
    range.widened(before: bufferBefore.microseconds, after: bufferAfter.microseconds)
  }
}
