public import CivilTime
public import Scheduling
public import Store

/// Which slot of which link is asked for, by whom.
public struct BookingRequest: Sendable {
  public var username: String
  public var slug: String
  public var start: Instant

  /// Nil is the link's usual one.
  public var duration: Minutes?
  public var form: BookingForm
  public var caller: Caller

  public init(
    username: String, slug: String, start: Instant, duration: Minutes? = nil, form: BookingForm, caller: Caller
  ) {
    self.username = username
    self.slug = slug
    self.start = start
    self.duration = duration
    self.form = form
    self.caller = caller
  }
}

/// What came of asking for a slot.
public enum BookingOutcome: Sendable {
  /// Made, or made before by the very same form.
  case booked(Appointment)
  /// The time is not free, or no longer: nothing was written.
  case taken(Reason, near: [Slot])
  /// The form is not good, in the order of its fields.
  case refused([Refusal])
  case closed(ClosedLink)
  /// There is no such owner or link.
  case unknown
}

extension Office {
  public func book(_ request: BookingRequest) async throws -> BookingOutcome {
    throw Trouble.unavailable
  }
}
