internal import Mustache

/// A day explained.
struct WhyView: View {
  let desk: DeskView
  let action: String
  let notices: [String]
  let link: PickView
  /// Nil where there is but one.
  let duration: PickView?
  let date: String
  let time: String
  let answer: AnswerView?
  let heading: String
  let strip: StripView
  let stretches: [StretchView]
  let hours: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "action": .text(\.action),
    "notices": .list(\.notices),
    "link": .view(\.link),
    "duration": .view(\.duration),
    "date": .text(\.date),
    "time": .text(\.time),
    "answer": .view(\.answer),
    "heading": .text(\.heading),
    "strip": .view(\.strip),
    "stretches": .list(\.stretches),
    "hours": .text(\.hours),
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
