internal import HTTP
internal import Mustache

/// Says what went wrong and what to do about it: as a page in the reader's language, or as a problem document to a
/// program that would rather have JSON.
struct FailurePages: Sendable {
  private let templates: [Failure: Bound<FailureView>]
  private let editions: Editions<Edition>

  private struct Edition: Sendable {
    let lettering: Lettering
    let frame: Frame

    var words: Words { lettering.words }
  }

  init(_ workshop: Workshop) throws(Fault) {
    var templates: [Failure: Bound<FailureView>] = [:]
    for failure in Failure.allCases { templates[failure] = try workshop.library.bind("site/\(failure.name)") }
    self.templates = templates
    editions = try Editions(workshop.library.locales) { words in
      Edition(lettering: Lettering(words), frame: workshop.frame(in: words))
    }
  }

  /// `wait`: seconds until it may be tried again, where that is known.
  func answer(_ failure: Failure, to request: Request, wait: Int? = nil) -> Response {
    let edition = editions.best(for: request)
    let type = request.headers.preferredType(among: ["text/html", Problem.type, "application/json"])
    let isProgram = type != nil && type != "text/html"
    let wait = wait ?? failure.wait
    var response = isProgram ? problem(failure, request, edition, wait) : page(failure, request, edition, wait)
    response.headers.add(.cacheControl, "no-store")
    response.headers.add(.contentLanguage, edition.words.language)
    response.headers.add(.vary, "Accept, Accept-Language")
    if let wait { response.headers.add(.retryAfter, wait) }
    return response
  }

  private func page(_ failure: Failure, _ request: Request, _ edition: Edition, _ wait: Int?) -> Response {
    let view = FailureView(
      page: edition.frame, request: request.id.description,
      wait: wait.map { edition.lettering.wait(seconds: $0) } ?? "")
    guard let page = try? templates[failure]?.render(view, in: edition.words) else {
      return .text(failure.status.reason, status: failure.status)
    }
    return .html(page, status: failure.status)
  }

  private func problem(_ failure: Failure, _ request: Request, _ edition: Edition, _ wait: Int?) -> Response {
    let text = edition.words.text("\(failure.name).text")
    let comeAgain = failure == .tooMany ? wait.map { edition.lettering.wait(seconds: $0) + " " } : nil
    let problem = Problem(
      title: edition.words.text("\(failure.name).heading"), status: failure.status.code,
      detail: (comeAgain ?? "") + text, request: request.id.description)
    return Response(status: failure.status, type: Problem.type, bytes: problem.json)
  }
}

struct FailureView: View {
  let page: Frame
  /// The number under which the log knows this request.
  let request: String
  /// When it may be tried again, in words.
  let wait: String

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "request": .text(\.request),
    "wait": .text(\.wait),
  ]
}
