internal import Mustache

/// A field of which one of several is picked: a list that unfolds, or rows with a mark; or several are ticked.
struct PickView: View {
  let id: String
  let name: String
  let label: String
  let options: [PickOptionView]
  /// Zones by their continents, behind the options.
  let groups: [ZoneGroupView]
  var hint: String?
  var wrong: String?
  /// For readers of the screen alone, where the place says it.
  var isLabelHidden = false

  /// `id` and name are the same.
  init(
    _ name: String, _ label: String, _ options: [(value: String, label: String)] = [], chosen: Set<String> = [],
    groups: [ZoneGroupView] = []
  ) {
    (id, self.name, self.label, self.groups) = (name, name, label, groups)
    self.options = options.map {
      PickOptionView(value: $0.value, label: $0.label, isChosen: chosen.contains($0.value))
    }
  }

  private var describedBy: String? { FieldNotes.ids(of: id, hint: hint, wrong: wrong) }

  static let keys: Keys<Self> = [
    "id": .text(\.id),
    "name": .text(\.name),
    "label": .text(\.label),
    "options": .list(\.options),
    "groups": .list(\.groups),
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
