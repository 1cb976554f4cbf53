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

  /// The guests of a group share one.
  public var event: EventID
  public let guest: Guest

  /// Whether those who come along were ever told of it, and so must hear what becomes of it.
  public private(set) var companionsKnow: Bool
  public var time: TimeRange

  /// The link's, as they were when this time was taken.
  public var bufferBefore: Minutes
  public var bufferAfter: Minutes
  public var status: BookingStatus

  /// Where it lay before it was last moved.
  public var movedFrom: Instant?

  /// Where it lay when it was made; nil where that was not noted.
  public let firstStart: Instant?
  public var cancellation: Cancellation?

  /// How often what calendars show of it was changed.
  public var sequence: Int
  public let key: String
  public let trace: TokenTrace
  public let createdAt: Instant

  /// Who called it off, and why; also why an owner declined.
  public struct Cancellation: Hashable, Sendable {
    public let by: Party
    public let reason: String

    /// Nil for one that was declined.
    public let at: Instant?

    public init(by party: Party, reason: String, at instant: Instant?) {
      by = party
      self.reason = reason
      at = instant
    }
  }

  public init(
    id: BookingID, owner: Owner, link: LinkID, slug: String, title: String, description: String, color: String,
    place: MeetingPlace, redirect: String?, seats: Int, event: EventID, guest: Guest, companionsKnow: Bool = false,
    time: TimeRange, bufferBefore: Minutes, bufferAfter: Minutes, status: BookingStatus, movedFrom: Instant? = nil,
    firstStart: Instant? = nil, cancellation: Cancellation? = nil, sequence: Int = 0, key: String, trace: TokenTrace,
    createdAt: Instant
  ) {
    self.id = id
    self.owner = owner
    self.link = link
    self.slug = slug
    self.title = title
    self.description = description
    self.color = color
    self.place = place
    self.redirect = redirect
    self.seats = seats
    self.event = event
    self.guest = guest
    self.companionsKnow = companionsKnow
    self.time = time
    self.bufferBefore = bufferBefore
    self.bufferAfter = bufferAfter
    self.status = status
    self.movedFrom = movedFrom
    self.firstStart = firstStart
    self.cancellation = cancellation
    self.sequence = sequence
    self.key = key
    self.trace = trace
    self.createdAt = createdAt
  }
}

/// The two sides of a booking, and the house itself.
public enum Party: String, Hashable, Sendable, Codable {
  case guest, owner, system
}

extension Appointment {
  /// What calendars know it by, the same for as long as it lives.
  public var uid: String { id.description }

  /// What is certain is told to everyone who comes.
  public mutating func tell() {
    if status == .confirmed, !guest.companions.isEmpty { companionsKnow = true }
  }

  public var duration: Minutes { Minutes(Int(time.microseconds / Instant.microsecondsPerSecond / 60)) }

  public var blocked: TimeRange { time.widened(before: bufferBefore, after: bufferAfter) }

  /// Whether it still stands and has not begun: only then can it be moved or called off.
  public func canChange(at now: Instant) -> Bool {
    (status == .pending || status == .confirmed) && now < time.start
  }
}
