public import CivilTime
public import Crypto
internal import Postgres
public import Scheduling
public import Store

/// What came of asking for another time. The length stays.
public enum RescheduleOutcome: Sendable {
  /// Moved, or already there.
  case moved(Appointment)
  case taken(Reason, near: [Slot])
  /// It was called off, or is over.
  case fixed(Appointment)
  /// It is not what was looked at any more.
  case changed(Appointment)
  case unknown
}

extension Office {
  /// `isKnown` says whether it is still the booking that its guest looked at.
  public func reschedule(
    _ token: LinkToken, to start: Instant, caller: Caller, ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> RescheduleOutcome {
    try await minding {
      // Only who has a booking may hold the owner's row.
      guard let known = try await booking(token) else { return .unknown }
      let owner = known.owner.id
      let name = BookingName.id(known.id)
      let reads = [Bookings.find(name, of: owner), Bookings.siblings(of: name, of: owner)]
      do {
        return try await books.holdingBook(of: owner, reading: reads) { held, book in
          guard let book, let row = held.answers[0].first else { return .unknown }
          let siblings = try held.answers[1].map { try Bookings.readSibling($0) }
          let booking = try Bookings.read(row)
          if booking.time.start != start, !isKnown(booking) { return .changed(booking) }
          return try await move(booking, to: start, siblings, book, caller) { try await held.commit($0) }
        }
      } catch let error as DatabaseError where Conflict(error) == .timeTaken {
        let near = try await choices(for: known)?.times(near: start, lasting: known.duration) ?? []
        return .taken(.booked(booking: 0, isFull: false), near: near)
      }
    }
  }

  private func move(
    _ booking: Appointment, to start: Instant, _ siblings: [Sibling], _ book: OwnerBook, _ caller: Caller,
    commit: ([Query]) async throws -> Void
  ) async throws -> RescheduleOutcome {
    if booking.time.start == start, booking.canChange(at: now) { return .moved(booking) }
    guard let open = OpenLink(moving: booking, in: book, now: now) else { return .fixed(booking) }
    func taken(_ reason: Reason) -> RescheduleOutcome {
      .taken(reason, near: open.times(near: start, lasting: booking.duration))
    }
    if case .refused(let reason) = open.decide(start, lasting: booking.duration) { return taken(reason) }
    let meeting = open.link.isGroup ? book.meeting(of: open.link, at: start, without: booking.id) : nil
    let moved = moved(booking, to: start, open, joining: meeting, leaving: siblings)
    try await commit(queries(from: booking, to: moved, siblings, open, joins: meeting != nil, caller))
    haveLetters()
    return .moved(moved)
  }

  /// An owner who wants to be asked is asked again.
  func moved(
    _ booking: Appointment, to start: Instant, _ open: OpenLink, joining meeting: EventID?, leaving siblings: [Sibling]
  ) -> Appointment {
    var moved = booking
    moved.time = TimeRange(from: start, to: start.adding(microseconds: booking.time.microseconds))
    moved.bufferBefore = open.link.bufferBefore
    moved.bufferAfter = open.link.bufferAfter
    moved.status = open.link.requiresConfirmation ? .pending : .confirmed
    moved.movedFrom = booking.time.start
    moved.sequence += 1
    moved.tell()
    if let meeting {
      moved.event = meeting
    } else if !siblings.isEmpty {
      moved.event = EventID(freshID())
    }
    return moved
  }

  func queries(
    from booking: Appointment, to moved: Appointment, _ siblings: [Sibling], _ open: OpenLink, joins: Bool,
    _ caller: Caller, acting party: Party = .guest, note: String = "",
    tellingOwner: Bool = true
  ) -> [Query] {
    let (owner, now) = (booking.owner.id, open.now)
    let isConfirmed = moved.status == .confirmed
    var queries: [Query] = []
    if moved.event == booking.event {
      queries.append(
        Events.reshape(
          moved.event, of: owner, time: moved.time, blocked: moved.blocked,
          status: isConfirmed ? .confirmed : .tentative, at: now))
    } else {
      queries += leave(booking, siblings, at: now)
      queries.append(joins ? join(moved, at: now) : insertEvent(of: moved, open))
      queries.append(Attendees.insert(moved.guest, to: moved.event, of: owner, at: now, ids: { freshID() }))
    }
    queries.append(Bookings.update(moved, at: now))
    queries.append(Reminders.deletePending(of: moved.id, of: owner))
    if isConfirmed { queries += Reminders.insert(open.link.reminders, of: moved, at: now, ids: { freshID() }) }
    let readers: [LetterFacts.Reader] =
      [.guest] + (moved.companionsKnow ? [.companion] : []) + (tellingOwner ? [.owner] : [])
    queries.append(letters(.bookingRescheduled, about: moved.telling(note), to: readers, at: now))
    queries.append(
      audit(
        "booking.reschedule", moved, by: caller, acting: party, at: now, [("from", booking.time.start.description)]))
    return queries
  }
}

extension Office {
  /// A booking goes from its event. Where others stay, the event is what they make of it, so that it takes no more time
  /// than they do; where none does, it does not take place.
  func leave(_ booking: Appointment, _ siblings: [Sibling], at now: Instant) -> [Query] {
    let owner = booking.owner.id
    guard let first = siblings.first else {
      return [Events.setStatus(.cancelled, booking.event, of: owner, at: now)]
    }
    func hull(_ range: KeyPath<Sibling, TimeRange>) -> TimeRange {
      siblings.reduce(first[keyPath: range]) { hull, sibling in
        let other = sibling[keyPath: range]
        return TimeRange(from: min(hull.start, other.start), to: max(hull.end, other.end))
      }
    }
    let isConfirmed = siblings.contains { $0.status != .pending }
    let staying = Set(siblings.flatMap(\.emails))
    let leaving = ([booking.guest.email] + booking.guest.companions).map(\.folded).filter { !staying.contains($0) }
    return [
      Events.reshape(
        booking.event, of: owner, time: hull(\.time), blocked: hull(\.blocked),
        status: isConfirmed ? .confirmed : .tentative, at: now),
      Attendees.delete(leaving, from: booking.event, of: owner),
    ]
  }
}
