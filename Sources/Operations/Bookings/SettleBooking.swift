internal import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// What came of calling off, confirming, declining or marking a booking.
public enum SettleOutcome: Sendable {
  /// Done, or already so.
  case done(Appointment)
  /// It stands in a way that does not allow this: over, called off, already answered.
  case fixed(Appointment)
  /// It is not what was looked at any more.
  case changed(Appointment)
  case refused([Refusal])
  case unknown
}

/// What becomes of a booking whose time stays.
struct Settlement {
  let action: StaticString

  /// Who does it.
  var party = Party.owner

  /// Nil where nobody is told.
  let letter: LetterTemplate?

  /// Those who are told. Who comes along hears of nothing that was never certain.
  var readers: [LetterFacts.Reader] = [.guest, .companion, .owner]

  /// What it becomes.
  let status: (Appointment, Instant) -> BookingStatus

  /// Whether it may be done to a booking as it stands.
  let isAllowed: (Appointment, Instant) -> Bool
  var cancellation: Appointment.Cancellation?

  /// What the owner writes to the guest with it, where nothing is called off.
  var note = ""
}

extension Office {
  /// `isKnown` says whether it is still what was looked at by whoever wants it settled.
  func settle(
    _ id: BookingID, of owner: UserID, _ settlement: Settlement, caller: Caller,
    ifStill isKnown: (Appointment) -> Bool
  ) async throws -> SettleOutcome {
    try await minding {
      let name = BookingName.id(id)
      let reads = [
        Bookings.find(name, of: owner), Bookings.siblings(of: name, of: owner), Links.booked(by: id, owner),
      ]
      return try await books.holding(owner, reading: reads) { held in
        guard let row = held.answers[0].first else { return .unknown }
        let booking = try Bookings.read(row)
        let now = now
        if booking.status == settlement.status(booking, now) { return .done(booking) }
        guard isKnown(booking) else { return .changed(booking) }
        guard settlement.isAllowed(booking, now) else { return .fixed(booking) }
        let siblings = try held.answers[1].map { try Bookings.readSibling($0) }
        let link = try held.answers[2].first.map { try Links.readBooked($0) }
        let (settled, queries) = settling(booking, settlement, siblings, link, caller, at: now)
        try await held.commit(queries)
        if settlement.letter != nil { haveLetters() }
        return .done(settled)
      }
    }
  }

  /// The booking as it becomes, and what that writes. Without a link nobody is led to another time.
  func settling(
    _ booking: Appointment, _ settlement: Settlement, _ siblings: [Sibling], _ link: BookedLink?, _ caller: Caller,
    at now: Instant
  ) -> (settled: Appointment, queries: [Query]) {
    let settled = settled(booking, settlement, at: now)
    let readers = settlement.readers.filter { $0 != .companion || settled.companionsKnow }
    return (settled, queries(for: settled, settlement, telling: readers, siblings, link, caller, at: now))
  }

  private func settled(_ booking: Appointment, _ settlement: Settlement, at now: Instant) -> Appointment {
    var settled = booking
    settled.status = settlement.status(booking, now)
    settled.cancellation = settlement.cancellation
    if settlement.letter != nil { settled.sequence += 1 }
    settled.tell()
    return settled
  }

  private func queries(
    for booking: Appointment, _ settlement: Settlement, telling readers: [LetterFacts.Reader],
    _ siblings: [Sibling], _ link: BookedLink?, _ caller: Caller, at now: Instant
  ) -> [Query] {
    let owner = booking.owner.id
    var queries = [Bookings.update(booking, at: now)]
    switch booking.status {
    case .cancelled, .declined:
      queries += leave(booking, siblings, at: now)
      queries.append(Reminders.deletePending(of: booking.id, of: owner))
      queries.append(Links.count(-1, booking.link, of: owner, at: now))
    case .confirmed:
      queries.append(Events.setStatus(.confirmed, booking.event, of: owner, at: now))
      queries += Reminders.insert(link?.link.reminders ?? [], of: booking, at: now, ids: { freshID() })
    case .pending, .completed, .noShow: break
    }
    if let letter = settlement.letter {
      let leadsOn = link?.isOpenAgain(at: now) ?? false
      queries.append(
        letters(
          letter, about: booking.telling(settlement.note), to: readers, share: booking.share(siblings),
          leadingOn: leadsOn, at: now))
    }
    queries.append(audit(settlement.action, booking, by: caller, acting: settlement.party, at: now))
    return queries
  }
}

extension Appointment {
  /// A link may have been a group's when this was booked, and be none by now.
  fileprivate func share(_ siblings: [Sibling]) -> LetterFacts.Share {
    if !siblings.isEmpty { return .place }
    return seats > 1 ? .lastPlace : .whole
  }

  /// The booking as a letter tells of it that carries words of its owner's. They are kept with the letter alone.
  func telling(_ note: String) -> Appointment {
    guard cancellation == nil, !note.isEmpty else { return self }
    var told = self
    told.cancellation = Cancellation(by: .owner, reason: note, at: nil)
    return told
  }
}
