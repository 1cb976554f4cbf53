public import Crypto
public import Store

extension Office {
  /// The booking a link in a letter names; nil for every token but a booking's own.
  public func booking(_ token: LinkToken) async throws -> Appointment? {
    throw Trouble.unavailable
  }

  /// The same, for its owner.
  public func booking(_ id: BookingID, of owner: UserID) async throws -> Appointment? {
    throw Trouble.unavailable
  }

  /// What the booking's address is made of; nil where the key it was made with is gone.
  public func token(of booking: Appointment) -> LinkToken? {
    nil
  }

  /// The link of a booking with the times it could be moved to: its own time is not in its way (rule 18). Nil where the
  /// booking can't be moved, or its link takes none any more.
  public func choices(for booking: Appointment) async throws -> OpenLink? {
    throw Trouble.unavailable
  }
}
