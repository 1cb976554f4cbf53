internal import Mustache

/// What stands around every owner's page.
struct DeskView: View {
  let page: Frame
  let rail: RailView
  let name: String
  let initials: String
  let signOut: String
  let token: TokenView
  let notice: NoticeView?

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "rail": .view(\.rail),
    "name": .text(\.name),
    "initials": .text(\.initials),
    "sign_out": .text(\.signOut),
    "token": .view(\.token),
    "notice": .view(\.notice),
  ]
}

/// The ways around.
struct RailView: View {
  let today: RailEntryView
  let bookings: RailEntryView
  let links: RailEntryView
  let availability: RailEntryView
  let settings: RailEntryView
  /// How many bookings wait for an answer; nil for none.
  let waiting: String?

  static let keys: Keys<Self> = [
    "today": .view(\.today),
    "bookings": .view(\.bookings),
    "links": .view(\.links),
    "availability": .view(\.availability),
    "settings": .view(\.settings),
    "waiting": .text(\.waiting),
  ]
}

struct RailEntryView: View {
  let address: String
  let isCurrent: Bool

  static let keys: Keys<Self> = ["address": .text(\.address), "current": .flag(\.isCurrent)]
}

/// The hidden field that proves where a form comes from.
struct TokenView: View {
  let value: String

  static let keys: Keys<Self> = ["value": .text(\.value)]
}

/// What was just done, and the way back from it where there is one.
struct NoticeView: View {
  let text: String
  var undo: UndoView?
  var undoPress: UndoPressView?
  /// Whether nothing else on the page is where whoever pressed goes on.
  var hasFocus = false

  static let keys: Keys<Self> = [
    "text": .text(\.text), "undo": .view(\.undo), "undo_press": .view(\.undoPress),
    "focus": .flag(\.hasFocus),
  ]
}

/// A form of one button that takes something back.
struct UndoView: View {
  let action: String
  var fields: [HiddenView] = []

  static let keys: Keys<Self> = ["action": .text(\.action), "fields": .list(\.fields)]
}

/// The same as one more button of a form that is on the page, so that nothing typed there is lost by it.
struct UndoPressView: View {
  /// The id of the form.
  let form: String
  let action: String
  let value: String

  static let keys: Keys<Self> = ["form": .text(\.form), "action": .text(\.action), "value": .text(\.value)]
}
