public import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// What came of an owner's moving a booking. The length stays.
public enum MoveOutcome: Sendable {
  /// Moved, or already there.
  case moved(Appointment)
  /// Nothing was changed; whether the owner may move it there in spite of that, the reason says (`isOwnersToBreak`).
  case taken(Reason, near: [Slot])
  /// It was called off, or is over.
  case fixed(Appointment)
  /// It is not what was looked at any more.
  case changed(Appointment)
  case refused([Refusal])
  case unknown
}

extension Office {
  /// The owner moves a booking until it is over. It is confirmed then: whoever names the time need not be asked about it.
  /// `anyway` passes over the owner's own rules and events, never over another booking; `asked` is what they were
  /// asked about (`TimeObjections.digest`), and of all else they are told first. `isKnown` says whether it is
  /// still the booking that was looked at.
  public func move(
    _ id: BookingID, of owner: UserID, to start: Instant, anyway: Bool = false, asked: String? = nil,
    note: String = "", caller: Caller,
    ifStill isKnown: (Appointment) -> Bool = { _ in true }
  ) async throws -> MoveOutcome {
    let text: String
    do {
      text = try readReason(note)
    } catch {
      return .refused(error.list)
    }
    return try await minding {
      let name = BookingName.id(id)
      let around = asked.map { _ in AgendaAround(start, of: owner) }
      let reads = [Bookings.find(name, of: owner), Bookings.siblings(of: name, of: owner)] + (around?.queries ?? [])
      do {
        return try await books.holdingBook(of: owner, reading: reads) { held, book in
          guard let book, let row = held.answers[0].first else { return .unknown }
          let siblings = try held.answers[1].map { try Bookings.readSibling($0) }
          let booking = try Bookings.read(row)
          if booking.time.start != start, !isKnown(booking) { return .changed(booking) }
          let move = OwnersMove(
            booking: booking, start: start, isAnyway: anyway, asked: asked,
            agenda: try around?.read(held.answers.dropFirst(2), ownerZone: book.owner.zone), note: text,
            siblings: siblings)
          return try await carryOut(move, in: book, caller) { try await held.commit($0) }
        }
      } catch let error as DatabaseError where Conflict(error) == .timeTaken {
        return try await takenMeanwhile(id, owner, start)
      }
    }
  }

  private func carryOut(
    _ move: OwnersMove, in book: OwnerBook, _ caller: Caller, commit: ([Query]) async throws -> Void
  ) async throws -> MoveOutcome {
    let (booking, start) = (move.booking, move.start)
    guard let open = ownersTimes(for: booking, in: book) else { return .fixed(booking) }
    if booking.time.start == start { return .moved(booking) }
    let verdict = open.decide(
      start, lasting: booking.duration, anyway: move.isAnyway, asked: move.asked, move.agenda)
    if case .refused(let reason) = verdict {
      return .taken(reason, near: open.times(near: start, lasting: booking.duration))
    }
    let meeting = open.link.isGroup ? book.meeting(of: open.link, at: start, without: booking.id) : nil
    let moved = moved(booking, to: start, open, joining: meeting, leaving: move.siblings)
    try await commit(
      queries(
        from: booking, to: moved, move.siblings, open, joins: meeting != nil, caller, acting: .owner, note: move.note))
    haveLetters()
    return .moved(moved)
  }

  /// The database knows of a booking that the book did not reach.
  private func takenMeanwhile(_ id: BookingID, _ owner: UserID, _ start: Instant) async throws -> MoveOutcome {
    guard let booking = try await find(.id(id), of: owner) else { return .unknown }
    let near = try await ownersTimes(for: booking)?.times(near: start, lasting: booking.duration) ?? []
    return .taken(.booked(booking: 0, isFull: false), near: near)
  }
}

/// Which booking an owner moves, and where to.
private struct OwnersMove {
  let booking: Appointment
  let start: Instant
  let isAnyway: Bool
  let asked: String?
  let agenda: Agenda?
  let note: String

  /// Those it leaves behind in its group.
  let siblings: [Sibling]
}
