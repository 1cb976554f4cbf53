internal import Mustache

/// Dates that differ from their weekdays, and the form for more.
struct DatesView: View {
  let entries: [DatesEntryView]
  let removal: String
  let action: String
  let isOpen: Bool
  let earliest: String
  let first: String
  let firstWrong: String?
  let last: String
  let lastWrong: String?
  let rows: [HoursRowView]
  let add: PressView
  let rowsWrong: String?

  static let keys: Keys<Self> = [
    "entries": .list(\.entries),
    "removal": .text(\.removal),
    "action": .text(\.action),
    "open": .flag(\.isOpen),
    "earliest": .text(\.earliest),
    "first": .text(\.first),
    "first_wrong": .text(\.firstWrong),
    "last": .text(\.last),
    "last_wrong": .text(\.lastWrong),
    "rows": .list(\.rows),
    "add": .view(\.add),
    "rows_wrong": .text(\.rowsWrong),
  ]
}

struct DatesEntryView: View {
  let title: String
  let text: String
  let dates: String
  let remove: String

  static let keys: Keys<Self> = [
    "title": .text(\.title),
    "text": .text(\.text),
    "dates": .text(\.dates),
    "remove": .text(\.remove),
  ]
}

/// What a schedule is called, who goes by it, and what else can be done with it.
struct ScheduleView: View {
  let isOpen: Bool
  let name: String
  /// What it was called when the form was opened.
  let shownName: String
  let nameAction: String
  let typedName: String
  let nameWrong: String?
  let usedBy: String
  /// Nil where it is the default one already.
  let usualAction: String?
  /// Nil where it can't go.
  let removal: String?

  static let keys: Keys<Self> = [
    "open": .flag(\.isOpen),
    "schedule_name": .text(\.name),
    "shown_name": .text(\.shownName),
    "name_action": .text(\.nameAction),
    "typed_name": .text(\.typedName),
    "name_wrong": .text(\.nameWrong),
    "used_by": .text(\.usedBy),
    "usual_action": .text(\.usualAction),
    "removal": .text(\.removal),
  ]
}

/// Whether a schedule is to go.
struct ScheduleRemovalView: View {
  let desk: DeskView
  let heading: String
  let action: String
  let back: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "heading": .text(\.heading),
    "action": .text(\.action),
    "back": .text(\.back),
  ]
}

/// The form for another schedule.
struct AnotherView: View {
  let action: String
  let isOpen: Bool
  let name: String
  let wrong: String?

  static let keys: Keys<Self> = [
    "action": .text(\.action),
    "open": .flag(\.isOpen),
    "name": .text(\.name),
    "wrong": .text(\.wrong),
  ]
}
