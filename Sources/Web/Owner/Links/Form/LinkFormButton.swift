internal import Scheduling

/// Which of a link's form's buttons was pressed. All but one only show the form again, with everything typed kept and
/// nothing saved.
enum LinkFormButton: Hashable {
  case save
  case preview
  /// Takes the link's deletion back, and saves.
  case restore
  case add
  case remove(Int)
  case raise(Int)
  case lower(Int)

  static let field = "do"

  init(_ value: String?) {
    let parts = (value ?? "").split(separator: " ", maxSplits: 1)
    let place = parts.dropFirst().first.flatMap { Int($0) } ?? -1
    switch parts.first {
    case "preview": self = .preview
    case "restore": self = .restore
    case "add": self = .add
    case "remove": self = .remove(place)
    case "up": self = .raise(place)
    case "down": self = .lower(place)
    default: self = .save
    }
  }

  var value: String {
    switch self {
    case .save: "save"
    case .preview: "preview"
    case .restore: "restore"
    case .add: "add"
    case .remove(let place): "remove \(place)"
    case .raise(let place): "up \(place)"
    case .lower(let place): "down \(place)"
    }
  }

  /// The questions as they are then, and where the writer goes on: which of them, or none for the button that adds.
  func change(_ questions: inout [QuestionForm]) -> Int? {
    switch self {
    case .save, .preview, .restore: return nil
    case .add:
      if questions.count < LinkForm.Limit.questions { questions.append(QuestionForm()) }
      return questions.indices.last
    case .remove(let place):
      guard questions.indices.contains(place) else { return nil }
      questions.remove(at: place)
      return place < questions.count ? place : questions.indices.last
    case .raise(let place): return LinkFormButton.swap(place, place - 1, in: &questions)
    case .lower(let place): return LinkFormButton.swap(place, place + 1, in: &questions)
    }
  }

  private static func swap(_ place: Int, _ other: Int, in questions: inout [QuestionForm]) -> Int? {
    guard questions.indices.contains(place), questions.indices.contains(other) else { return nil }
    questions.swapAt(place, other)
    return other
  }
}
