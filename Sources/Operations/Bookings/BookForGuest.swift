public import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// A booking that an owner makes for a guest: who called, say, or wrote.
public struct OwnersBooking: Sendable {
  public var link: LinkID
  public var start: Instant

  /// Nil is the link's usual one.
  public var duration: Minutes?

  /// What the guest said. The questions of a link need no answer here: the owner knows what they know.
  public var form: BookingForm

  /// Whether the owner's own rules and events are passed over; another booking never is.
  public var isAnyway: Bool

  /// Whether the form's key stands for this request to the letter, as programs' keys do.
  public var isToTheLetter: Bool

  /// What they were asked to pass over (`TimeObjections.digest`): of all else they are told first. Nil is whatever there
  /// is.
  public var asked: String?
  public var caller: Caller

  public init(
    link: LinkID, start: Instant, duration: Minutes? = nil, form: BookingForm, anyway: Bool = false,
    asked: String? = nil, toTheLetter: Bool = false, caller: Caller
  ) {
    self.link = link
    self.start = start
    self.duration = duration
    self.form = form
    isAnyway = anyway
    self.asked = asked
    isToTheLetter = toTheLetter
    self.caller = caller
  }
}

extension Office {
  /// Books for a guest, confirmed at once: they get the same letter as if they had booked. Needs no notice, which spares
  /// the owner surprises, and this is none; all other rules hold unless it is `anyway`.
  public func book(_ request: OwnersBooking, of owner: UserID) async throws -> BookingOutcome {
    try await minding {
      let repeated = Bookings.find(.key(request.form.key, link: request.link), of: owner)
      let around = request.asked.map { _ in AgendaAround(request.start, of: owner) }
      do {
        return try await books.holdingBook(of: owner, reading: [repeated] + (around?.queries ?? [])) { held, book in
          guard let book, let link = book.link(request.link) else { return .unknown }
          if let row = held.answers[0].first {
            return self.repeated(try Bookings.read(row), by: link, asked(request, link, book))
          }
          let agenda = try around?.read(held.answers.dropFirst(), ownerZone: book.owner.zone)
          switch plan(request, link, book, agenda) {
          case .refuse(let outcome): return outcome
          case .write(let new):
            try await held.commit(queries(for: new))
            haveLetters()
            return .booked(new.appointment)
          }
        }
      } catch let error as DatabaseError where Conflict(error) == .timeTaken {
        return try await takenMeanwhile(request, owner)
      }
    }
  }

  private func plan(_ request: OwnersBooking, _ link: Link, _ book: OwnerBook, _ agenda: Agenda?) -> BookingPlan {
    let now = now
    if let reason = link.closing(at: now) {
      return .refuse(.closed(ClosedLink(owner: book.owner, link: link, reason: reason, version: book.version)))
    }
    guard let open = OpenLink(forOwner: link, in: book, now: now) else { return .refuse(.unknown) }
    let duration = request.duration ?? link.duration
    guard link.durations.contains(duration) else { return .refuse(.refused([Refusal(.duration, .notOffered)])) }
    let seatsLeft: Int
    switch open.decide(
      request.start, lasting: duration, anyway: request.isAnyway, asked: request.asked, agenda)
    {
    case .free(let seats): seatsLeft = seats
    case .refused(let reason):
      return .refuse(.taken(reason, near: open.times(near: request.start, lasting: duration)))
    }
    let guest: Guest
    do {
      guest = try request.form.read(for: link.questions.map(\.optional))
    } catch {
      return .refuse(.refused(error.list))
    }
    if link.isGroup, guest.count > seatsLeft {
      return .refuse(.refused([Refusal(.guests, .seatsLeft(seatsLeft))]))
    }
    let meeting = link.isGroup ? book.meeting(of: link, at: request.start) : nil
    let appointment = appointment(asked(request, link, book), open, guest, lasting: duration, at: meeting)
    return .write(
      NewBooking(appointment, open, joins: meeting != nil, caller: request.caller, acting: .owner))
  }

  /// As its guest would have asked for it.
  private func asked(_ request: OwnersBooking, _ link: Link, _ book: OwnerBook) -> BookingRequest {
    BookingRequest(
      username: book.owner.username, slug: link.slug, start: request.start, duration: request.duration,
      form: request.form, toTheLetter: request.isToTheLetter, caller: request.caller)
  }

  /// The database knows of a booking that the book did not reach.
  private func takenMeanwhile(_ request: OwnersBooking, _ owner: UserID) async throws -> BookingOutcome {
    guard let open = try await ownersTimes(by: request.link, of: owner) else { return .unknown }
    let near = open.times(near: request.start, lasting: request.duration ?? open.link.duration)
    return .taken(.booked(booking: 0, isFull: false), near: near)
  }
}
