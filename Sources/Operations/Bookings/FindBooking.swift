internal import CivilTime
public import Crypto
internal import Postgres
internal import Scheduling
public import Store

extension Office {
  /// The booking a link in a letter names; nil for every token but a booking's own.
  public func booking(_ token: LinkToken) async throws -> Appointment? {
    try await find(.token(token.token.digest), of: UserID(token.owner))
  }

  /// The same, for its owner.
  public func booking(_ id: BookingID, of owner: UserID) async throws -> Appointment? {
    try await find(.id(id), of: owner)
  }

  /// What the booking's address is made of; nil where the key it was made with is gone.
  public func token(of booking: Appointment) -> LinkToken? {
    tokens.token(row: booking.id.uuid, booking.trace).map { LinkToken(owner: booking.owner.id.uuid, token: $0) }
  }

  /// The link of a booking with the times it could be moved to: its own time is not in its way (rule 18). Nil where the
  /// booking can't be moved.
  public func choices(for booking: Appointment) async throws -> OpenLink? {
    try await minding {
      guard let book = try await books.book(of: booking.owner.id) else { return nil }
      return OpenLink(moving: booking, in: book, now: now)
    }
  }

  func find(_ name: BookingName, of owner: UserID) async throws -> Appointment? {
    try await minding {
      guard let row = try await database.query(Bookings.find(name, of: owner)).first else { return nil }
      return try Bookings.read(row)
    }
  }
}

extension OpenLink {
  /// What was booked by a link may be moved within it for as long as it stands, even where the link takes no bookings any
  /// more: it was switched off, expired, used up by this very booking, or deleted.
  init?(moving booking: Appointment, in book: OwnerBook, now: Instant) {
    guard book.owner.isActive, booking.canChange(at: now), let link = book.linkOfBookings(booking.link),
      let calendar = book.calendar
    else {
      return nil
    }
    self.init(link, in: book, calendar: calendar, moving: booking.id, party: booking.guest.count, now: now)
  }
}
