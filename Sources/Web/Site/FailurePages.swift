internal import HTTP
internal import Mustache

/// Says what went wrong and what to do about it: as a page in the reader's language, or as a problem document to a
/// program that would rather have JSON.
struct FailurePages: Sendable {
  private let templates: [Failure: Bound<FailureView>]
  private let editions: Editions<Edition>

  private struct Edition: Sendable {
    let words: Words
    let frame: Frame
  }

  init(_ workshop: Workshop) throws(Fault) {
    var templates: [Failure: Bound<FailureView>] = [:]
    for failure in Failure.allCases { templates[failure] = try workshop.library.bind("site/\(failure.name)") }
    self.templates = templates
    editions = try Editions(workshop.library.locales) { words in
      Edition(words: words, frame: workshop.frame(in: words))
    }
  }

  /// `wait`: seconds until it may be tried again, where that is known.
  func answer(_ failure: Failure, to request: Request, wait: Int? = nil) -> Response {
    let edition = editions.best(for: request)
    let type = request.headers.preferredType(among: ["text/html", Problem.type, "application/json"])
    let isProgram = type != nil && type != "text/html"
    var response = isProgram ? problem(failure, request, edition) : page(failure, request, edition)
    response.headers.add(.cacheControl, "no-store")
    response.headers.add(.contentLanguage, edition.words.language)
    response.headers.add(.vary, "Accept, Accept-Language")
    if let wait = wait ?? failure.wait { response.headers.add(.retryAfter, wait) }
    return response
  }

  private func page(_ failure: Failure, _ request: Request, _ edition: Edition) -> Response {
    let view = FailureView(page: edition.frame, request: request.id.description)
    guard let page = try? templates[failure]?.render(view, in: edition.words) else {
      return .text(failure.status.reason, status: failure.status)
    }
    return .html(page, status: failure.status)
  }

  private func problem(_ failure: Failure, _ request: Request, _ edition: Edition) -> Response {
    let problem = Problem(
      title: edition.words.text("\(failure.name).heading"), status: failure.status.code,
      detail: edition.words.text("\(failure.name).text"), request: request.id.description)
    return Response(status: failure.status, type: Problem.type, bytes: problem.json)
  }
}

struct FailureView: View {
  let page: Frame
  /// The number under which the log knows this request.
  let request: String

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "request": .text(\.request),
  ]
}
