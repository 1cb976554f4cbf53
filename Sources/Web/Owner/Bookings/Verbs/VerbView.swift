internal import Mustache

/// Whether to do something to a booking: what, and what comes of it, in words.
struct VerbView: View {
  let desk: DeskView
  let heading: String
  let text: String
  /// What became of it since it was looked at.
  let changed: String?
  let moment: MomentView
  let guest: String
  let title: String
  let form: VerbFormView
  let wrongs: WrongsView?
  let back: String
  let keep: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "heading": .text(\.heading),
    "text": .text(\.text),
    "changed": .text(\.changed),
    "moment": .view(\.moment),
    "guest": .text(\.guest),
    "title": .text(\.title),
    "form": .view(\.form),
    "wrongs": .view(\.wrongs),
    "back": .text(\.back),
    "keep": .text(\.keep),
  ]
}

/// The form that does it.
struct VerbFormView: View {
  let action: String
  let hidden: [HiddenView]
  let button: String
  /// Whether something ends by it.
  let isHarm: Bool
  /// A word to the guest; nil where they are not written to.
  let note: FieldView?
  /// On the booking's own page: what unfolds it, and what comes of it.
  let summary: String
  let text: String

  static let keys: Keys<Self> = [
    "action": .text(\.action),
    "hidden": .list(\.hidden),
    "button": .text(\.button),
    "harm": .flag(\.isHarm),
    "note": .view(\.note),
    "summary": .text(\.summary),
    "text": .text(\.text),
  ]
}
