internal import Mustache

/// A link being written: what a first link needs on top, the rest folded under its present value.
struct LinkFormView: View {
  let desk: DeskView
  let heading: String
  let all: String
  let action: String
  let isNew: Bool
  /// Whether something stands in it that is saved nowhere.
  let isUnsaved: Bool
  /// The id of a new link.
  let id: String?
  /// Names what the form showed at first; empty for a new link.
  let shown: String
  let changed: ChangedView?
  let lost: LostLinkView?
  let wrongs: WrongsView?
  let title: EntryView
  let lengths: PickView
  let otherLengths: EntryView
  let usual: PickView?
  let place: PickView
  let details: EntryView
  let slug: EntryView
  let description: EntryView
  let hours: HoursFold
  let times: TimesFold
  let questions: QuestionsFold
  let after: AfterFold
  let look: LookFold
  let preview: PreviewView
  /// Nil for a link that isn't there yet.
  let share: ShareView?

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "heading": .text(\.heading),
    "all": .text(\.all),
    "action": .text(\.action),
    "new": .flag(\.isNew),
    "unsaved": .flag(\.isUnsaved),
    "link_id": .text(\.id),
    "shown": .text(\.shown),
    "changed": .view(\.changed),
    "lost": .view(\.lost),
    "wrongs": .view(\.wrongs),
    "title": .view(\.title),
    "lengths": .view(\.lengths),
    "other_lengths": .view(\.otherLengths),
    "usual": .view(\.usual),
    "place": .view(\.place),
    "details": .view(\.details),
    "slug": .view(\.slug),
    "description": .view(\.description),
    "hours": .view(\.hours),
    "times": .view(\.times),
    "questions": .view(\.questions),
    "after": .view(\.after),
    "look": .view(\.look),
    "preview": .view(\.preview),
    "share": .view(\.share),
  ]
}

/// Says that the link was deleted since its form was opened. The form below it is as it was typed.
struct LostLinkView: View {
  let canReturn: Bool
  /// Where a new link is made of it.
  let new: String

  static let keys: Keys<Self> = ["can_return": .flag(\.canReturn), "new_address": .text(\.new)]
}

/// When the link can be booked at all.
struct HoursFold: View {
  let now: String
  let isOpen: Bool
  let kind: PickView
  let schedule: PickView?
  let days: [EntryView]
  let hint: String

  static let keys: Keys<Self> = [
    "now": .text(\.now),
    "open": .flag(\.isOpen),
    "kind": .view(\.kind),
    "schedule": .view(\.schedule),
    "days": .list(\.days),
    "days_hint": .text(\.hint),
  ]
}

/// How early, how far ahead, how often, with how much room around.
struct TimesFold: View {
  let now: String
  let isOpen: Bool
  let increment: EntryView
  let notice: EntryView
  let unit: PickView
  let before: EntryView
  let after: EntryView
  let window: PickView
  let daysAhead: EntryView
  let first: EntryView
  let last: EntryView
  let daily: EntryView
  let weekly: EntryView
  let seats: EntryView

  static let keys: Keys<Self> = [
    "now": .text(\.now),
    "open": .flag(\.isOpen),
    "increment": .view(\.increment),
    "notice": .view(\.notice),
    "notice_unit": .view(\.unit),
    "before": .view(\.before),
    "behind": .view(\.after),
    "window": .view(\.window),
    "days_ahead": .view(\.daysAhead),
    "first": .view(\.first),
    "last": .view(\.last),
    "daily": .view(\.daily),
    "weekly": .view(\.weekly),
    "seats": .view(\.seats),
  ]
}

/// What guests are asked.
struct QuestionsFold: View {
  let now: String
  let isOpen: Bool
  let wrong: String?
  let list: [QuestionView]
  let isFull: Bool
  let hasFocus: Bool

  private var hasRoom: Bool { !isFull }

  static let keys: Keys<Self> = [
    "now": .text(\.now),
    "open": .flag(\.isOpen),
    "wrong": .text(\.wrong),
    "list": .list(\.list),
    "room": .flag(\.hasRoom),
    "add_focus": .flag(\.hasFocus),
  ]
}

struct QuestionView: View {
  let number: String
  let idName: String
  let idValue: String
  let label: EntryView
  let kind: PickView
  let required: TickView
  let choices: EntryView
  let remove: MoveButtonView
  let raise: MoveButtonView?
  let lower: MoveButtonView?

  static let keys: Keys<Self> = [
    "number": .text(\.number),
    "id_name": .text(\.idName),
    "id_value": .text(\.idValue),
    "label": .view(\.label),
    "kind": .view(\.kind),
    "required": .view(\.required),
    "choices": .view(\.choices),
    "remove": .view(\.remove),
    "raise": .view(\.raise),
    "lower": .view(\.lower),
  ]
}

/// A button that changes the order of questions.
struct MoveButtonView: View {
  let value: String
  let label: String

  static let keys: Keys<Self> = ["value": .text(\.value), "button_label": .text(\.label)]
}

/// What happens once a guest has booked.
struct AfterFold: View {
  let now: String
  let isOpen: Bool
  let confirms: TickView
  let reminders: PickView
  let otherReminders: EntryView
  let redirect: EntryView

  static let keys: Keys<Self> = [
    "now": .text(\.now),
    "open": .flag(\.isOpen),
    "confirms": .view(\.confirms),
    "reminders": .view(\.reminders),
    "other_reminders": .view(\.otherReminders),
    "redirect": .view(\.redirect),
  ]
}

/// Its colour, where it is listed, and its end.
struct LookFold: View {
  let now: String
  let isOpen: Bool
  let color: EntryView
  let ticks: [TickView]
  let end: EntryView
  let endTime: EntryView

  static let keys: Keys<Self> = [
    "now": .text(\.now),
    "open": .flag(\.isOpen),
    "color": .view(\.color),
    "ticks": .list(\.ticks),
    "end": .view(\.end),
    "end_time": .view(\.endTime),
  ]
}

/// What a guest would see of the link as it is being written.
struct PreviewView: View {
  let initials: String
  let owner: String
  let title: String
  let lengths: [LengthView]
  let place: PlaceView?
  let description: String
  let strip: StripView?
  let count: String
  /// What stands below a booking.
  let onward: String?

  /// Whether the form is good.
  private var isReady: Bool { !lengths.isEmpty }

  static let keys: Keys<Self> = [
    "ready": .flag(\.isReady),
    "initials": .text(\.initials),
    "owner": .text(\.owner),
    "title": .text(\.title),
    "lengths": .list(\.lengths),
    "place": .view(\.place),
    "description": .html(\.description),
    "strip": .view(\.strip),
    "count": .text(\.count),
    "onward": .text(\.onward),
  ]
}

struct LengthView: View {
  let text: String
  let isUsual: Bool

  static let keys: Keys<Self> = ["text": .text(\.text), "usual": .flag(\.isUsual)]
}

/// Ways to send a link out, and what else can be done with it.
struct ShareView: View {
  let path: String
  let address: String
  let text: String
  let copyLabel: String
  let code: String
  let codeFile: String
  let copies: String
  let deletion: String
  let deleteButton: String

  static let keys: Keys<Self> = [
    "path": .text(\.path),
    "full": .text(\.address),
    "text": .text(\.text),
    "copy_label": .text(\.copyLabel),
    "code": .text(\.code),
    "code_file": .text(\.codeFile),
    "copies": .text(\.copies),
    "deletion": .text(\.deletion),
    "delete_button": .text(\.deleteButton),
  ]
}
