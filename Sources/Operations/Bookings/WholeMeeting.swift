public import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// A meeting of a group with all who come to it, as its owner changes it for everybody at once.
public struct WholeMeeting: Sendable {
  /// The one by which it was looked at.
  public let booking: Appointment

  /// All that stand, in the order they were made.
  public let bookings: [Appointment]

  /// How many come in all.
  public var party: Int { bookings.reduce(0) { $0 + $1.guest.count } }

  /// The one that takes the most time.
  public var longest: Appointment { bookings.max { $0.time.end < $1.time.end } ?? booking }

  /// Whether several come, and it has not begun.
  public func canChange(at now: Instant) -> Bool { bookings.count > 1 && booking.canChange(at: now) }

  static let queryCount = 2

  static func reads(_ id: BookingID, _ owner: UserID) -> [Query] {
    [Bookings.find(.id(id), of: owner), Bookings.meeting(of: id, owner)]
  }

  /// Nil where there is no such booking.
  init?(_ answers: ArraySlice<Rows>) throws(DatabaseError) {
    guard let first = answers.first?.first, let all = answers.dropFirst().first else { return nil }
    booking = try Bookings.read(first)
    bookings = try all.map { row throws(DatabaseError) in try Bookings.read(row) }
  }
}

extension Office {
  /// The meeting that a booking is for; nil where there is no such booking.
  public func meeting(of id: BookingID, _ owner: UserID) async throws -> WholeMeeting? {
    try await minding {
      let answers = try await database.transaction(
        TransactionOptions(isReadOnly: true), sending: WholeMeeting.reads(id, owner))
      return try WholeMeeting(answers[...])
    }
  }

  /// The times to which a meeting can be moved with everybody; nil where it can't be.
  public func ownersTimes(for meeting: WholeMeeting) async throws -> OpenLink? {
    try await minding {
      guard let book = try await books.book(of: meeting.booking.owner.id) else { return nil }
      return ownersTimes(for: meeting, in: book)
    }
  }

  private func ownersTimes(for meeting: WholeMeeting, in book: OwnerBook) -> OpenLink? {
    let now = now
    guard meeting.canChange(at: now), let link = book.linkOfBookings(meeting.booking.link) else { return nil }
    return OpenLink(forOwner: link, in: book, moving: meeting.booking, along: meeting.bookings, now: now)
  }

  /// Called off for everybody, before it begins. The owner, who does it, needs no letter about each. `isKnown` says
  /// whether it is still what was looked at.
  public func cancelMeeting(
    of id: BookingID, _ owner: UserID, reason: String, caller: Caller,
    ifStill isKnown: (WholeMeeting) -> Bool = { _ in true }
  ) async throws -> SettleOutcome {
    let text: String
    do {
      text = try readReason(reason)
    } catch {
      return .refused(error.list)
    }
    return try await minding {
      let reads = WholeMeeting.reads(id, owner) + [Links.booked(by: id, owner)]
      return try await books.holding(owner, reading: reads) { held in
        guard let meeting = try WholeMeeting(held.answers.prefix(WholeMeeting.queryCount)) else { return .unknown }
        if meeting.bookings.isEmpty, meeting.booking.status == .cancelled { return .done(meeting.booking) }
        guard isKnown(meeting) else { return .changed(meeting.booking) }
        let now = now
        guard meeting.canChange(at: now) else { return .fixed(meeting.booking) }
        let link = try held.answers.last?.first.map { try Links.readBooked($0) }
        try await held.commit(
          meeting.bookings.flatMap { callingOff($0, reason: text, by: link, caller: caller, at: now) })
        haveLetters()
        return .done(meeting.booking)
      }
    }
  }

  /// Moved with everybody, before it begins; as `move` otherwise.
  public func moveMeeting(
    of id: BookingID, _ owner: UserID, to start: Instant, anyway: Bool = false, asked: String? = nil,
    note: String = "", caller: Caller, ifStill isKnown: (WholeMeeting) -> Bool = { _ in true }
  ) async throws -> MoveOutcome {
    let text: String
    do {
      text = try readReason(note)
    } catch {
      return .refused(error.list)
    }
    return try await minding {
      let around = asked.map { _ in AgendaAround(start, of: owner) }
      let reads = WholeMeeting.reads(id, owner) + (around?.queries ?? [])
      do {
        return try await books.holdingBook(of: owner, reading: reads) { held, book in
          guard let book, let meeting = try WholeMeeting(held.answers.prefix(WholeMeeting.queryCount)) else {
            return .unknown
          }
          if meeting.canChange(at: now), meeting.booking.time.start == start { return .moved(meeting.booking) }
          guard isKnown(meeting) else { return .changed(meeting.booking) }
          guard let open = ownersTimes(for: meeting, in: book) else { return .fixed(meeting.booking) }
          let agenda = try around?.read(
            held.answers.dropFirst(WholeMeeting.queryCount), ownerZone: book.owner.zone)
          let length = meeting.longest.duration
          if case .refused(let reason) = open.decide(start, lasting: length, anyway: anyway, asked: asked, agenda) {
            return .taken(reason, near: open.times(near: start, lasting: length))
          }
          try await held.commit(
            moving(meeting, to: start, open, joining: book.meeting(of: open.link, at: start), text, caller))
          haveLetters()
          return .moved(meeting.booking)
        }
      } catch let error as DatabaseError where Conflict(error) == .timeTaken {
        // The database knows of a booking that the book did not reach.
        return .taken(.booked(booking: 0, isFull: false), near: [])
      }
    }
  }

  /// The longest comes last: the event they share is shaped by each of them.
  private func moving(
    _ meeting: WholeMeeting, to start: Instant, _ open: OpenLink, joining joined: EventID?, _ note: String,
    _ caller: Caller
  ) -> [Query] {
    meeting.bookings.sorted { $0.time.end < $1.time.end }.flatMap { booking in
      let moved = moved(booking, to: start, open, joining: joined, leaving: [])
      return queries(
        from: booking, to: moved, [], open, joins: joined != nil, caller, acting: .owner, note: note,
        tellingOwner: false)
    }
  }
}
