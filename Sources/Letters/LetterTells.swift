internal import Store

// What follows from it for its reader. Who has a place in a group's meeting is told of the place, not of the meeting: that
// may well take place without them.
extension LetterDrawing {
  var tells: [String] {
    switch template {
    case .bookingRescheduled where !isPending: []
    case .bookingPending, .bookingRescheduled: [lettering.text(waiting, values)]
    case .bookingConfirmed: []
    case .bookingDeclined: [lettering.text(declined, values)]
    case .bookingCancelled: [[whoCancelled, freed].compactMap(\.self).joined(separator: " ")]
    }
  }

  var isPlace: Bool { facts.share == .place || facts.share == .lastPlace }

  private var waiting: LetterWord {
    isForOwner
      ? (isPlace ? .pendingOwnerSeatTell : .pendingOwnerTell) : (isPlace ? .pendingSeatTell : .pendingTell)
  }

  private var declined: LetterWord {
    isForOwner
      ? (isPlace ? .declinedOwnerSeatTell : .declinedOwnerTell) : (isPlace ? .declinedSeatTell : .declinedTell)
  }

  private var whoCancelled: String {
    switch (facts.cancelledBy, facts.reader) {
    case (.guest, .guest): lettering.text(isPlace ? .seatLeft : .cancelledByYou, values)
    case (.owner, .owner): lettering.text(isPlace ? .seatTaken : .cancelledByYou, values)
    case (.guest, .owner) where isPlace: lettering.text(.seatLeftBy, ["name": facts.guest.name])
    case (.guest, _): cancelled(by: facts.guest.name)
    case (.owner, _): cancelled(by: facts.owner.name)
    case (.system, _), (nil, _): lettering.text(.cancelledByHouse)
    }
  }

  private func cancelled(by name: String) -> String {
    lettering.text(isPlace ? .seatTakenBy : .cancelledByOther, ["name": name])
  }

  /// What an owner who did not do it themselves has again.
  private var freed: String? {
    guard isForOwner, facts.cancelledBy != .owner else { return nil }
    return switch facts.share {
    case .whole, nil: lettering.text(.cancelledFree)
    case .place: lettering.text(.seatFree)
    case .lastPlace: lettering.text(.seatLastFree)
    }
  }
}
