/// What a form showed when it was opened, in a few letters that it carries along: so that what is sent replaces what its
/// writer looked at, and nothing newer.
enum Shown {
  static let field = "shown"
  /// Sent in its place by the button that replaces what is there now.
  static let over = "over"

  static func name(of text: String) -> String { Fingerprint(Array(text.utf8)).description }
}

extension SentForm {
  /// Empty for what showed nothing yet.
  var shown: String { shown(Shown.field) }

  /// The same where a form has several parts, each with a name of what it showed.
  func shown(_ field: String) -> String { self[Shown.over] ?? self[field] ?? "" }
}
