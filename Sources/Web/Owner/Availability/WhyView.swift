internal import Mustache

/// The page that explains a day.
struct WhyView: View {
  let desk: DeskView
  let action: String
  let notices: [String]
  let link: PickView
  /// Nil where there is but one.
  let duration: PickView?
  let date: EntryView
  let time: EntryView
  let wrongs: WrongsView?
  /// Nil where it can't be read which one is meant.
  let day: WhyDayView?
  let hours: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "action": .text(\.action),
    "notices": .list(\.notices),
    "link": .view(\.link),
    "duration": .view(\.duration),
    "date": .view(\.date),
    "time": .view(\.time),
    "wrongs": .view(\.wrongs),
    "day": .view(\.day),
    "hours": .text(\.hours),
  ]
}

/// A day, and the answer for one of its times where one was asked about.
struct WhyDayView: View {
  let answer: AnswerView?
  let heading: String
  let strip: StripView
  let stretches: [StretchView]

  static let keys: Keys<Self> = [
    "answer": .view(\.answer),
    "heading": .text(\.heading),
    "strip": .view(\.strip),
    "stretches": .list(\.stretches),
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
