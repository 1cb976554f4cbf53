public import CivilTime
internal import Postgres
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

  /// Whether the form's key stands for this request to the letter, as programs' keys do. A page that comes back, with
  /// another time or a name mended, leads its guest to the booking that was made by it.
  public var isToTheLetter: Bool
  public var caller: Caller

  public init(
    username: String, slug: String, start: Instant, duration: Minutes? = nil, form: BookingForm,
    toTheLetter: Bool = false, caller: Caller
  ) {
    self.username = username
    self.slug = slug
    self.start = start
    self.duration = duration
    self.form = form
    isToTheLetter = toTheLetter
    self.caller = caller
  }
}

/// What came of asking for a slot. Indirect, as it is much that goes through many hands.
public indirect enum BookingOutcome: Sendable {
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
  /// Decides on the facts at hand, however old, and sends everything in one go on condition that the owner's version is
  /// still theirs. A refusal is only given on facts that were checked. Where the version has moved, the facts are read
  /// again with the owner's row held, decided on again and sent.
  public func book(_ request: BookingRequest) async throws -> BookingOutcome {
    try await minding {
      guard let name = foldedUsername(request.username), let known = try await books.copy(named: name) else {
        return .unknown
      }
      var (book, plan) = (known, plan(request, known))
      if plan.isRefusal, let checked = try await books.book(named: name), checked !== known {
        (book, plan) = (checked, self.plan(request, checked))
      }
      do {
        if !plan.isRefusal {
          let isDone = try await books.write(of: book.owner.id) { newest in
            // Others may have booked while this one waited for its connection.
            if newest !== book { plan = self.plan(request, newest) }
            guard case .write(let new) = plan else { return nil }
            return BookChange(queries(for: new), adding: new.appointment)
          }
          guard isDone else { return try await bookHolding(request, book) }
        }
        switch plan {
        case .write(let new):
          haveLetters()
          return .booked(new.appointment)
        case .refuse(.refused(let refusals)): return .refused(refusals)
        case .refuse(let outcome): return try await repeated(request, book) ?? outcome
        }
      } catch let error as DatabaseError {
        return try await outcome(of: error, request, book)
      }
    }
  }

  // What follows is never inlined: what an async function might come to need it holds in memory from its beginning to
  // its end, and most bookings need nothing of this.

  @inline(never)
  private func bookHolding(_ request: BookingRequest, _ known: OwnerBook) async throws -> BookingOutcome {
    let link = known.link(request.slug)
    let repeated = link.map { Bookings.find(.key(request.form.key, link: $0.id), of: known.owner.id) }
    return try await books.holdingBook(of: known.owner.id, reading: repeated.map { [$0] } ?? []) { held, book in
      if let link, let row = held.answers.first?.first {
        return self.repeated(try Bookings.read(row), by: link, request)
      }
      guard let book, book.owner.username == known.owner.username else { return .unknown }
      switch plan(request, book) {
      case .refuse(let outcome): return outcome
      case .write(let new):
        try await held.commit(queries(for: new))
        haveLetters()
        return .booked(new.appointment)
      }
    }
  }

  /// The constraints have the last word.
  @inline(never)
  private func outcome(
    of error: DatabaseError, _ request: BookingRequest, _ book: OwnerBook
  ) async throws -> BookingOutcome {
    switch Conflict(error) {
    case .keyUsed:
      return try await repeated(request, book) ?? .refused([Refusal(.key, .usedAlready)])
    case .timeTaken:
      let fresh = try await books.book(of: book.owner.id) ?? book
      guard case .open(let open) = LinkFinding(request.slug, in: fresh, now: now) else { return .unknown }
      let duration = request.duration ?? open.link.duration
      return .taken(
        .booked(booking: 0, isFull: false), near: open.times(near: request.start, lasting: duration))
    default: throw error
    }
  }

  /// The booking that the very same form made before.
  @inline(never)
  private func repeated(_ request: BookingRequest, _ book: OwnerBook) async throws -> BookingOutcome? {
    guard let link = book.link(request.slug), !request.form.key.isEmpty else { return nil }
    let name = BookingName.key(request.form.key, link: link.id)
    return try await find(name, of: book.owner.id).map { repeated($0, by: link, request) }
  }

  /// The same form sent twice is one booking.
  func repeated(_ booking: Appointment, by link: Link, _ request: BookingRequest) -> BookingOutcome {
    request.made(booking, by: link) ? .booked(booking) : .refused([Refusal(.key, .usedAlready)])
  }
}
