public import CivilTime
public import Crypto
public import Scheduling

/// A booking with all that its guest and its owner are shown of it.
public struct Appointment: Hashable, Sendable {
  public let id: BookingID
  public let owner: Owner
  public let link: LinkID
  public let slug: String
  public let title: String
  public let description: String
  public let color: String
  public let place: MeetingPlace
  public let redirect: String?
  public let seats: Int

  public let event: EventID
  public let guest: Guest
  public let time: TimeRange
  public let status: BookingStatus

  /// Where it lay before it was last moved.
  public let movedFrom: Instant?
  public let cancellation: Cancellation?

  /// What calendars know it by: the same for as long as it lives, and how often it was changed.
  public let uid: String
  public let sequence: Int
  public let key: String
  public let nonce: TokenNonce
  public let digest: Digest
  public let createdAt: Instant

  /// Who called it off, and why; also why an owner declined.
  public struct Cancellation: Hashable, Sendable {
    public let by: Party
    public let reason: String
    public let at: Instant?
  }
}

/// The two sides of a booking, and the house itself.
public enum Party: String, Hashable, Sendable, Codable {
  case guest, owner, system
}

extension Appointment {
  /// Whether it still stands and has not begun: only then can it be moved or called off.
  public func canChange(at now: Instant) -> Bool {
    (status == .pending || status == .confirmed) && now < time.start
  }
}
