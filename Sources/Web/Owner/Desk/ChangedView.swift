internal import Mustache
internal import Store

/// Says that what a form is about was changed since the form was opened, and offers both ways on: to replace what is
/// there now, or to look at it. The form below it is as it was typed.
struct ChangedView: View {
  let text: String
  /// The id of the form.
  let form: String
  /// Nil where the form goes to its own address.
  let action: String?
  /// Names what is there now, which the form then replaces.
  let over: String
  let newer: String

  static let keys: Keys<Self> = [
    "changed_text": .text(\.text),
    "changed_form": .text(\.form),
    "changed_action": .text(\.action),
    "over": .text(\.over),
    "newer": .text(\.newer),
  ]
}

extension Visit {
  /// `last` says who did it; `newer` is where it is looked at.
  func changed(_ last: LastChange?, form: String, action: String? = nil, over: String, newer: String) -> ChangedView {
    ChangedView(text: sentence(last), form: form, action: action, over: over, newer: newer)
  }

  private func sentence(_ last: LastChange?) -> String {
    guard let last else { return words.text(ChangedWord.unknown) }
    guard let device = BrowserName.told(by: last.userAgent) else {
      return words.text(ChangedWord.at, ["moment": moment(last.at)])
    }
    return words.text(ChangedWord.from, ["moment": moment(last.at), "device": device])
  }
}

enum ChangedWord: String, PageWord {
  case unknown = "desk.changed"
  case at = "desk.changed.at"
  case from = "desk.changed.from"
}
