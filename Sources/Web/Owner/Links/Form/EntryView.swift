internal import Mustache

/// A field of an owner's form that is typed into: with its unit, and what stands in front of it.
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

  private var describedBy: String? {
    let notes = [hint.map { _ in "\(id)-hint" }, wrong.map { _ in "\(id)-wrong" }].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

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

/// A field of which one of several is picked: a list that unfolds, or rows with a mark; or several are ticked.
struct PickView: View {
  let id: String
  let name: String
  let label: String
  let options: [PickOptionView]
  var hint: String?
  var wrong: String?
  /// For readers of the screen alone, where the place says it.
  var isLabelHidden = false

  init(_ name: String, _ label: String, _ options: [PickOptionView]) {
    (id, self.name) = (name, name)
    (self.label, self.options) = (label, options)
  }

  private var describedBy: String? {
    let notes = [hint.map { _ in "\(id)-hint" }, wrong.map { _ in "\(id)-wrong" }].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  static let keys: Keys<Self> = [
    "id": .text(\.id),
    "name": .text(\.name),
    "label": .text(\.label),
    "options": .list(\.options),
    "hint": .text(\.hint),
    "wrong": .text(\.wrong),
    "label_hidden": .flag(\.isLabelHidden),
    "described_by": .text(\.describedBy),
  ]
}

struct PickOptionView: View {
  let value: String
  let label: String
  let isChosen: Bool

  static let keys: Keys<Self> = ["value": .text(\.value), "label": .text(\.label), "chosen": .flag(\.isChosen)]
}

/// One thing that is so or not.
struct TickView: View {
  let name: String
  let label: String
  let isOn: Bool

  static let keys: Keys<Self> = ["name": .text(\.name), "label": .text(\.label), "on": .flag(\.isOn)]
}
