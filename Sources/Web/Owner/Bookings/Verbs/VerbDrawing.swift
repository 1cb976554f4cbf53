internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// Says what an owner is about to do to a booking.
struct VerbDrawing {
  let booking: Appointment
  let verb: BookingVerb
  let visit: Visit

  /// What the form was sent with, where it comes again.
  var kept: [HiddenView] = []

  private var words: Words { visit.words }
  private var values: [String: String] {
    [
      "guest": booking.guest.name, "title": booking.title, "day": visit.day(booking.time.start),
      "time": visit.time(booking.time.start),
    ]
  }

  /// `refused` is what was wrong with the word to the guest; `changed` says what became of the booking since it was looked
  /// at.
  func view(note: String = "", refused: FieldProblem? = nil, changed: String? = nil) -> VerbView {
    let form = form(note: note, refused: refused)
    return VerbView(
      desk: visit.frame(), heading: words.text(verb.words.ask, values), text: form.text,
      changed: changed, moment: visit.moment(booking.time), guest: booking.guest.name, title: booking.title, form: form,
      wrongs: WrongsView([form.note].compactMap(\.self), visit.lettering),
      back: DeskRoute.bookings(.one(booking.id)).path, keep: words.text(BookingsWord.keep))
  }

  func form(note: String = "", refused: FieldProblem? = nil) -> VerbFormView {
    VerbFormView(
      action: DeskRoute.bookings(.verb(booking.id, verb)).path, hidden: [BookingSight(booking).hidden] + kept,
      button: words.text(verb.words.button, values),
      isHarm: verb == .refusal || verb == .cancellation, note: verb.tellsGuest ? field(note, refused) : nil,
      summary: words.text(verb.words.summary, values), text: text)
  }

  /// One of a group gives back a place in it, not the time.
  private var text: String {
    let word: BookingsWord =
      switch verb {
      case .refusal where booking.seats > 1: .declineSeatText
      case .cancellation where booking.seats > 1: .cancelSeatText
      default: verb.words.text
      }
    return words.text(word, values)
  }

  private func field(_ note: String, _ refused: FieldProblem?) -> FieldView {
    var field = FieldView(
      "reason", words.text(.fieldReason, ["name": booking.guest.name]), id: "reason-\(verb.rawValue)")
    field.kind = .lines
    field.isOptional = true
    field.value = note
    field.wrong = refused.map { $0.sentence(for: .reason, words) }
    return field
  }
}

extension BookingVerb {
  fileprivate var tellsGuest: Bool {
    switch self {
    case .confirmation, .refusal, .cancellation: true
    case .absence, .presence: false
    }
  }

  fileprivate typealias Said = (ask: BookingsWord, summary: BookingsWord, text: BookingsWord, button: BookingsWord)

  fileprivate var words: Said {
    switch self {
    case .confirmation: (.confirmAsk, .confirmSummary, .confirmText, .confirmButton)
    case .refusal: (.declineAsk, .declineSummary, .declineText, .declineButton)
    case .cancellation: (.cancelAsk, .cancelSummary, .cancelText, .cancelButton)
    case .absence: (.missedAsk, .missedSummary, .missedText, .missedButton)
    case .presence: (.cameAsk, .cameSummary, .cameText, .cameButton)
    }
  }
}
