internal import HTTP
internal import Mustache

/// What went wrong for somebody signed in.
struct DeskFailureView: View {
  let desk: DeskView
  let heading: String
  let text: String
  /// The number under which the log knows this request, where that helps whoever looks into it.
  let number: String?
  /// Whether trying once more may help.
  let passes: Bool
  let home: String

  private var page: Frame { desk.page }

  init(_ failure: Failure, _ visit: Visit) {
    desk = visit.frame(at: nil)
    (heading, text) = (failure.heading(visit.lettering), failure.text(visit.lettering, failure.wait))
    number = failure == .broken ? visit.request.id.description : nil
    passes = failure.passes && !visit.isPost
    home = DeskRoute.today.path
  }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "heading": .text(\.heading),
    "text": .text(\.text),
    "number": .text(\.number),
    "passes": .flag(\.passes),
    "home": .text(\.home),
  ]
}
