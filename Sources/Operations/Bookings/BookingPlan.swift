internal import CivilTime
internal import Crypto
internal import Postgres
internal import Scheduling
internal import Store

/// What is to be done about a request, as one book decides it.
enum BookingPlan {
  case write(NewBooking)
  case refuse(BookingOutcome)

  var isRefusal: Bool {
    if case .refuse = self { true } else { false }
  }
}

/// A booking that may be made, with all that its writing takes.
final class NewBooking: Sendable {
  let appointment: Appointment
  let open: OpenLink

  /// Whether others have booked the same meeting of a group.
  let joins: Bool
  let caller: Caller
  let party: Party

  init(_ appointment: Appointment, _ open: OpenLink, joins: Bool, caller: Caller, acting party: Party = .guest) {
    self.appointment = appointment
    self.open = open
    self.joins = joins
    self.caller = caller
    self.party = party
  }
}

extension Office {
  func plan(_ request: BookingRequest, _ book: OwnerBook) -> BookingPlan {
    let open: OpenLink
    switch LinkFinding(request.slug, in: book, now: now) {
    case .open(let found): open = found
    case .closed(let link): return .refuse(.closed(link))
    case .missing, .nothing: return .refuse(.unknown)
    }
    let link = open.link
    let duration = request.duration ?? link.duration
    guard link.durations.contains(duration) else { return .refuse(.refused([Refusal(.duration, .notOffered)])) }

    let seatsLeft: Int
    switch open.decide(request.start, lasting: duration) {
    case .free(let seats): seatsLeft = seats
    case .refused(let reason):
      return .refuse(.taken(reason, near: open.times(near: request.start, lasting: duration)))
    }
    let guest: Guest
    do {
      guest = try request.form.read(for: link.questions, needsPhone: link.place.needsGuestPhone)
    } catch {
      return .refuse(.refused(error.list))
    }
    if link.isGroup, guest.count > seatsLeft {
      return .refuse(.refused([Refusal(.guests, .seatsLeft(seatsLeft))]))
    }
    let meeting = link.isGroup ? book.meeting(of: link, at: request.start) : nil
    let appointment = appointment(request, open, guest, lasting: duration, at: meeting)
    return .write(NewBooking(appointment, open, joins: meeting != nil, caller: request.caller))
  }

  func appointment(
    _ request: BookingRequest, _ open: OpenLink, _ guest: Guest, lasting duration: Minutes, at meeting: EventID?
  ) -> Appointment {
    let link = open.link
    let id = BookingID(freshID())
    var appointment = Appointment(
      id: id, owner: open.owner, link: link.id, slug: link.slug, title: link.title, description: link.description,
      color: link.color, place: link.place, redirect: link.redirect, seats: link.seats,
      event: meeting ?? EventID(freshID()), guest: guest,
      time: TimeRange(from: request.start, to: request.start.adding(minutes: duration.count)),
      bufferBefore: link.bufferBefore, bufferAfter: link.bufferAfter,
      status: link.requiresConfirmation ? .pending : .confirmed, firstStart: request.start, key: request.form.key,
      trace: tokens.makeToken(row: id.uuid), createdAt: open.now)
    appointment.tell()
    return appointment
  }

  /// To be made no sooner than they can be sent: many requests may wait for that.
  func queries(for new: NewBooking) -> [Query] {
    queries(for: new.appointment, new.open, joins: new.joins, caller: new.caller, acting: new.party)
  }

  private func queries(
    for booking: Appointment, _ open: OpenLink, joins: Bool, caller: Caller, acting party: Party
  ) -> [Query] {
    let (owner, now) = (booking.owner.id, open.now)
    let isConfirmed = booking.status == .confirmed
    var queries = [
      joins ? join(booking, at: now) : insertEvent(of: booking, open),
      Bookings.insert(booking),
      Attendees.insert(booking.guest, to: booking.event, of: owner, at: now, ids: { freshID() }),
    ]
    if isConfirmed { queries += Reminders.insert(open.link.reminders, of: booking, at: now, ids: { freshID() }) }
    queries += [
      Links.count(1, booking.link, of: owner, at: now),
      // Those who come along hear of it when it is certain.
      isConfirmed
        ? letters(.bookingConfirmed, about: booking, to: [.guest, .companion, .owner], at: now)
        : letters(.bookingPending, about: booking, to: [.guest, .owner], at: now),
      audit("booking.create", booking, by: caller, acting: party, at: now),
    ]
    return queries
  }
}

// What every change of a booking writes alike.
extension Office {
  /// Under a group's event stand many names, so it bears none. Nor may it be known by a guest's own: who comes out of a
  /// group leaves one behind that may be.
  func insertEvent(of booking: Appointment, _ open: OpenLink) -> Query {
    let isGroup = booking.seats > 1
    return Events.insert(
      MeetingEvent(
        id: booking.event, calendar: open.calendar,
        title: isGroup ? booking.title : "\(booking.title): \(booking.guest.name)",
        description: isGroup ? "" : booking.guest.notes, place: booking.place, time: booking.time, zone: open.zone,
        status: booking.status == .pending ? .tentative : .confirmed, blocked: booking.blocked,
        uid: isGroup || booking.movedFrom != nil ? booking.event.description : booking.uid),
      organizer: booking.owner, at: open.now)
  }

  func join(_ booking: Appointment, at now: Instant) -> Query {
    Events.join(
      booking.event, of: booking.owner.id, time: booking.time, blocked: booking.blocked,
      isConfirmed: booking.status == .confirmed, at: now)
  }

  func letters(
    _ template: LetterTemplate, about booking: Appointment, to readers: [LetterFacts.Reader],
    share: LetterFacts.Share? = nil, leadingOn leadsOn: Bool = true, at now: Instant
  ) -> Query {
    Outbox.queue(
      template, about: booking, to: readers, share: share, leadingOn: leadsOn, at: now, ids: { freshID() })
  }

  func audit(
    _ action: StaticString, _ booking: Appointment, by caller: Caller, acting party: Party, at now: Instant,
    _ details: [(name: StaticString, text: String)] = []
  ) -> Query {
    AuditLog.insert(
      action, booking.id.uuid, of: booking.owner.id, by: caller, id: freshID(), at: now,
      metadata: [("by", party.rawValue), ("start", booking.time.start.description)] + details)
  }
}
