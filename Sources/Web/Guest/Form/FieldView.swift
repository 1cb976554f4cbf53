internal import Mustache

/// One field of a form: a line, several lines, or what there is to choose from, with what was typed and what is wrong.
struct FieldView: View {
  let id: String
  let name: String
  let label: String
  var hint: String?
  var isOptional = false
  var wrong: String?
  var kind = Kind.line
  var type = "text"
  var autocomplete: String?
  var inputMode: String?
  var value = ""
  var choices: [ChoiceView] = []

  enum Kind {
    case line, lines, choice
  }

  /// `id` is the name unless that could hold what an id cannot.
  init(_ name: String, _ label: String, id: String? = nil) {
    self.id = id ?? name
    self.name = name
    self.label = label
  }

  private var isLine: Bool { kind == .line }
  private var isLines: Bool { kind == .lines }
  private var isChoice: Bool { kind == .choice }
  private var isRequired: Bool { !isOptional }

  /// What a reader of the screen is told beside the label.
  private var describedBy: String? {
    let notes = [hint.map { _ in "\(id)-hint" }, wrong.map { _ in "\(id)-wrong" }].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  static let keys: Keys<Self> = [
    "id": .text(\.id),
    "name": .text(\.name),
    "label": .text(\.label),
    "hint": .text(\.hint),
    "optional": .flag(\.isOptional),
    "required": .flag(\.isRequired),
    "wrong": .text(\.wrong),
    "line": .flag(\.isLine),
    "lines": .flag(\.isLines),
    "choice": .flag(\.isChoice),
    "type": .text(\.type),
    "autocomplete": .text(\.autocomplete),
    "input_mode": .text(\.inputMode),
    "value": .text(\.value),
    "described_by": .text(\.describedBy),
    "choices": .list(\.choices),
  ]
}

struct ChoiceView: View {
  let value: String
  let label: String
  /// `radio` or `checkbox`.
  let type: String
  let isChosen: Bool
  /// A browser asks for one of several only where the first says so.
  let isRequired: Bool

  static let keys: Keys<Self> = [
    "value": .text(\.value),
    "label": .text(\.label),
    "type": .text(\.type),
    "chosen": .flag(\.isChosen),
    "must": .flag(\.isRequired),
  ]
}

/// A field that what is typed in it may be wrong for.
protocol Refusable {
  var id: String { get }
  var wrong: String? { get }
}

extension FieldView: Refusable {}
extension EntryView: Refusable {}

/// What is wrong with a form, each with the field it is about.
struct WrongsView: View {
  let heading: String
  let wrongs: [WrongView]

  init(heading: String, wrongs: [WrongView]) {
    (self.heading, self.wrongs) = (heading, wrongs)
  }

  /// Nil where nothing is wrong. Each problem stands behind the id of the field it is about.
  init?(_ wrongs: [(field: String?, text: String)], _ lettering: Lettering) {
    guard !wrongs.isEmpty else { return nil }
    self.init(
      heading: lettering.count(wrongs.count, one: .wrongOne, more: .wrongMore),
      wrongs: wrongs.map { WrongView(field: $0.field, text: $0.text) })
  }

  /// What is wrong with these, told as beside them.
  init?(_ fields: [any Refusable], _ lettering: Lettering) {
    self.init(fields.compactMap { field in field.wrong.map { (field.id, $0) } }, lettering)
  }

  static let keys: Keys<Self> = ["heading": .text(\.heading), "wrongs": .list(\.wrongs)]
}

struct WrongView: View {
  /// Nil where nothing of it can be typed.
  let field: String?
  let text: String

  static let keys: Keys<Self> = ["field": .text(\.field), "text": .text(\.text)]
}
