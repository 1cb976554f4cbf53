internal import Mustache

/// A field of a form that is typed into: with its unit, and what stands in front of it.
struct EntryView: View {
  let id: String
  let name: String
  let label: String
  var value = ""
  var type = "text"
  var inputMode: String?
  var hint: String?
  var wrong: String?
  var unit: String?
  var prefix: String?
  var placeholder: String?
  var rows: String?
  var isOptional = false
  var isRequired = false
  /// Nothing that a browser should correct or begin with a capital.
  var isCode = false
  /// Where the writer goes on.
  var hasFocus = false

  init(_ name: String, _ label: String, _ value: String) {
    (id, self.name) = (name, name)
    (self.label, self.value) = (label, value)
  }

  private var isLines: Bool { rows != nil }
  private var hasUnit: Bool { unit != nil || prefix != nil }

  private var describedBy: String? { FieldNotes.ids(of: id, hint: hint, wrong: wrong) }

  static let keys: Keys<Self> = [
    "id": .text(\.id),
    "name": .text(\.name),
    "label": .text(\.label),
    "value": .text(\.value),
    "type": .text(\.type),
    "input_mode": .text(\.inputMode),
    "hint": .text(\.hint),
    "wrong": .text(\.wrong),
    "unit": .text(\.unit),
    "prefix": .text(\.prefix),
    "measured": .flag(\.hasUnit),
    "placeholder": .text(\.placeholder),
    "rows": .text(\.rows),
    "lines": .flag(\.isLines),
    "optional": .flag(\.isOptional),
    "required": .flag(\.isRequired),
    "code": .flag(\.isCode),
    "focus": .flag(\.hasFocus),
    "described_by": .text(\.describedBy),
  ]
}

/// One thing that is so or not.
struct TickView: View {
  let name: String
  let label: String
  let isOn: Bool

  static let keys: Keys<Self> = ["name": .text(\.name), "label": .text(\.label), "on": .flag(\.isOn)]
}

/// What stands beside a field, by the ids under which the field points at it.
enum FieldNotes {
  /// Nil where nothing does.
  static func ids(of field: String, hint: String?, wrong: String?) -> String? {
    let notes = [hint.map { _ in "\(field)-hint" }, wrong.map { _ in "\(field)-wrong" }].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }
}
