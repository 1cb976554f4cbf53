internal import Mustache

/// An owner's bookings.
struct BookingsView: View {
  let desk: DeskView
  let action: String
  let new: String
  let search: String
  let tabs: [CountedTabView]
  /// What goes along with a search: the list, and what it is narrowed to.
  let kept: [HiddenView]
  let filter: BookingsFilterView
  let wrongs: WrongsView?
  /// That something in the address could not be read.
  let odd: String?
  let days: [BookingDayView]
  let empty: EmptyView?
  let before: TabView?
  let after: TabView?
  let export: String?

  private var hasPages: Bool { before != nil || after != nil }

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "action": .text(\.action),
    "new": .text(\.new),
    "search": .text(\.search),
    "tabs": .list(\.tabs),
    "kept": .list(\.kept),
    "filter": .view(\.filter),
    "wrongs": .view(\.wrongs),
    "odd": .text(\.odd),
    "days": .list(\.days),
    "empty": .view(\.empty),
    "before": .view(\.before),
    "after": .view(\.after),
    "has_pages": .flag(\.hasPages),
    "export": .text(\.export),
  ]
}

/// One of the lists, with how many stand in it where that is worth knowing.
struct CountedTabView: View {
  let text: String
  let address: String
  let isCurrent: Bool
  let count: String?

  static let keys: Keys<Self> = [
    "text": .text(\.text),
    "address": .text(\.address),
    "current": .flag(\.isCurrent),
    "count": .text(\.count),
  ]
}

/// By which link, from when to when.
struct BookingsFilterView: View {
  let isOpen: Bool
  /// What it is narrowed to now.
  let now: String?
  let kept: [HiddenView]
  let links: [LinkOptionView]
  let first: EntryView
  let last: EntryView
  let whole: String

  static let keys: Keys<Self> = [
    "open": .flag(\.isOpen),
    "now": .text(\.now),
    "kept": .list(\.kept),
    "links": .list(\.links),
    "first": .view(\.first),
    "last": .view(\.last),
    "whole": .text(\.whole),
  ]
}

struct LinkOptionView: View {
  let value: String
  let label: String
  let isChosen: Bool

  static let keys: Keys<Self> = ["value": .text(\.value), "label": .text(\.label), "chosen": .flag(\.isChosen)]
}

struct BookingDayView: View {
  /// In which the day's list is named.
  let id: String
  let name: String
  let lines: [BookingLineView]

  static let keys: Keys<Self> = ["id": .text(\.id), "name": .text(\.name), "lines": .list(\.lines)]
}

struct BookingLineView: View {
  let datetime: String
  let from: String
  let to: String
  let color: String
  /// The guest, or what the guests below come to.
  let title: String
  let address: String
  let about: String
  let guests: [MeetingGuestView]
  let chips: [ChipView]
  let answer: YesNoView?

  private var hasGuests: Bool { !guests.isEmpty }

  static let keys: Keys<Self> = [
    "datetime": .text(\.datetime),
    "from": .text(\.from),
    "to": .text(\.to),
    "color": .text(\.color),
    "title": .text(\.title),
    "address": .text(\.address),
    "about": .text(\.about),
    "guests": .list(\.guests),
    "has_guests": .flag(\.hasGuests),
    "chips": .list(\.chips),
    "answer": .view(\.answer),
  ]
}

/// A state in a word; the kind says how it looks: `good`, `wait`, `bad` or nothing.
struct ChipView: View {
  let text: String
  var kind = ""

  static let keys: Keys<Self> = ["text": .text(\.text), "kind": .text(\.kind)]
}

/// Yes and no for a booking that waits.
struct YesNoView: View {
  let confirm: String
  let hidden: [HiddenView]
  let decline: String
  /// Whose, for those who hear the buttons.
  let whose: String

  static let keys: Keys<Self> = [
    "confirm": .text(\.confirm), "hidden": .list(\.hidden), "decline": .text(\.decline), "whose": .text(\.whose),
  ]
}

/// A list with nothing in it, and what to do.
struct EmptyView: View {
  let heading: String
  let text: String
  var action: TabView?

  static let keys: Keys<Self> = ["heading": .text(\.heading), "text": .text(\.text), "action": .view(\.action)]
}
