internal import HTTP
internal import Mustache
internal import Store

/// What was just done to a booking, as the next page's address says it.
enum BookingDone: String, CaseIterable {
  case confirmed, declined, cancelled, moved, booked
  /// Cancelled out of a group, which may go on.
  case left
  /// A meeting, for all who come to it.
  case movedAll = "moved-all"
  case cancelledAll = "cancelled-all"
  case missed, came
  /// A letter that did not arrive.
  case sentAgain = "sent-again"
  case putAway = "put-away"
  /// It was changed meanwhile: nothing was done.
  case fixed
  /// An export would have held more than one takes.
  case cut

  fileprivate var word: BookingsWord {
    switch self {
    case .confirmed: .doneConfirmed
    case .declined: .doneDeclined
    case .cancelled: .doneCancelled
    case .left: .doneLeft
    case .moved: .doneMoved
    case .movedAll: .doneMovedAll
    case .cancelledAll: .doneCancelledAll
    case .booked: .doneBooked
    case .missed: .doneMissed
    case .came: .doneCame
    case .fixed: .doneFixed
    case .sentAgain: .doneSentAgain
    case .putAway: .donePutAway
    case .cut: .doneCut
    }
  }
}

extension Visit {
  /// Says what was done, and takes it back where it can be: what a guest was told of can't.
  var bookingNotice: NoticeView? {
    guard let done = query["done"].flatMap(BookingDone.init(rawValue:)) else { return nil }
    var notice = NoticeView(text: words.text(done.word))
    if done == .missed, case .bookings(.one(let id)) = route {
      notice.undo = UndoView(action: DeskRoute.bookings(.verb(id, .presence)).path)
    }
    return notice
  }

  func shown(_ booking: BookingID, _ done: BookingDone?) -> Response {
    redirect(to: .bookings(.one(booking)), ("done", done?.rawValue))
  }
}
