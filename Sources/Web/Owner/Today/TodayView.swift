internal import Mustache

/// The first page of an owner's day.
struct TodayView: View {
  let desk: DeskView
  let date: String
  let now: String
  let ownPage: String
  let strip: AgendaStripView
  let next: NextView?
  let later: [TodayEntryView]
  let days: [TodayDayView]
  let asks: [AskView]
  let allAsks: String?
  let letters: [LostLetterView]
  /// Nil once they are done, or put away.
  let first: FirstStepsView?

  private var page: Frame { desk.page }
  private var isQuiet: Bool { next == nil && later.isEmpty && days.isEmpty && first == nil }
  private var hasLater: Bool { !later.isEmpty }
  private var hasAnswers: Bool { !asks.isEmpty || !letters.isEmpty }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "date": .text(\.date),
    "now": .text(\.now),
    "own_page": .text(\.ownPage),
    "strip": .view(\.strip),
    "next": .view(\.next),
    "quiet": .flag(\.isQuiet),
    "later": .list(\.later),
    "has_later": .flag(\.hasLater),
    "days": .list(\.days),
    "asks": .list(\.asks),
    "all_asks": .text(\.allAsks),
    "letters": .list(\.letters),
    "answers": .flag(\.hasAnswers),
    "first": .view(\.first),
  ]
}

/// What comes next, or is going on.
struct NextView: View {
  let heading: String
  /// Nil for what was not booked.
  let link: String?
  let tint: String
  let initials: String?
  let title: String
  let address: String?
  let from: String
  let to: String
  let text: String?
  let guests: [MeetingGuestView]
  let place: PlaceView?
  let quote: String?
  let isWaiting: Bool

  private var hasGuests: Bool { !guests.isEmpty }
  private var notes: String? { quote.flatMap { $0.isEmpty ? nil : $0 } }

  static let keys: Keys<Self> = [
    "heading": .text(\.heading),
    "link": .text(\.link),
    "tint": .text(\.tint),
    "initials": .text(\.initials),
    "title": .text(\.title),
    "address": .text(\.address),
    "from": .text(\.from),
    "to": .text(\.to),
    "text": .text(\.text),
    "guests": .list(\.guests),
    "has_guests": .flag(\.hasGuests),
    "place": .view(\.place),
    "quote": .text(\.notes),
    "waits": .flag(\.isWaiting),
  ]
}

/// A line of a day.
struct TodayEntryView: View {
  let from: String
  let to: String
  /// In place of both.
  let allDay: String?
  let tint: String
  let title: String
  let address: String?
  let text: String?
  let guests: [MeetingGuestView]
  let isWaiting: Bool

  private var hasGuests: Bool { !guests.isEmpty }

  static let keys: Keys<Self> = [
    "from": .text(\.from),
    "to": .text(\.to),
    "all_day": .text(\.allDay),
    "tint": .text(\.tint),
    "title": .text(\.title),
    "address": .text(\.address),
    "text": .text(\.text),
    "guests": .list(\.guests),
    "has_guests": .flag(\.hasGuests),
    "waits": .flag(\.isWaiting),
  ]
}

/// A day to come.
struct TodayDayView: View {
  let id: String
  let title: String
  let entries: [TodayEntryView]

  static let keys: Keys<Self> = ["id": .text(\.id), "title": .text(\.title), "entries": .list(\.entries)]
}

/// A booking that waits for the owner's yes or no.
struct AskView: View {
  let sentence: String
  let address: String
  let text: String
  let accept: String
  let hidden: [HiddenView]
  let acceptLabel: String
  let decline: String
  let declineLabel: String

  static let keys: Keys<Self> = [
    "sentence": .text(\.sentence),
    "address": .text(\.address),
    "text": .text(\.text),
    "accept": .text(\.accept),
    "hidden": .list(\.hidden),
    "accept_label": .text(\.acceptLabel),
    "decline": .text(\.decline),
    "decline_label": .text(\.declineLabel),
  ]
}

/// A letter that somebody did not get.
struct LostLetterView: View {
  let heading: String
  let text: String
  let address: String?
  let verbs: LostLetterVerbsView?

  static let keys: Keys<Self> = [
    "heading": .text(\.heading),
    "text": .text(\.text),
    "address": .text(\.address),
    "verbs": .view(\.verbs),
  ]
}

/// What is left to do before the first guest comes.
struct FirstStepsView: View {
  let heading: String
  let links: String?
  let hours: String?
  /// Where they are put away.
  let action: String

  static let keys: Keys<Self> = [
    "first_heading": .text(\.heading),
    "links": .text(\.links),
    "hours": .text(\.hours),
    "away": .text(\.action),
  ]
}
