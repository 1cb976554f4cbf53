internal import CivilTime
internal import Operations
internal import Scheduling
internal import Store

/// Says what became of a booking since its owner looked at it.
struct ChangedBooking {
  let dossier: BookingDossier
  let visit: Visit

  var sentence: String {
    let booking = dossier.booking
    return visit.words.text(
      word,
      [
        "guest": booking.guest.name, "day": visit.day(booking.time.start), "time": visit.time(booking.time.start),
      ])
  }

  private var word: BookingsWord {
    switch dossier.booking.status {
    case .cancelled: dossier.booking.cancellation?.by == .guest ? .changedGuestCancelled : .changedCancelled
    case .declined: .changedDeclined
    case .noShow: .changedMissed
    case .pending, .confirmed, .completed: standing
    }
  }

  /// The last that was done to one that stands.
  private var standing: BookingsWord {
    switch dossier.changes.last(where: { !$0.action.hasPrefix("booking.letter") }).map({ ($0.action, $0.by) }) {
    case ("booking.reschedule", .guest)?: .changedGuestMoved
    case ("booking.reschedule", _)?: .changedMoved
    case ("booking.confirm", _)?: .changedConfirmed
    default: .changedOtherwise
    }
  }
}
