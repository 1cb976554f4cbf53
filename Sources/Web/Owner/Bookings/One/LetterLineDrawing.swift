internal import Mustache
internal import Store

/// Says what became of one letter about a booking.
struct LetterLineDrawing {
  let letter: BookingLetter
  let booking: BookingID
  /// Whether its reader was told more since.
  let isOld: Bool
  let visit: Visit

  private var words: Words { visit.words }

  var view: LetterLineView {
    let at = letter.sentAt ?? letter.createdAt
    let about = words.text(
      BookingsWord.letterTo,
      ["address": letter.recipient, "day": visit.day(at), "time": visit.time(at)])
    return LetterLineView(
      name: letter.template.map { words.text($0.word) } ?? letter.subject, about: about,
      note: letter.note.isEmpty ? nil : words.text(BookingsWord.quote, ["words": letter.note]),
      error: letter.status.isLost ? letter.error : nil, chip: chip,
      verbs: letter.status.isLost && !letter.isPutAway
        ? LostLetterVerbsView(letter.id, about: booking, canGoAgain: !isOld) : nil)
  }

  private var chip: ChipView {
    switch letter.status {
    case .queued, .sending: ChipView(text: words.text(BookingsWord.letterQueued), kind: "wait")
    case .sent, .delivered, .opened, .clicked: ChipView(text: words.text(BookingsWord.letterSent), kind: "good")
    case .bounced: ChipView(text: words.text(BookingsWord.letterBounced), kind: "bad")
    case .failed: ChipView(text: words.text(BookingsWord.letterFailed), kind: "bad")
    }
  }
}

extension LetterTemplate {
  fileprivate var word: BookingsWord {
    switch self {
    case .bookingConfirmed: .letterConfirmed
    case .bookingPending: .letterPending
    case .bookingDeclined: .letterDeclined
    case .bookingRescheduled: .letterMoved
    case .bookingCancelled: .letterCancelled
    }
  }
}
