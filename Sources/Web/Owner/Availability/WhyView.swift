internal import Mustache

/// A day explained.
struct WhyView: View {
  let desk: DeskView
  let action: String
  let notices: [String]
  let links: [OptionView]
  let durations: [OptionView]
  let date: String
  let time: String
  let answer: AnswerView?
  let heading: String
  let strip: StripView
  let stretches: [StretchView]
  let hours: String

  private var page: Frame { desk.page }
  private var isSeveral: Bool { durations.count > 1 }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "action": .text(\.action),
    "notices": .list(\.notices),
    "links": .list(\.links),
    "durations": .list(\.durations),
    "several": .flag(\.isSeveral),
    "date": .text(\.date),
    "time": .text(\.time),
    "answer": .view(\.answer),
    "heading": .text(\.heading),
    "strip": .view(\.strip),
    "stretches": .list(\.stretches),
    "hours": .text(\.hours),
  ]
}

struct OptionView: View {
  let value: String
  let label: String
  let isCurrent: Bool

  static let keys: Keys<Self> = [
    "value": .text(\.value),
    "label": .text(\.label),
    "current": .flag(\.isCurrent),
  ]
}

/// The answer for one time.
struct AnswerView: View {
  let heading: String
  let text: String
  let isFree: Bool

  static let keys: Keys<Self> = [
    "heading": .text(\.heading),
    "text": .text(\.text),
    "free": .flag(\.isFree),
  ]
}

struct StretchView: View {
  let from: String
  let to: String
  let text: String
  let isFree: Bool

  /// Whether the time that was asked about lies in it.
  let isAsked: Bool

  static let keys: Keys<Self> = [
    "from": .text(\.from),
    "to": .text(\.to),
    "text": .text(\.text),
    "free": .flag(\.isFree),
    "asked": .flag(\.isAsked),
  ]
}
