public import CivilTime
public import Scheduling
public import Store

extension OpenLink {
  /// The link as its owner books by it themselves. They need no notice, which is there to spare them surprises, and do
  /// not ask themselves for confirmation; all else is as for a guest. `along` are all that are moved, where several are.
  init?(
    forOwner link: Link, in book: OwnerBook, moving booking: Appointment? = nil, along: [Appointment] = [], now: Instant
  ) {
    guard book.owner.isActive, let calendar = book.calendar else { return nil }
    var link = link
    link.notice = 0
    link.requiresConfirmation = false
    let party = along.isEmpty ? booking?.guest.count ?? 1 : along.reduce(0) { $0 + $1.guest.count }
    self.init(
      link, in: book, calendar: calendar, moving: booking?.id, along: Set(along.map(\.id)), party: party, now: now)
  }

  /// As `decide`, for an owner who passes over their own rules. A length that is not on offer is not theirs to pass over.
  public func decideAnyway(_ start: Instant, lasting duration: Minutes) -> Verdict {
    guard moving != nil || link.durations.contains(duration),
      let finder = try? book.finder(link, lasting: duration, moving: moving, now: now)
    else {
      return .refused(.offGrid)
    }
    // What lies beyond that, nobody plans; and dates end somewhere.
    let last = now.adding(seconds: Self.furthestDays * LocalTime.secondsPerDay)
    if start > last { return .refused(.outsideBookingWindow(first: nil, last: zone.local(last).date)) }
    let verdict = finder.decideAnyway(start)
    if case .free(let seatsLeft) = verdict, seatsLeft < party { return .refused(.booked(booking: 0, isFull: true)) }
    return verdict
  }

  /// Ten years.
  private static let furthestDays = 3_660
}

extension Office {
  /// The links an owner can book a guest by, in order of their titles: those that take bookings, listed or not.
  public func linksToBook(of owner: UserID) async throws -> [Link] {
    try await minding {
      let now = now
      return try await books.book(of: owner)?.links.filter { $0.closing(at: now) == nil } ?? []
    }
  }

  /// The times at which an owner can book a guest themselves; nil where there is no such link that takes bookings.
  public func ownersTimes(by link: LinkID, of owner: UserID) async throws -> OpenLink? {
    try await minding {
      let now = now
      guard let book = try await books.book(of: owner), let link = book.link(link), link.closing(at: now) == nil
      else { return nil }
      return OpenLink(forOwner: link, in: book, now: now)
    }
  }

  /// The times to which an owner can move a booking: its own is not in its way (rule 18), and it may be moved within a
  /// link that was switched off or deleted. Nil where it can't be moved: it is over or was called off.
  public func ownersTimes(for booking: Appointment) async throws -> OpenLink? {
    try await minding {
      guard let book = try await books.book(of: booking.owner.id) else { return nil }
      return ownersTimes(for: booking, in: book)
    }
  }

  func ownersTimes(for booking: Appointment, in book: OwnerBook) -> OpenLink? {
    let now = now
    guard OwnersVerbs(booking.status, booking.time, at: now).canMove, let link = book.linkOfBookings(booking.link)
    else {
      return nil
    }
    return OpenLink(forOwner: link, in: book, moving: booking, now: now)
  }
}
