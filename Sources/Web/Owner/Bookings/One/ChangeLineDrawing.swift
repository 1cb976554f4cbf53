internal import Almanac
internal import CivilTime
internal import Mustache
internal import Store

/// Says who did what to a booking, when and from where.
struct ChangeLineDrawing {
  let change: BookingChangeRecord
  let visit: Visit

  private var words: Words { visit.words }

  var view: ChangeLineView {
    ChangeLineView(
      text: visit.lettering.tongue.opening(text),
      datetime: change.at.rfc3339(offset: visit.zone.offset(at: change.at)),
      at: words.text(BookingsWord.timeOnDay, ["day": visit.day(change.at), "time": visit.time(change.at)]),
      source: source)
  }

  /// What this version has no words for stands as it was written.
  private var text: String {
    let word: BookingsWord
    switch (change.action, change.by) {
    case ("booking.create", .owner): word = .didBookYou
    case ("booking.create", _): word = .didBook
    case ("booking.confirm", _): word = .didConfirm
    case ("booking.decline", _): word = .didDecline
    case ("booking.cancel", .owner): word = .didCancelYou
    case ("booking.cancel", _): word = .didCancel
    case ("booking.reschedule", .owner): word = .didMoveYou
    case ("booking.reschedule", _): word = .didMove
    case ("booking.no_show", _): word = .didMiss
    case ("booking.show", _): word = .didCome
    case ("booking.complete", _): word = .didEnd
    case ("booking.letter_again", _): word = .didSendAgain
    case ("booking.letter_away", _): word = .didPutAway
    default: return change.action
    }
    return words.text(
      word, ["from": change.from.map(moment) ?? "", "to": change.start.map(moment) ?? ""])
  }

  private func moment(_ instant: Instant) -> String {
    words.text(BookingsWord.timeOnDay, ["day": visit.day(instant), "time": visit.time(instant)])
  }

  private var source: String? {
    let parts = [change.address, BrowserName.told(by: change.userAgent)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
