internal import HTTP
internal import Mustache
internal import Server

/// The first page: what Calento is, and the ways in. It is the same for all readers of a language.
struct Home: Page {
  private let editions: Editions<PreparedResponse>

  init(_ workshop: Workshop) throws(Fault) {
    let template = try workshop.library.bind("site/home", to: HomeView.self)
    editions = try Editions(workshop.library.locales) { (words) throws(Fault) in
      let page = try template.render(HomeView(page: workshop.frame(in: words)), in: words)
      return Home.prepare(page, in: words)
    }
  }

  /// A browser asks each time whether its copy is good, so that a new version shows at once.
  private static func prepare(_ page: [UInt8], in words: Words) -> PreparedResponse {
    var response = Response.html(page)
    response.headers.add(.cacheControl, "private, no-cache")
    response.headers.add(.contentLanguage, words.language)
    response.headers.add(.vary, "Accept-Language")
    return PreparedResponse(response, etag: Fingerprint(page).etag)
  }

  func answer(_ request: Request) -> Answer {
    .now(editions.best(for: request).answer(request.head))
  }
}

struct HomeView: View {
  let page: Frame
  let signIn = Route.signIn.address
  let signUp = Route.signUp.address

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "sign_in": .text(\.signIn),
    "sign_up": .text(\.signUp),
  ]
}
