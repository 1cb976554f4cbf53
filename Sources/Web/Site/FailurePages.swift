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
    answer(failure, request.headers, request.id, wait: wait)
  }

  /// To what may have been no whole request, of which these fields could be read.
  func answer(_ failure: Failure, _ headers: Headers, _ id: RequestID, wait: Int? = nil) -> Response {
    let (edition, wait) = (editions.best(for: headers), wait ?? failure.wait)
    return answer(failure, headers, id, in: edition.lettering, wait, varies: "Accept, Accept-Language") {
      let view = FailureView(
        page: edition.frame, request: id.description, wait: wait.map { edition.lettering.wait(seconds: $0) } ?? "")
      return try templates[failure]?.render(view, in: edition.lettering.words)
    }
  }

  /// To somebody signed in: in their language and with their ways around.
  func answer(_ failure: Failure, at visit: Visit) -> Response {
    let request = visit.request
    return answer(failure, request.headers, request.id, in: visit.lettering, failure.wait, varies: "Accept, Cookie") {
      try visit.desk.templates.failure.render(DeskFailureView(failure, visit), in: visit.words)
    }
  }

  private func answer(
    _ failure: Failure, _ headers: Headers, _ id: RequestID, in lettering: Lettering, _ wait: Int?, varies: String,
    page: () throws -> [UInt8]?
  ) -> Response {
    let type = headers.preferredType(among: ["text/html", Problem.type, "application/json"])
    let isProgram = type != nil && type != "text/html"
    var response: Response
    if isProgram {
      response = problem(failure, id, lettering, wait)
    } else if let page = try? page() {
      response = .html(page, status: failure.status)
    } else {
      response = .text(failure.status.reason, status: failure.status)
    }
    response.headers.add(.cacheControl, "no-store")
    response.headers.add(.contentLanguage, lettering.words.language)
    response.headers.add(.vary, varies)
    if let wait { response.headers.add(.retryAfter, wait) }
    return response
  }

  private func problem(_ failure: Failure, _ id: RequestID, _ lettering: Lettering, _ wait: Int?) -> Response {
    let problem = Problem(
      title: failure.heading(lettering), status: failure.status.code, detail: failure.text(lettering, wait),
      request: id.description)
    return Response(status: failure.status, type: Problem.type, bytes: problem.json)
  }
}

extension Failure {
  func heading(_ lettering: Lettering) -> String { lettering.words.text("\(name).heading") }

  /// Whoever came too often is told first when to come again.
  func text(_ lettering: Lettering, _ wait: Int?) -> String {
    let text = lettering.words.text("\(name).text")
    guard self == .tooMany, let wait else { return text }
    return lettering.wait(seconds: wait) + " " + text
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
